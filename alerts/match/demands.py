"""A way to meet a rule, as it is looked up: a core for the hash join, and what else it asks.

The join holds one clause on where, one on facilities and one on actors, all of one scope: of what
happened where any is, else of all that is named. Where is a circle or an area, if one is asked
for, for that leaves fewer to be met than a region. Whatever is left over is asked beyond it, and is
sorted out here, so that the index has nothing to find out when a rule is put into it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from alerts.match.core import EVERYTHING, Core, Shape
from alerts.match.lookups import NONE, Lookups, lookups_of
from alerts.match.normal import Conjunction, Literal, conjunctions_of
from alerts.model.clause import Circle, Inside, clause_of, key_of
from alerts.model.condition import Condition, Scope
from alerts.model.entity import Kind


class Demand(NamedTuple):
    """What must all hold; a rule is met if one of its demands is."""

    core: Core = EVERYTHING
    scope: Scope = Scope.PRIMARY
    beyond: Lookups = NONE

    @classmethod
    def of(cls, core: Core, scope: Scope, beyond: Sequence[Literal]) -> "Demand":
        """Make a demand of a core and of what must all hold beyond it."""
        return cls(core, scope, lookups_of(beyond, adrift=core == EVERYTHING))


def demands_of(when: Condition) -> tuple[Demand, ...]:
    """Give the ways to meet a condition in ids."""
    return tuple(map(demand_of, conjunctions_of(clause_of(when))))


def demand_of(conjunction: Conjunction) -> Demand:
    """Give one way to meet a condition. What is equal asks the same, in whichever rule it stands."""
    leaves = conjunction.core
    places = [place for one in conjunction.residual if (place := _place(one)) is not None]
    scopes = [leaf.scope for leaf in (*leaves, *places)]
    is_background = bool(scopes) and Scope.PRIMARY not in scopes
    scope = Scope.ANY if is_background else Scope.PRIMARY
    place = next((place for place in places if place.scope is scope), None)
    residual = [one for one in conjunction.residual if place is None or _place(one) is not place]
    core: dict[Kind, frozenset[str]] = {}
    for leaf in leaves:
        is_taken = leaf.kind in core or (leaf.kind is Kind.REGION and place is not None)
        if leaf.scope is scope and not is_taken:
            core[leaf.kind] = frozenset(leaf.ids)
        else:
            residual.append(Literal(leaf))
    where = core.get(Kind.REGION) if place is None else replace(place, pointer="")
    joined = Core(where, core.get(Kind.FACILITY), core.get(Kind.ACTOR))
    return Demand.of(joined, scope, [*map(_anywhere, residual)])


def _place(literal: Literal) -> Shape | None:
    leaf = literal.leaf
    return leaf if isinstance(leaf, Circle | Inside) and not literal.negated else None


def _anywhere(literal: Literal) -> Literal:
    leaf = literal.leaf
    return Literal(replace(leaf, pointer=f"/{key_of(leaf)}"), literal.negated)
