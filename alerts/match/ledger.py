"""Numbers for conjunctions, and what is written down under each.

Conjunctions of one kind, which are filtered by the same things, get numbers side by side, in blocks
as large as a container of a roaring bitmap. A filter then meets whole containers that
it concerns and skips all others, and set operations take their time by the container.
"""

from array import array
from collections.abc import Hashable
from typing import Final, Generic, NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)
_BITS: Final = 16
_LAST: Final = (1 << _BITS) - 1


class _Block(NamedTuple, Generic[K]):
    kind: K
    rules: list[str | None]
    cores: "array[int]"
    residuals: "array[int]"


class Ledger(Generic[K]):
    """Which conjunction has which number. A number that came free is given again to its kind."""

    def __init__(self) -> None:
        self._blocks: list[_Block[K]] = []
        self._filling: dict[K, int] = {}
        self._free: dict[K, list[int]] = {}

    def fresh(self, kind: K) -> int:
        """Give a number for a conjunction of a kind."""
        free = self._free.get(kind)
        if free:
            return free.pop()
        at = self._filling.get(kind)
        if at is None or len(self._blocks[at].rules) > _LAST:
            at = self._filling[kind] = len(self._blocks)
            self._blocks.append(_Block(kind, [], array("q"), array("I")))
        _, rules, cores, residuals = self._blocks[at]
        rules.append(None)
        cores.append(0)
        residuals.append(0)
        return at << _BITS | len(rules) - 1

    def write(self, number: int, rule: str | None, core: int, residual: int) -> None:
        """Write down whose first conjunction has this number, and what takes it out again."""
        _, rules, cores, residuals = self._blocks[number >> _BITS]
        at = number & _LAST
        rules[at] = rule
        cores[at] = core
        residuals[at] = residual

    def rule(self, number: int) -> str | None:
        """Give whose first conjunction has this number, if any rule's has."""
        return self._blocks[number >> _BITS].rules[number & _LAST]

    def strike(self, number: int) -> tuple[K, int, int]:
        """Give the kind, and what takes out core and residual, for the last time: it is free."""
        kind, rules, cores, residuals = self._blocks[number >> _BITS]
        at = number & _LAST
        rules[at] = None
        self._free.setdefault(kind, []).append(number)
        return kind, cores[at], residuals[at]
