"""A way to meet a rule, as it is looked up: a core for the hash join, and what else it asks.

The join holds one clause on each of region, facility and actor, all of one scope: of what happened
where any is, else of all that is named. Whatever is left over is asked beyond it.
"""

from dataclasses import replace
from typing import NamedTuple

from alerts.match.core import Core
from alerts.match.normal import CORE, Conjunction, Literal, conjunctions_of
from alerts.model.clause import clause_of, key_of
from alerts.model.condition import Condition, Scope
from alerts.model.entity import Kind


class Demand(NamedTuple):
    """What must all hold; a rule is met if one of its demands is."""

    core: Core = Core()
    scope: Scope = Scope.PRIMARY
    residual: tuple[Literal, ...] = ()


def demands_of(when: Condition) -> tuple[Demand, ...]:
    """Give the ways to meet a condition in ids."""
    return tuple(map(demand_of, conjunctions_of(clause_of(when))))


def demand_of(conjunction: Conjunction) -> Demand:
    """Give one way to meet a condition. What is equal asks the same, in whichever rule it stands."""
    leaves = conjunction.core
    is_background = bool(leaves) and all(leaf.scope is Scope.ANY for leaf in leaves)
    scope = Scope.ANY if is_background else Scope.PRIMARY
    core: dict[Kind, frozenset[str]] = {}
    residual = list(conjunction.residual)
    for leaf in leaves:
        if leaf.scope is scope and leaf.kind not in core:
            core[leaf.kind] = frozenset(leaf.ids)
        else:
            residual.append(Literal(leaf))
    return Demand(Core(*map(core.get, CORE)), scope, tuple(map(_anywhere, residual)))


def _anywhere(literal: Literal) -> Literal:
    leaf = literal.leaf
    return Literal(replace(leaf, pointer=f"/{key_of(leaf)}"), literal.negated)
