"""`alerts entities`: look up what a rule can name."""

from typing import Annotated

import typer

from alerts.cli.environment import from_environment
from alerts.cli.output import show
from alerts.model.entity import Kind


def entities(
    search: Annotated[str, typer.Argument(help="A name, whole or begun, in any spelling.")],
    kind: Annotated[Kind | None, typer.Option(help="Only entities of this kind.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="At most so many.")] = 20,
) -> None:
    """Search the gazetteer, in any spelling or script; one entity a line."""
    from alerts.resolve.gazetteer import Gazetteer

    gazetteer = Gazetteer.load(from_environment().gazetteer)
    for entity in gazetteer.search(search, kind, limit):
        show(
            {
                "id": entity.id,
                "kind": entity.kind,
                "name": entity.name,
                "type": entity.type,
                "parents": [link.parent for link in entity.parents],
            }
        )
