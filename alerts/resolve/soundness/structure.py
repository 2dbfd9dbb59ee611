"""What must hold for the gazetteer to load, and for its ids to last."""

import re
from collections.abc import Iterable, Iterator

from alerts.model.entity import Entity, Kind
from alerts.model.ids import slug
from alerts.resolve.additions import addition_fault
from alerts.resolve.gazetteer import link_faults
from alerts.resolve.gazetteer_files import GazetteerFile
from alerts.resolve.soundness.finding import Checked, Finding, Severity

# A region has its ISO 3166 code, a place within it the code, a slash and its slug.
_SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
_ID = {
    kind: re.compile(rf"[A-Z]{{2}}(-[A-Z0-9]{{1,3}})?(/{_SLUG})?|{_SLUG}")
    if kind is Kind.REGION
    else re.compile(_SLUG)
    for kind in Kind
}
_PARTED = re.compile(r"(?P<field>[a-z_]+): (?P<fault>[^;]+); (?P<fix>.+)")


def structure(checked: Checked) -> Iterator[Finding]:
    """Check ids, links and additions."""
    yield from _ids_twice(checked.ours)
    yield from _ids_twice(checked.theirs)
    yield from _replaced(checked)
    for file in checked.files:
        for entity in file.entities:
            if not _ID[entity.kind].fullmatch(entity.id):
                yield _bad_id(file.name, entity)
            for fault in link_faults(entity, checked.entities):
                yield _parted("link", file.name, entity.id, fault)
            if (entity.lat is None) != (entity.lon is None):
                yield Finding(
                    Severity.ERROR,
                    "coordinates",
                    file.name,
                    entity.id,
                    "it has a latitude or a longitude, but not both",
                    "give the other, or leave both out",
                )
        for addition in file.additions:
            fault_ = addition_fault(addition, checked.entities)
            if fault_ is not None:
                yield _parted("addition", file.name, addition.add_to, fault_)


def _ids_twice(files: Iterable[GazetteerFile]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for file in files:
        for entity in file.entities:
            if entity.id in first:
                yield Finding(
                    Severity.ERROR,
                    "duplicate-id",
                    file.name,
                    entity.id,
                    f"the id is already in {first[entity.id]}",
                    "put the names into one entry, or add_to it; another entity needs another id",
                )
            first.setdefault(entity.id, file.name)


def _replaced(checked: Checked) -> Iterator[Finding]:
    ours = {entity.id for file in checked.ours for entity in file.entities}
    for file in checked.theirs:
        for entity in file.entities:
            if entity.id in ours:
                yield Finding(
                    Severity.NOTE,
                    "replaces-ours",
                    file.name,
                    entity.id,
                    "it replaces the shipped entry of this id, with all its names",
                    "if names are all that you add, write add_to in place of id",
                )


def _bad_id(file: str, entity: Entity) -> Finding:
    return Finding(
        Severity.ERROR,
        "id",
        file,
        entity.id,
        "the id is no slug (lower-case letters, digits, single hyphens)"
        + (", nor an ISO 3166 code" if entity.kind is Kind.REGION else ""),
        f"call it {slug(entity.name) or 'by its English name in Latin letters'}",
    )


def _parted(check: str, file: str, entity: str, fault: str) -> Finding:
    """Make a finding of a fault that says its field, what is wrong and the fix."""
    parts = _PARTED.fullmatch(fault)
    if parts is None:
        return Finding(Severity.ERROR, check, file, entity, fault, "correct it")
    detail = f"{parts['field']}: {parts['fault']}"
    return Finding(Severity.ERROR, check, file, entity, detail, parts["fix"])
