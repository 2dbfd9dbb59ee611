"""Numbers for conjunctions, and what is written down under each.

Conjunctions of one kind, which are filtered by the same things, get numbers side by side, in blocks
as large as a container of a roaring bitmap. A filter then meets whole containers that
it concerns and skips all others, and set operations take their time by the container.
"""

from array import array
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
_BITS: Final = 16
_LAST: Final = (1 << _BITS) - 1
_TOGETHER: Final = 1 << 10  # numbers made at a time, of which a block has a multiple


@dataclass(frozen=True, slots=True)
class _Block(Generic[K]):
    kind: K
    rules: list[str | None] = field(default_factory=list)
    cores: "array[int]" = field(default_factory=lambda: array("q"))
    residuals: "array[int]" = field(default_factory=lambda: array("I"))


class Ledger(Generic[K]):
    """Which conjunction has which number. A number that came free is given again to its kind."""

    def __init__(self) -> None:
        self._blocks: list[_Block[K]] = []
        self._filling: dict[K, int] = {}
        self._free: dict[K, list[int]] = {}

    def fresh(self, kind: K) -> int:
        """Give a number for a conjunction of a kind."""
        free = self._free.get(kind)
        if not free:
            free = self._free[kind] = self._more(kind)
        return free.pop()

    def write(self, number: int, rule: str | None, core: int, residual: int) -> None:
        """Write down whose first conjunction has this number, and what takes it out again."""
        block, at = self._blocks[number >> _BITS], number & _LAST
        block.rules[at] = rule
        block.cores[at] = core
        block.residuals[at] = residual

    def rule(self, number: int) -> str | None:
        """Give whose first conjunction has this number, if any rule's has."""
        return self._blocks[number >> _BITS].rules[number & _LAST]

    def strike(self, number: int) -> tuple[K, int, int]:
        """Give the kind, and what takes out core and residual, for the last time: it is free."""
        block, at = self._blocks[number >> _BITS], number & _LAST
        block.rules[at] = None
        self._free[block.kind].append(number)
        return block.kind, block.cores[at], block.residuals[at]

    def _more(self, kind: K) -> list[int]:
        """Give numbers for a kind that has none left, the lowest last."""
        at = self._filling.get(kind)
        if at is None or len(self._blocks[at].rules) > _LAST:
            at = self._filling[kind] = len(self._blocks)
            self._blocks.append(_Block(kind))
        block = self._blocks[at]
        first = at << _BITS | len(block.rules)
        block.rules.extend([None] * _TOGETHER)
        block.cores.extend([0] * _TOGETHER)
        block.residuals.extend([0] * _TOGETHER)
        return [*reversed(range(first, first + _TOGETHER))]
