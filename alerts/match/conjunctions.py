"""Rules as conjunctions, any one of which suffices, and which of them a report meets.

Rules and conjunctions are numbered from one counter, so that a result can stay a bitmap: a rule's
first conjunction has the rule's own number, and of the others it is written down whose they are.
What several rules ask alike is not kept as one: side by side under the same keys they are as quick
to find, and to add and remove quicker.
"""

from array import array
from collections.abc import Iterable, Sequence

from pyroaring import BitMap

from alerts.match.core import EVERYTHING
from alerts.match.demands import Demand
from alerts.match.hash_join import HashJoin
from alerts.match.residual import Residuals
from alerts.match.seen import Seen
from alerts.model.condition import Scope


class ConjunctionIndex:
    """All rules by id. One task owns it and changes it; nothing here waits."""

    def __init__(self) -> None:
        self._joins = {scope: HashJoin() for scope in Scope}
        self._residuals = Residuals()
        self._numbers: dict[str, int] = {}
        self._ids: list[str | None] = []
        self._free: list[int] = []
        # Of rules with several conjunctions, those beyond the first; and whose those are.
        self._others: dict[int, tuple[int, ...]] = {}
        self._owners: dict[int, int] = {}
        self._owned = BitMap()

    def __len__(self) -> int:
        """Count the rules."""
        return len(self._numbers)

    def put(self, rule_id: str, demands: Sequence[Demand]) -> None:
        """Add a rule, or replace the one of the same id."""
        self.discard(rule_id)
        rule = self._fresh()
        self._numbers[rule_id] = rule
        self._ids[rule] = rule_id
        self._put_in(rule, demands[0])
        if len(demands) > 1:
            self._others[rule] = tuple(self._put_beside(rule, other) for other in demands[1:])

    def discard(self, rule_id: str) -> None:
        """Take a rule out, if it is there."""
        rule = self._numbers.pop(rule_id, None)
        if rule is None:
            return
        self._ids[rule] = None
        self._take_out(rule)
        for number in self._others.pop(rule, ()):
            del self._owners[number]
            self._owned.remove(number)
            self._take_out(number)

    def matching(self, seen: Seen) -> BitMap:
        """Give the numbers of the rules that a report meets. The bitmap is the caller's."""
        met: BitMap | None = None
        for scope, join in self._joins.items():
            if join:
                found = join.met(seen.named(scope))
                met = found if met is None else met | found
        if met is None:
            met = BitMap()
        if self._residuals:
            met = self._residuals.sifted(met, seen)
        if self._owned and (others := met & self._owned):
            met -= others
            met |= BitMap(array("I", [self._owners[number] for number in others]))
        return met

    def ids(self, rules: Iterable[int]) -> list[str]:
        """Give the ids of rules found just now: a change may give a number to another rule."""
        return [rule_id for number in rules if (rule_id := self._ids[number]) is not None]

    def _put_beside(self, rule: int, demand: Demand) -> int:
        number = self._fresh()
        self._owners[number] = rule
        self._owned.add(number)
        self._put_in(number, demand)
        return number

    def _put_in(self, number: int, demand: Demand) -> None:
        core, scope, residual = demand
        is_adrift = core == EVERYTHING
        if not (residual and self._residuals.add(number, residual, adrift=is_adrift)):
            self._joins[scope].add(number, core)

    def _take_out(self, number: int) -> None:
        for join in self._joins.values():
            join.remove(number)
        self._residuals.remove(number)
        self._free.append(number)

    def _fresh(self) -> int:
        if self._free:
            return self._free.pop()
        self._ids.append(None)
        return len(self._ids) - 1
