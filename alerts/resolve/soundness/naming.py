"""Names listed twice, names of several entities, and names that are words.

That a name is shared is no fault while something tells which is meant: then it is only noted.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from alerts.model.entity import Entity, Kind
from alerts.resolve.everyday import why_common
from alerts.resolve.fold import fold_but_case
from alerts.resolve.soundness.finding import Checked, Entry, Finding, Severity, folded
from alerts.resolve.spelling import canonical

_Names = Mapping[str, tuple[str, ...]]
_MANY = 8  # entities told of one name


def naming(checked: Checked) -> Iterator[Finding]:
    """Check the names of every entity that counts."""
    strong: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in checked.entries():
        yield from _listed_twice(entry)
        yield from _too_common(entry)
        for names in (entry.entity.names, entry.entity.exact):
            for name in _all(names):
                strong[canonical(folded(name))][entry.entity.id] = entry
    for name, entries in strong.items():
        if len(entries) > 1:
            yield _shared(name, list(entries.values()), checked)


def _all(names: _Names) -> Iterator[str]:
    for listed in names.values():
        yield from listed


def _listed_twice(entry: Entry) -> Iterator[Finding]:
    entity = entry.entity
    for field, names, regular in (
        ("names", entity.names, folded),
        ("short", entity.short, folded),
        ("exact", entity.exact, fold_but_case),
    ):
        for language, listed in names.items():
            seen: dict[str, str] = {}
            for name in listed:
                first = seen.setdefault(regular(name), name)
                if first is not name:
                    yield Finding(
                        Severity.WARNING,
                        "name-twice",
                        entry.file,
                        entity.id,
                        f"{field}: {language}: {name!r} reads as {first!r} does",
                        "take one out: case, marks and letter variants make no other name",
                    )
    both = {folded(n) for n in _all(entity.names)} & {folded(n) for n in _all(entity.short)}
    for name in sorted(both - {""}):
        yield Finding(
            Severity.WARNING,
            "name-twice",
            entry.file,
            entity.id,
            f"{name!r} is in names and in short",
            "keep it in one of them; now it is taken for short",
        )


def _too_common(entry: Entry) -> Iterator[Finding]:
    entity = entry.entity
    told: set[str] = set()
    short = {folded(n) for n in _all(entity.short)}
    for language, listed in entity.names.items():
        for name in listed:
            why = why_common(name)
            if why is not None and folded(name) not in told | short:
                told.add(folded(name))
                # The large are named so often that the word is what must be told apart.
                is_large = entity.type in {"country", "admin1"}
                yield Finding(
                    Severity.NOTE if is_large else Severity.WARNING,
                    "too-common",
                    entry.file,
                    entity.id,
                    f"names: {language}: {name!r} is too common to stand alone: {why}",
                    "list it as short (or exact, if capitals tell), or take it out",
                )


def _shared(name: str, entries: Sequence[Entry], checked: Checked) -> Finding:
    entities = [entry.entity for entry in entries]
    ids = [entity.id for entity in entities]
    told = ", ".join(ids[:_MANY]) + (f" and {len(ids) - _MANY} more" if len(ids) > _MANY else "")
    rule = _settled_by(entities, checked)
    # Told of the last: the operator's entry, where there is one.
    last = entries[-1]
    return Finding(
        Severity.WARNING if rule is None else Severity.NOTE,
        "shared-name",
        last.file,
        last.entity.id,
        f"{name!r} names {told}" + (": nothing tells which is meant" if rule is None else ""),
        "give it to one, and list it as short for the others" if rule is None else f"none: {rule}",
    )


def _settled_by(entities: Sequence[Entity], checked: Checked) -> str | None:
    """Give the rule that tells which of several entities a name means, if there is one."""
    ids = {entity.id for entity in entities}
    for entity in entities:
        if all(entity.id in checked.above(other) for other in ids - {entity.id}):
            return f"{entity.id} takes the others in, and is meant"
    kinds = {entity.kind for entity in entities}
    if Kind.SOURCE in kinds and len(kinds) == len(entities):
        return "where it reports it is the source"
    places = [checked.above(entity.id) for entity in entities]
    if all(places) and len({frozenset(place) for place in places}) == len(places):
        return "the other places of the report tell which is meant"
    if all(entity.type == "town" for entity in entities):
        return "towns of one name in one region: the report is ambiguous, and says so"
    return None
