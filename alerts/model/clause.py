"""A condition as a tree to be judged: a closed union of clauses, each knowing its place.

What the wire form leaves to be understood is said here: the keys of an object are one `AllOf`,
and every clause carries the scope that governs it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from alerts.model.area import Area
from alerts.model.condition import Condition, Scope
from alerts.model.entity import Kind
from alerts.model.report import EventType, Severity


@dataclass(frozen=True, slots=True)
class _Placed:
    """`pointer` is the JSON Pointer of the clause within the condition."""

    pointer: str


@dataclass(frozen=True, slots=True)
class Entities(_Placed):
    """One of these entities is mentioned, itself or by what it takes in."""

    kind: Kind
    ids: tuple[str, ...]
    scope: Scope


@dataclass(frozen=True, slots=True)
class EventTypes(_Placed):
    """What happened is one of these."""

    types: tuple[EventType, ...]


@dataclass(frozen=True, slots=True)
class SeverityFrom(_Placed):
    """It was as grave as this, or graver."""

    least: Severity


@dataclass(frozen=True, slots=True)
class Languages(_Placed):
    """The report is in one of these languages."""

    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words(_Placed):
    """One of these phrases stands in title or body."""

    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circle(_Placed):
    """It happened within so many kilometres of a point."""

    lat: float
    lon: float
    km: float
    scope: Scope


@dataclass(frozen=True, slots=True)
class Inside(_Placed):
    """It happened in an area."""

    area: Area
    scope: Scope


@dataclass(frozen=True, slots=True)
class AllOf(_Placed):
    """All parts hold."""

    parts: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class AnyOf(_Placed):
    """One part holds."""

    parts: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class Not(_Placed):
    """The part does not hold."""

    part: "Clause"


Leaf = Entities | EventTypes | SeverityFrom | Languages | Words | Circle | Inside
Clause = Leaf | AllOf | AnyOf | Not


def key_of(clause: Clause) -> str:
    """Give the key that a clause is written with."""
    return clause.pointer.rsplit("/", 1)[-1]


def clause_of(when: Condition, at: str = "", scope: Scope = Scope.PRIMARY) -> Clause:
    """Give the tree of a condition whose nesting is within limits."""
    governs = when.mention or scope
    parts = (*_leaves(when, at, governs), *_groups(when, at, governs))
    return parts[0] if len(parts) == 1 else AllOf(at, parts)


def _leaves(when: Condition, at: str, scope: Scope) -> Iterator[Leaf]:
    for kind, ids in when.named():
        yield Entities(f"{at}/{kind}", kind, tuple(dict.fromkeys(ids)), scope)
    if when.event_type:
        yield EventTypes(f"{at}/event_type", when.event_type)
    if when.severity:
        yield SeverityFrom(f"{at}/severity", when.severity.at_least)
    if when.language:
        yield Languages(f"{at}/language", when.language)
    if when.words:
        yield Words(f"{at}/words", when.words)
    if when.near:
        yield Circle(f"{at}/near", when.near.lat, when.near.lon, when.near.km, scope)
    if when.within:
        yield Inside(f"{at}/within", when.within, scope)


def _groups(when: Condition, at: str, scope: Scope) -> Iterator[Clause]:
    if when.all_of:
        parts = enumerate(when.all_of)
        yield AllOf(f"{at}/all", tuple(clause_of(c, f"{at}/all/{i}", scope) for i, c in parts))
    if when.any_of:
        parts = enumerate(when.any_of)
        yield AnyOf(f"{at}/any", tuple(clause_of(c, f"{at}/any/{i}", scope) for i, c in parts))
    if when.not_:
        yield Not(f"{at}/not", clause_of(when.not_, f"{at}/not", scope))


def leaves_of(clause: Clause) -> Iterator[Leaf]:
    """Give every leaf of a tree, in order."""
    match clause:
        case AllOf() | AnyOf():
            for part in clause.parts:
                yield from leaves_of(part)
        case Not():
            yield from leaves_of(clause.part)
        case _:
            yield clause
