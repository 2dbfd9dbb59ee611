"""Cores of many values: bitmaps for each value, apart by which kinds a core constrains.

A core of a thousand regions and ten actors has ten thousand combinations, but a thousand and
ten values. So here it stands under its values, and a report intersects: of the cores that
constrain region and actor, those with one of its regions and one of its actors.
"""

from collections.abc import Sequence

from pyroaring import BitMap

from alerts.match.keys import OPEN, Parts
from alerts.match.postings import Postings, united

_ByPart = Postings[int]


class WideCores:
    """Which of these cores a report meets, as a bitmap of their numbers."""

    def __init__(self) -> None:
        self._cores: dict[int, Parts] = {}
        # By the kinds constrained (their places in a core): for each of them the values.
        self._partitions: dict[tuple[int, ...], tuple[_ByPart, ...]] = {}

    def __len__(self) -> int:
        """Count the cores."""
        return len(self._cores)

    def add(self, number: int, core: Parts) -> None:
        """Put a core, which constrains at least one kind, under this number."""
        self._cores[number] = core
        kinds = _constrained(core)
        partition = self._partitions.setdefault(kinds, tuple(_ByPart() for _ in kinds))
        for kind, by_part in zip(kinds, partition, strict=True):
            by_part.put(core[kind], number)

    def remove(self, number: int) -> int:
        """Take out the core of this number, which has one; gives a key that it would stand under."""
        core = self._cores.pop(number)
        kinds = _constrained(core)
        for kind, by_part in zip(kinds, self._partitions[kinds], strict=True):
            by_part.take(core[kind], number)
        places, facilities, actors = core
        return places[0] | facilities[0] | actors[0]

    def met(self, named: Parts) -> BitMap:
        """Give the numbers whose core is met by what a report names."""
        found = BitMap()
        for kinds, partition in self._partitions.items():
            found |= _met(partition, [named[kind] for kind in kinds])
        return found


def _constrained(core: Parts) -> tuple[int, ...]:
    return tuple(kind for kind, parts in enumerate(core) if parts is not OPEN)


def _met(partition: Sequence[_ByPart], named: Sequence[Sequence[int]]) -> BitMap:
    met: BitMap | None = None
    for by_part, parts in zip(partition, named, strict=True):
        having = united(p for part in parts if (p := by_part.get(part)) is not None)
        met = having if met is None else met & having
        if not met:
            return met
    return BitMap() if met is None else met
