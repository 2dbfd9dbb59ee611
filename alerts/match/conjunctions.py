"""Rules as conjunctions, any one of which suffices, and which of them a report meets.

Rules and conjunctions are numbered from one counter, so that a result can stay a bitmap: a
conjunction has the number of the rule it came with, unless that is taken. Only a conjunction
that several rules share, or whose first rule is gone, has its owners written down. One that asks
no more than its core is not shared: its rules lie side by side under the same keys.
"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from pyroaring import BitMap

from alerts.match.core import Core
from alerts.match.hash_join import HashJoin
from alerts.match.postings import Posting, united, with_number, without_number
from alerts.match.residual import Residual, Residuals, Stated

Judge = Callable[[BitMap], BitMap]


class Conjunction(NamedTuple):
    """What must all hold; a rule is met if one of its conjunctions is."""

    core: Core
    residual: Residual = Residual()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a report names, each closed upwards, and what it states about itself."""

    regions: AbstractSet[str] = frozenset()
    facilities: AbstractSet[str] = frozenset()
    actors: AbstractSet[str] = frozenset()
    stated: Stated = field(default_factory=dict)


_Signature = bytes | tuple[Core | bytes, Residual]


class ConjunctionIndex:
    """All rules by id. One task owns it and changes it; nothing here waits."""

    def __init__(self) -> None:
        self._join = HashJoin()
        self._residuals = Residuals()
        self._numbers: dict[str, int] = {}
        self._ids: list[str | None] = []
        self._free: list[int] = []
        # Conjunctions that may be shared, both ways round; then whose they are, if not their
        # own number's alone; then those of a rule that do not have its number.
        self._known: dict[_Signature, int] = {}
        self._signatures: dict[int, _Signature] = {}
        self._owners: dict[int, Posting] = {}
        self._owned = BitMap()
        self._others: dict[int, tuple[int, ...]] = {}

    def __len__(self) -> int:
        """Count the rules."""
        return len(self._numbers)

    def put(self, rule_id: str, conjunctions: Sequence[Conjunction]) -> None:
        """Add a rule, or replace the one of the same id."""
        self.discard(rule_id)
        rule = self._fresh()
        self._numbers[rule_id] = rule
        self._ids[rule] = rule_id
        if len(conjunctions) > 1:
            conjunctions = tuple(dict.fromkeys(conjunctions))
        free, others = True, list[int]()
        for conjunction in conjunctions:
            number = self._place(rule, conjunction, free=free)
            if number == rule:
                free = False
            else:
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
        if rule in self._signatures:
            self._disown(rule, rule)
        else:
            if rule in self._join:
                self._join.remove(rule)
            self._free.append(rule)

    def matching(self, facts: Facts, judge: Judge) -> BitMap:
        """Give the numbers of the rules that a report meets.

        `judge` gets the conjunctions that have something further to ask (see `further_of`) and
        gives those whose answer is yes; it is not called for none.
        """
        met = self._join.met((facts.regions, facts.facilities, facts.actors))
        if self._residuals:
            met, asking = self._residuals.sift(met, facts.stated)
            if asking:
                met |= judge(asking)
        shared = met & self._owned if self._owned else None
        if shared:
            met -= shared
            met |= united(self._owners[number] for number in shared)
        return met

    def ids(self, rules: Iterable[int]) -> list[str]:
        """Give the ids of rules found just now: a change may give a number to another rule."""
        return [rule_id for number in rules if (rule_id := self._ids[number]) is not None]

    def further_of(self, conjunction: int) -> object:
        """Give what a conjunction that `judge` got has further to ask."""
        return self._residuals.further_of(conjunction)

    def _place(self, rule: int, conjunction: Conjunction, *, free: bool) -> int:
        """Give the number under which the conjunction stands for the rule: its own, if free."""
        core, residual = conjunction
        if free and not residual:
            self._join.add(rule, core)
            return rule
        signature = (self._join.signature(core), residual)
        number = self._known.get(signature)
        if number is None:
            number = rule if free else self._fresh()
            self._known[signature] = number
            self._signatures[number] = signature
            self._join.add(number, core)
            if residual:
                self._residuals.add(number, residual)
            if free:
                return number
            self._owners[number] = rule
        else:
            self._owners[number] = with_number(self._owners.get(number, number), rule)
        self._owned.add(number)
        return number

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
        del self._known[self._signatures.pop(number)]
        if self._owners.pop(number, None) is not None:
            self._owned.remove(number)
        self._join.remove(number)
        self._residuals.remove(number)
        if self._ids[number] is None:
            self._free.append(number)

    def _fresh(self) -> int:
        if self._free:
            return self._free.pop()
        self._ids.append(None)
        return len(self._ids) - 1
