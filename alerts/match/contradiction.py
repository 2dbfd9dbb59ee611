"""Why a way to match can never be taken, as far as that can be told without a report.

Every pair of its leaves is asked, and each leaf with the one that forbids it. What is not seen here
is no error: it only matches nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product

from alerts.match.judge import asked, takes_in
from alerts.match.normal import Conjunction
from alerts.match.phrases import stands_in
from alerts.model.clause import (
    Circle,
    Entities,
    EventTypes,
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

_GRAVITY = list(Severity)
_MOST_PAIRS = 2_500  # of phrases; with more of them such a mistake is not looked for


class Contradictions:
    """Finds why conjunctions of one condition are never true; asks each pair of its leaves once."""

    def __init__(self, above: Above) -> None:
        self._above = above
        self._implied: dict[tuple[str, str], bool] = {}
        self._excluded: dict[tuple[str, str], bool] = {}

    def of(self, conjunction: Conjunction) -> Problem | None:
        """Give the first reason, with the place of a clause in it."""
        return next(self._all_of(conjunction), None)

    def _all_of(self, conjunction: Conjunction) -> Iterator[Problem]:
        wanted = [literal.leaf for literal in conjunction.literals if not literal.negated]
        unwanted = [literal.leaf for literal in conjunction.literals if literal.negated]
        for leaf, other in product(wanted, unwanted):
            if self._implies(leaf, other):
                detail = (
                    f"what has {_named(leaf)} always has {_named(other)} too, "
                    f"which {other.pointer} forbids"
                )
                yield Problem(leaf.pointer, detail)
        for one, other in combinations(wanted, 2):
            if self._excludes(one, other):
                detail = f"no report has both {_named(one)} and {_named(other)} ({other.pointer})"
                yield Problem(one.pointer, detail)

    def _implies(self, leaf: Leaf, other: Leaf) -> bool:
        at = leaf.pointer, other.pointer
        if at not in self._implied:
            self._implied[at] = _implies(leaf, other, self._above)
        return self._implied[at]

    def _excludes(self, one: Leaf, other: Leaf) -> bool:
        at = one.pointer, other.pointer
        if at not in self._excluded:
            self._excluded[at] = _excludes(one, other)
        return self._excluded[at]


def _named(leaf: Leaf) -> str:
    return f"{key_of(leaf)} {asked(leaf)}"


def _implies(leaf: Leaf, other: Leaf, above: Above) -> bool:  # noqa: PLR0911 - a line a kind
    """Tell whether every report that meets `leaf` meets `other`."""
    match leaf, other:
        case Entities(), Entities():
            return _entities_imply(leaf, other, above)
        case SeverityFrom(), SeverityFrom():
            return _GRAVITY.index(leaf.least) >= _GRAVITY.index(other.least)
        case EventTypes(), EventTypes():
            return set(leaf.types) <= set(other.types)
        case Languages(), Languages():
            return all(any(takes_in(o, tag) for o in other.tags) for tag in leaf.tags)
        case Words(), Words():
            is_small = len(leaf.phrases) * len(other.phrases) <= _MOST_PAIRS
            return is_small and all(
                any(stands_in(o, p) for o in other.phrases) for p in leaf.phrases
            )
        case Circle(), Circle():
            apart = km((leaf.lat, leaf.lon), (other.lat, other.lon))
            return apart + leaf.km <= other.km and _sees_as_much(leaf.scope, other.scope)
        case _:
            return _is_same(leaf, other)


def _entities_imply(leaf: Entities, other: Entities, above: Above) -> bool:
    """Tell whether each entity of a leaf is taken in by one of the other: what is named implies it."""
    forbidden = set(other.ids)
    if leaf.kind is Kind.SOURCE or other.kind is Kind.SOURCE:
        return leaf.kind is other.kind and set(leaf.ids) <= forbidden and leaf.scope is other.scope
    return _sees_as_much(leaf.scope, other.scope) and all(
        (leaf.kind is other.kind and id_ in forbidden) or not forbidden.isdisjoint(above(id_))
        for id_ in leaf.ids
    )


def _sees_as_much(scope: Scope, other: Scope) -> bool:
    """Tell whether what a clause of one scope sees, one of the other scope sees too."""
    return scope is other or other is Scope.ANY


def _excludes(one: Leaf, other: Leaf) -> bool:
    """Tell whether no report meets both: of some things a report has but one."""
    match one, other:
        case EventTypes(), EventTypes():
            return set(one.types).isdisjoint(other.types)
        case Languages(), Languages():
            pairs = ((a, b) for a in one.tags for b in other.tags)
            return not any(takes_in(a, b) or takes_in(b, a) for a, b in pairs)
        case _:
            return False


def _is_same(one: Leaf, other: Leaf) -> bool:
    """Tell whether two leaves ask the same, wherever they stand."""
    return type(one) is type(other) and _asks(one) == _asks(other)


def _asks(leaf: Leaf) -> tuple[object, ...]:
    return tuple(getattr(leaf, name) for name in leaf.__match_args__ if name != "pointer")
