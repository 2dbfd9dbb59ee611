"""`alerts schema`: the machine-readable half of the contract."""

from pathlib import Path
from typing import Annotated

import typer

from alerts.cli.output import show
from alerts.model.errors import InvalidInput, Problem

app = typer.Typer(no_args_is_help=True, help="Write the JSON Schemas and OpenAPI document.")


@app.callback()
def _group() -> None:
    """Write the JSON Schemas and OpenAPI document."""


@app.command()
def export(
    folder: Annotated[Path, typer.Option(help="Where to write.")] = Path("schemas"),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a file there is not fresh.")
    ] = False,
) -> None:
    """Write `schemas/` from the code that reads and writes what they describe."""
    from alerts.wiring.schemas import documents

    fresh = documents()
    if check:
        stale = [n for n, text in fresh.items() if _read(folder / n) != text]
        stale += [
            str(p.relative_to(folder))
            for p in sorted(folder.rglob("*.json"))
            if str(p.relative_to(folder)) not in fresh
        ]
        if stale:
            raise InvalidInput(
                "the schemas are not fresh; run: alerts schema export",
                tuple(Problem(str(folder / name), "differs from the code") for name in stale),
            )
        show({"checked": sorted(fresh)})
        return
    for name, text in fresh.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
    show({"written": sorted(fresh)})


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
