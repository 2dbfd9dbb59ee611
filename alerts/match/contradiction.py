"""Why a way to match can never be taken, as far as that can be told without a report.

Each value of a wanted clause is held against every other clause: when all of its values are barred,
by one clause or by several together, nothing can meet it. What is not seen here is no error: it
only matches nothing.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import assert_never

from alerts.match.judge import asked, takes_in
from alerts.match.normal import Conjunction, Literal
from alerts.match.phrases import stands_in
from alerts.match.universal import takes_all
from alerts.model.clause import (
    Circle,
    Entities,
    EventTypes,
    Inside,
    Languages,
    Leaf,
    SeverityFrom,
    Words,
    key_of,
)
from alerts.model.condition import Scope
from alerts.model.entity import Kind
from alerts.model.errors import Problem
from alerts.model.report import Severity
from alerts.resolve.geometry import km

Above = Callable[[str], Iterable[str]]
_Values = AbstractSet[Hashable]

_GRAVITY = list(Severity)
_MOST_PAIRS = 2_500  # of phrases; with more of them such a mistake is not looked for
_NONE: frozenset[Hashable] = frozenset()


class Contradictions:
    """Finds why conjunctions of one condition are never true; asks each pair of its leaves once.

    `above` gives the entities that are named by implication wherever one is.
    """

    def __init__(self, above: Above) -> None:
        self._above = above
        self._barred: dict[tuple[str, str], _Values] = {}

    def of(self, conjunction: Conjunction) -> Problem | None:
        """Give the first reason, with the place of a clause in it."""
        return next(self._all_of(tuple(conjunction.literals)), None)

    def _all_of(self, literals: tuple[Literal, ...]) -> Iterator[Problem]:
        wanted = [literal.leaf for literal in literals if not literal.negated]
        unwanted = [literal for literal in literals if literal.negated]
        for literal in unwanted:
            if takes_all(literal.leaf):
                yield Problem(literal.leaf.pointer, _forbids_all(literal.leaf))
        rivals = [*unwanted, *(Literal(leaf) for leaf in wanted if _is_of_one(leaf))]
        for leaf in wanted:
            others = [rival for rival in rivals if rival.leaf is not leaf]
            barred = [(other, self._barred_by(leaf, other)) for other in others]
            values = _values(leaf)
            for other, some in barred:
                if some >= values:
                    yield Problem(leaf.pointer, _said_of(leaf, other))
            if values == _NONE.union(*(some for _, some in barred)):
                pointers = " or ".join(other.leaf.pointer for other, some in barred if some)
                yield Problem(leaf.pointer, f"all of {_named(leaf)} is ruled out by {pointers}")

    def _barred_by(self, leaf: Leaf, other: Literal) -> _Values:
        at = leaf.pointer, other.leaf.pointer
        barred = self._barred.get(at)
        if barred is None:
            if other.negated:
                barred = _forbidden(leaf, other.leaf, self._above)
            else:
                barred = _excluded(leaf, other.leaf)
            self._barred[at] = barred
        return barred


def _forbids_all(leaf: Leaf) -> str:
    return (
        f"whatever is told has {_named(leaf)}, which not forbids, and where nothing is told "
        "that is unknown"
    )


def _said_of(leaf: Leaf, other: Literal) -> str:
    if other.negated:
        return (
            f"what has {_named(leaf)} always has {_named(other.leaf)} too, "
            f"which {other.leaf.pointer} forbids"
        )
    return f"no report has both {_named(leaf)} and {_named(other.leaf)} ({other.leaf.pointer})"


def _named(leaf: Leaf) -> str:
    return f"{key_of(leaf)} {asked(leaf)}"


def _values(leaf: Leaf) -> _Values:
    """Give that of which one suffices."""
    match leaf:
        case Entities():
            return frozenset(leaf.ids)
        case EventTypes():
            return frozenset(leaf.types)
        case Languages():
            return frozenset(leaf.tags)
        case Words():
            return frozenset(leaf.phrases)
        case SeverityFrom() | Circle() | Inside():
            return frozenset({key_of(leaf)})
        case _:
            assert_never(leaf)


def _forbidden(leaf: Leaf, other: Leaf, above: Above) -> _Values:  # noqa: PLR0911 - a line a kind
    """Give the values of `leaf` with which a report meets `other`, too."""
    match leaf, other:
        case Entities(), Entities():
            return _taken_in(leaf, other, above)
        case SeverityFrom(), SeverityFrom():
            implies = _GRAVITY.index(leaf.least) >= _GRAVITY.index(other.least)
            return _values(leaf) if implies else _NONE
        case EventTypes(), EventTypes():
            return set(leaf.types) & set(other.types)
        case Languages(), Languages():
            return {tag for tag in leaf.tags if any(takes_in(o, tag) for o in other.tags)}
        case Words(), Words():
            if len(leaf.phrases) * len(other.phrases) > _MOST_PAIRS:
                return _NONE
            return {p for p in leaf.phrases if any(stands_in(o, p) for o in other.phrases)}
        case Circle(), Circle():
            apart = km((leaf.lat, leaf.lon), (other.lat, other.lon))
            implies = apart + leaf.km <= other.km and _sees_as_much(leaf.scope, other.scope)
            return _values(leaf) if implies else _NONE
        case Inside(), Inside():
            implies = leaf.area == other.area and _sees_as_much(leaf.scope, other.scope)
            return _values(leaf) if implies else _NONE
        case _:
            return _NONE


def _taken_in(leaf: Entities, other: Entities, above: Above) -> _Values:
    """Give the entities of a leaf that the other takes in: what is named implies it."""
    forbidden = set(other.ids)
    if not _sees_as_much(leaf.scope, other.scope):
        return _NONE
    own = forbidden if leaf.kind is other.kind else _NONE
    if Kind.SOURCE in {leaf.kind, other.kind}:  # who reports implies nobody
        return own & set(leaf.ids)
    return {id_ for id_ in leaf.ids if id_ in own or not forbidden.isdisjoint(above(id_))}


def _sees_as_much(scope: Scope, other: Scope) -> bool:
    """Tell whether what a clause of one scope sees, one of the other scope sees too."""
    return scope is other or other is Scope.ANY


def _is_of_one(leaf: Leaf) -> bool:
    """Tell whether a clause asks for something of which a report has but one."""
    return isinstance(leaf, EventTypes | Languages)


def _excluded(leaf: Leaf, other: Leaf) -> _Values:
    """Give the values of `leaf` that no report has which meets `other`."""
    match leaf, other:
        case EventTypes(), EventTypes():
            return set(leaf.types) - set(other.types)
        case Languages(), Languages():
            return {
                tag
                for tag in leaf.tags
                if not any(takes_in(tag, o) or takes_in(o, tag) for o in other.tags)
            }
        case _:
            return _NONE
