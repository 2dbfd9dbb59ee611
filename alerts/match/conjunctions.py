"""Rules as conjunctions, any one of which suffices, and which of them a report meets.

Rules and conjunctions are numbered from one counter, so that a result can stay a bitmap: a
conjunction has the number of the rule it came with, unless that is taken. Only a conjunction
that several rules share, or whose first rule is gone, has its owners written down. One that asks
no more than its core is not shared: its rules lie side by side under the same keys.
"""

from collections.abc import Container, Iterable, Sequence

from pyroaring import BitMap

from alerts.match.core import EVERYTHING, Core
from alerts.match.demands import Demand
from alerts.match.hash_join import HashJoin
from alerts.match.postings import Posting, united, with_number, without_number
from alerts.match.residual import Asked, Residuals
from alerts.match.seen import Seen
from alerts.model.condition import Scope

_Signature = bytes | tuple[Core, Scope, Asked]


class ConjunctionIndex:
    """All rules by id. One task owns it and changes it; nothing here waits."""

    def __init__(self) -> None:
        self._joins = {scope: HashJoin() for scope in Scope}
        self._residuals = Residuals()
        self._numbers: dict[str, int] = {}
        self._ids: list[str | None] = []
        self._free: list[int] = []
        # Conjunctions that may be shared; then whose they are, if not their own number's alone;
        # then those of a rule that do not have its number.
        self._known: dict[_Signature, int] = {}
        self._shareable = BitMap()
        self._owners: dict[int, Posting] = {}
        self._owned = BitMap()
        self._others: dict[int, tuple[int, ...]] = {}

    def __len__(self) -> int:
        """Count the rules."""
        return len(self._numbers)

    def put(self, rule_id: str, demands: Sequence[Demand]) -> None:
        """Add a rule, or replace the one of the same id."""
        self.discard(rule_id)
        rule = self._fresh()
        self._numbers[rule_id] = rule
        self._ids[rule] = rule_id
        if len(demands) > 1:
            demands = tuple(dict.fromkeys(demands))
        free, others = True, list[int]()
        for demand in demands:
            number = self._place(rule, demand, others, free=free)
            if number == rule:
                free = False
            elif number not in others:
                others.append(number)
        if others:
            self._others[rule] = tuple(others)

    def discard(self, rule_id: str) -> None:
        """Take a rule out, if it is there."""
        rule = self._numbers.pop(rule_id, None)
        if rule is None:
            return
        self._ids[rule] = None
        for number in self._others.pop(rule, ()):
            self._disown(number, rule)
        if rule in self._shareable:
            self._disown(rule, rule)
        else:
            self._take_out(rule)
            self._free.append(rule)

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
        shared = met & self._owned if self._owned else None
        if shared:
            met -= shared
            met |= united(self._owners[number] for number in shared)
        return met

    def ids(self, rules: Iterable[int]) -> list[str]:
        """Give the ids of rules found just now: a change may give a number to another rule."""
        return [rule_id for number in rules if (rule_id := self._ids[number]) is not None]

    def _place(self, rule: int, demand: Demand, others: Container[int], *, free: bool) -> int:
        """Give the number under which the conjunction stands for the rule: its own, if free.

        `others` are those that stand for it already.
        """
        core, scope, residual = demand
        if core == EVERYTHING:
            scope = Scope.PRIMARY  # the same in any
        if free and not residual:
            self._joins[scope].add(rule, core)
            return rule
        asked = self._residuals.packed(residual)
        signature = _signature(self._joins[scope].signature(core), scope, asked)
        number = self._known.get(signature)
        if number is None:
            number = rule if free else self._fresh()
            self._known[signature] = number
            self._shareable.add(number)
            self._put_in(number, core, scope, asked)
            if free:
                return number
            self._owners[number] = rule
        else:
            if number == rule or number in others:  # the same, written in another order
                return number
            self._owners[number] = with_number(self._owners.get(number, number), rule)
        self._owned.add(number)
        return number

    def _put_in(self, number: int, core: Core, scope: Scope, asked: Asked) -> None:
        is_adrift = core == EVERYTHING
        if not (asked and self._residuals.add(number, asked, adrift=is_adrift)):
            self._joins[scope].add(number, core)

    def _take_out(self, number: int) -> None:
        for join in self._joins.values():
            if number in join:
                join.remove(number)
        self._residuals.remove(number)

    def _signature_of(self, number: int) -> _Signature:
        asked = self._residuals.asked(number)
        for scope, join in self._joins.items():
            if number in join:
                return _signature(join.signature_of(number), scope, asked)
        everything = self._joins[Scope.PRIMARY].signature(EVERYTHING)
        return _signature(everything, Scope.PRIMARY, asked)

    def _disown(self, number: int, rule: int) -> None:
        """Let the conjunction stand for this rule no longer; without any, it goes."""
        left = without_number(self._owners.get(number, number), rule)
        if left is None:
            self._forget(number)
        elif left == number:
            del self._owners[number]
            self._owned.remove(number)
        else:
            self._owners[number] = left

    def _forget(self, number: int) -> None:
        del self._known[self._signature_of(number)]
        self._shareable.remove(number)
        if self._owners.pop(number, None) is not None:
            self._owned.remove(number)
        self._take_out(number)
        if self._ids[number] is None:
            self._free.append(number)

    def _fresh(self) -> int:
        if self._free:
            return self._free.pop()
        self._ids.append(None)
        return len(self._ids) - 1


def _signature(core: bytes | Core, scope: Scope, asked: Asked) -> _Signature:
    """Give what is the same for the same conjunction, and small."""
    if isinstance(core, Core):
        return core, scope, asked
    return b"".join((_SCOPES[scope], len(core).to_bytes(2), core, asked))


_SCOPES = {scope: bytes([number]) for number, scope in enumerate(Scope)}
