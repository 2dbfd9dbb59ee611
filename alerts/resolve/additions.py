"""Names that one file adds to another's entity.

An operator who knows one more spelling of ours must not copy our entry for it: the copy would
stand still while ours goes on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from alerts.model.entity import Entity
from alerts.model.errors import InvalidInput, Problem
from alerts.resolve.gazetteer_files import Addition, GazetteerFile

_Names = Mapping[str, tuple[str, ...]]


def with_additions(
    entities: Mapping[str, Entity], files: Iterable[GazetteerFile]
) -> Mapping[str, Entity]:
    """Give the entities with what the files add. Raises `InvalidInput` where one is unknown."""
    grown = dict(entities)
    problems: list[Problem] = []
    for file in files:
        for addition in file.additions:
            fault = addition_fault(addition, entities)
            if fault is None:
                grown[addition.add_to] = _grown(grown[addition.add_to], addition)
            else:
                problems.append(Problem(f"{file.name}: entity {addition.add_to}", fault))
    if problems:
        raise InvalidInput("the gazetteer does not hold together", tuple(problems))
    return grown


def addition_fault(addition: Addition, entities: Mapping[str, Entity]) -> str | None:
    """Tell why names cannot be added, if they cannot."""
    known = entities.get(addition.add_to)
    if known is None:
        return "add_to: there is no such entity; correct the id, or give the entity an entry"
    if known.replaced_by is not None:
        return f"add_to: it is retired; add the names to {known.replaced_by}"
    return None


def _grown(entity: Entity, addition: Addition) -> Entity:
    return replace(
        entity,
        names=_joined(entity.names, addition.names),
        short=_joined(entity.short, addition.short),
        exact=_joined(entity.exact, addition.exact),
    )


def _joined(known: _Names, more: _Names) -> _Names:
    joined = dict(known)
    for language, names in more.items():
        joined[language] = tuple(dict.fromkeys((*joined.get(language, ()), *names)))
    return joined
