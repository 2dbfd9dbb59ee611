"""Cores of many values: bitmaps for each value, apart by which kinds a core constrains.

A core of a thousand regions and ten actors has ten thousand combinations, but a thousand and
ten values. So here it stands under its values, and a report intersects: of the cores that
constrain region and actor, those with one of its regions and one of its actors.
"""

from collections.abc import Collection, Sequence

from pyroaring import BitMap

from alerts.match.core import Core
from alerts.match.postings import Postings, united

_ByValue = Postings[str]


class WideCores:
    """Which of these cores a report meets, as a bitmap of their numbers."""

    def __init__(self) -> None:
        self._cores: dict[int, Core] = {}
        # By the kinds constrained (their places in a core): for each of them the values.
        self._partitions: dict[tuple[int, ...], tuple[_ByValue, ...]] = {}

    def __len__(self) -> int:
        """Count the cores."""
        return len(self._cores)

    def add(self, number: int, core: Core) -> None:
        """Put a core, which constrains at least one kind, under this number."""
        self._cores[number] = core
        kinds = _constrained(core)
        partition = self._partitions.setdefault(kinds, tuple(_ByValue() for _ in kinds))
        for kind, by_value in zip(kinds, partition, strict=True):
            for value in core[kind] or ():
                by_value.put(value, number)

    def remove(self, number: int) -> None:
        """Take out the core of this number, if it has one."""
        core = self._cores.pop(number, None)
        if core is None:
            return
        kinds = _constrained(core)
        for kind, by_value in zip(kinds, self._partitions[kinds], strict=True):
            for value in core[kind] or ():
                by_value.take(value, number)

    def met(self, named: Sequence[Collection[str]]) -> BitMap:
        """Give the numbers whose core is met by these regions, facilities and actors."""
        found = BitMap()
        for kinds, partition in self._partitions.items():
            found |= _met(partition, [named[kind] for kind in kinds])
        return found


def _constrained(core: Core) -> tuple[int, ...]:
    return tuple(kind for kind, values in enumerate(core) if values is not None)


def _met(partition: Sequence[_ByValue], named: Sequence[Collection[str]]) -> BitMap:
    met: BitMap | None = None
    for by_value, values in zip(partition, named, strict=True):
        having = united(p for value in values if (p := by_value.get(value)) is not None)
        met = having if met is None else met & having
        if not met:
            return met
    return BitMap() if met is None else met
