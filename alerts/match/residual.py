"""What of a conjunction is tested on the few whose core is met.

Event type, severity, language and source are bitmaps: one value of a report answers for all
conjunctions at once. A report whose value is unknown meets no condition on it, nor the
denial of one. An order of severities is the set of those that satisfy it.
"""

from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pyroaring import BitMap


class Attribute(StrEnum):
    """What a report states about itself, beside the entities it names."""

    EVENT_TYPE = "event_type"
    SEVERITY = "severity"
    LANGUAGE = "language"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Check:
    """One of `values` must be the report's, or, `denied`, none of them."""

    attribute: Attribute
    values: frozenset[str]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Residual:
    """All that a conjunction asks beyond its core.

    At most one check of an attribute and sign: a report states one value of each, so two sets of
    wanted values are their intersection, two of denied ones their union. `further` is what
    bitmaps cannot answer; two conjunctions are the same only if it is equal.
    """

    checks: frozenset[Check] = frozenset()
    further: Hashable = None

    def __bool__(self) -> bool:
        """Tell whether anything is asked."""
        return bool(self.checks) or self.further is not None


Stated = Mapping[Attribute, AbstractSet[str]]


class Residuals:
    """The conjunctions that ask more than their core, by number."""

    def __init__(self) -> None:
        self._residuals: dict[int, Residual] = {}
        self._further = BitMap()
        self._tested = {(a, denied): _Tested() for a in Attribute for denied in (False, True)}

    def __len__(self) -> int:
        """Count the conjunctions."""
        return len(self._residuals)

    def add(self, number: int, residual: Residual) -> None:
        """Put a residual under this number, which has none."""
        self._residuals[number] = residual
        for check in residual.checks:
            self._tested[check.attribute, check.denied].add(number, check.values)
        if residual.further is not None:
            self._further.add(number)

    def remove(self, number: int) -> None:
        """Take out the residual of this number, if it has one."""
        residual = self._residuals.pop(number, None)
        if residual is None:
            return
        for check in residual.checks:
            self._tested[check.attribute, check.denied].remove(number, check.values)
        self._further.discard(number)

    def further_of(self, number: int) -> Hashable:
        """Give what this number asks that bitmaps cannot answer."""
        return self._residuals[number].further

    def sift(self, numbers: BitMap, stated: Stated) -> tuple[BitMap, BitMap]:
        """Split numbers into those that ask no more and those with something further to ask.

        Those that fail a check are in neither. `numbers` may hold some that ask nothing.
        """
        left = numbers
        for (attribute, denied), tested in self._tested.items():
            if tested:
                left = left - tested.failed(stated.get(attribute, _UNKNOWN), denied=denied)
        return left - self._further, left & self._further


class _Tested:
    """The conjunctions that test one attribute, by each value they name."""

    def __init__(self) -> None:
        self._all = BitMap()
        self._by_value: dict[str, BitMap] = {}

    def __len__(self) -> int:
        return len(self._all)

    def add(self, number: int, values: AbstractSet[str]) -> None:
        self._all.add(number)
        for value in values:
            self._by_value.setdefault(value, BitMap()).add(number)

    def remove(self, number: int, values: AbstractSet[str]) -> None:
        self._all.remove(number)
        for value in values:
            holders = self._by_value[value]
            holders.remove(number)
            if not holders:
                del self._by_value[value]

    def failed(self, stated: AbstractSet[str], *, denied: bool) -> BitMap:
        if not stated:
            return self._all
        having = BitMap()
        for value in stated:
            having |= self._by_value.get(value, _NOBODY)
        return having if denied else self._all - having


_UNKNOWN: Final[AbstractSet[str]] = frozenset()
_NOBODY: Final = BitMap()
