"""Rules as conjunctions, any one of which suffices, and which of them a report meets.

A rule has the number of its first conjunction, so that a result can stay a bitmap; of the others it
is written down whose they are. What several rules ask alike is not kept as one: side by side
under the same keys they are as quick to find, and quicker to add and remove.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from pyroaring import BitMap

from alerts.match.demands import Demand
from alerts.match.hash_join import HashJoin
from alerts.match.ledger import Ledger
from alerts.match.lookups import ALL_FILTERS, NONE
from alerts.match.postings import Posting
from alerts.match.residual import Residuals
from alerts.match.seen import Seen
from alerts.model.condition import Scope

_MANY: Final = 16  # rules for which a step for all of them is worth its while


class _Kind(NamedTuple):
    scope: Scope
    filters: int
    is_joined: bool  # stands in the join, not found by what it asks beyond a core


# By scope, filters, and whether one of those finds it: made once, for making takes a while.
_KINDS: Final = {
    scope: [_Kind(scope, n // 2, not n % 2) for n in range(2 * (ALL_FILTERS + 1))]
    for scope in Scope
}


class ConjunctionIndex:
    """All rules by id. One task owns it and changes it; nothing here waits."""

    def __init__(self) -> None:
        self._joins = {scope: HashJoin() for scope in Scope}
        self._residuals = Residuals()
        self._ledger = Ledger[_Kind]()
        self._numbers: dict[str, int] = {}
        # Of rules with several conjunctions, those beyond the first; and whose those are.
        self._others: dict[int, tuple[int, ...]] = {}
        self._owners: dict[int, int] = {}
        self._owned = BitMap()

    def __len__(self) -> int:
        """Count the rules."""
        return len(self._numbers)

    def put(self, rule_id: str, demands: Sequence[Demand]) -> None:
        """Add a rule, or replace the one of the same id."""
        if rule_id in self._numbers:
            self.discard(rule_id)
        rule = self._numbers[rule_id] = self._put_in(demands[0], rule_id)
        if len(demands) > 1:
            others = tuple(self._put_in(demand, None) for demand in demands[1:])
            self._others[rule] = others
            self._owners.update(dict.fromkeys(others, rule))
            self._owned.update(others)

    def put_all(self, rules: Iterable[tuple[str, Sequence[Demand]]]) -> None:
        """Add or replace rules, each once: for most, every step is done for all before the next.

        That is quicker by a quarter, if they are many. Rule by rule, what a step works with has left
        the processor's caches when the next rule comes to it.
        """
        plain: dict[str, Demand] = {}
        for rule_id, demands in rules:
            if len(demands) > 1:
                self.put(rule_id, demands)
            else:
                plain[rule_id] = demands[0]
        if len(plain) < _MANY:
            for rule_id, demand in plain.items():
                self.put(rule_id, (demand,))
            return
        if not self._numbers.keys().isdisjoint(plain):
            for rule_id in plain:
                self.discard(rule_id)
        kinds = [_kind_of(demand) for demand in plain.values()]
        numbers = [*map(self._ledger.fresh, kinds)]
        residuals = [
            0 if demand.beyond is NONE else self._residuals.add(number, demand.beyond)
            for number, demand in zip(numbers, plain.values(), strict=True)
        ]
        joined = [
            self._joins[kind.scope].add(number, demand.core) if kind.is_joined else 0
            for number, demand, kind in zip(numbers, plain.values(), kinds, strict=True)
        ]
        for written in zip(numbers, plain, joined, residuals, strict=True):
            self._ledger.write(*written)
        self._numbers.update(zip(plain, numbers, strict=True))

    def discard(self, rule_id: str) -> None:
        """Take a rule out, if it is there."""
        rule = self._numbers.pop(rule_id, None)
        if rule is None:
            return
        self._take_out(rule)
        if rule in self._others:
            for number in self._others.pop(rule):
                del self._owners[number]
                self._owned.remove(number)
                self._take_out(number)

    def matching(self, seen: Seen) -> BitMap:
        """Give the numbers of the rules that a report meets. The bitmap is the caller's."""
        joined: list[Posting] = []
        for scope, join in self._joins.items():
            if join:
                joined += join.met(seen.named(scope), seen.sites(scope))
        met = self._residuals.sifted(joined, seen)
        if self._owned and (others := met & self._owned):
            met -= others
            met |= BitMap(array("I", [self._owners[number] for number in others]))
        return met

    def ids(self, rules: Iterable[int]) -> list[str]:
        """Give the ids of rules found just now: a change may give a number to another rule."""
        return [rule for number in rules if (rule := self._ledger.rule(number)) is not None]

    def _put_in(self, demand: Demand, rule_id: str | None) -> int:
        core, scope, beyond = demand
        number = self._ledger.fresh(_kind_of(demand))
        residual = 0 if beyond is NONE else self._residuals.add(number, beyond)
        joined = 0 if beyond.finds else self._joins[scope].add(number, core)
        self._ledger.write(number, rule_id, joined, residual)
        return number

    def _take_out(self, number: int) -> None:
        kind, joined, residual = self._ledger.strike(number)
        if kind.is_joined:
            self._joins[kind.scope].remove(number, joined)
        if kind.filters or not kind.is_joined:
            self._residuals.remove(number, residual)


def _kind_of(demand: Demand) -> _Kind:
    beyond = demand.beyond
    return _KINDS[demand.scope][2 * beyond.filters + beyond.finds]
