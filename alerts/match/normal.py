"""A condition as the ways in which it can be met: an `any` of `all`s of leaves.

De Morgan's laws, distribution and double negation hold in Kleene's logic as they do in the usual
one, so this says the same as the tree, unknowns and all; `x and not x` does not become false here,
for of an unknown x it is unknown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import assert_never

from alerts.model.clause import AllOf, AnyOf, Clause, Entities, Leaf, Not
from alerts.model.entity import Kind

CORE = (Kind.REGION, Kind.FACILITY, Kind.ACTOR)


@dataclass(frozen=True, slots=True)
class Literal:
    """A leaf, or its `not`."""

    leaf: Leaf
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Conjunction:
    """One way to meet a condition: all of these.

    `core` are positive leaves on regions, facilities and actors: a report must mention one of the
    ids of each, in its scope. `residual` is what else must hold.
    """

    core: tuple[Entities, ...]
    residual: tuple[Literal, ...]

    @property
    def literals(self) -> Iterator[Literal]:
        """Give all that must hold."""
        yield from map(Literal, self.core)
        yield from self.residual


def ways(clause: Clause, *, negated: bool = False) -> int:
    """Count the conjunctions of a clause, without making them: a product has no bound but time."""
    match clause:
        case AllOf() | AnyOf():
            counts = (ways(part, negated=negated) for part in clause.parts)
            return sum(counts) if _is_any(clause, negated=negated) else prod(counts)
        case Not():
            return ways(clause.part, negated=not negated)
        case _:
            return 1


def conjunctions_of(clause: Clause) -> tuple[Conjunction, ...]:
    """Give a clause's normal form. Ask `ways` first whether that is small."""
    parts = clause.parts if isinstance(clause, AllOf) else (clause,)
    alone = [Literal(part) for part in parts if not isinstance(part, AllOf | AnyOf | Not)]
    if len(alone) == len(parts):  # as in most rules; each leaf stands at a place of its own
        return (_sorted_out(alone),)
    return tuple(dict.fromkeys(map(_conjunction, _expanded(clause, negated=False))))


def _is_any(clause: AllOf | AnyOf, *, negated: bool) -> bool:
    match clause:
        case AllOf():
            return negated
        case AnyOf():
            return not negated
        case _:
            assert_never(clause)


def _expanded(clause: Clause, *, negated: bool) -> list[tuple[Literal, ...]]:
    match clause:
        case AllOf() | AnyOf():
            parts = [_expanded(part, negated=negated) for part in clause.parts]
            if _is_any(clause, negated=negated):
                return [literals for part in parts for literals in part]
            return [tuple(one for some in chosen for one in some) for chosen in product(*parts)]
        case Not():
            return _expanded(clause.part, negated=not negated)
        case _:
            return [(Literal(clause, negated),)]


def _conjunction(literals: tuple[Literal, ...]) -> Conjunction:
    return _sorted_out(dict.fromkeys(literals))


def _sorted_out(literals: Iterable[Literal]) -> Conjunction:
    core: list[Entities] = []
    residual: list[Literal] = []
    for literal in literals:
        leaf = literal.leaf
        if isinstance(leaf, Entities) and leaf.kind in CORE and not literal.negated:
            core.append(leaf)
        else:
            residual.append(literal)
    return Conjunction(tuple(core), tuple(residual))
