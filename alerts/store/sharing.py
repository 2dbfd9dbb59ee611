"""Who of those that wait is taken, when not all can be.

In turn, one of each destination: the one whose deliveries have waited the longest begins, and
nobody's thousands stand before another's one. What was tried before leaves room for what was
not: that a receiver failed yesterday must not make today's news late.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from types import MappingProxyType
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Room:
    """How many may be taken: in all, of one destination, and of what was tried before.

    `each` is for destinations that `of` does not name; None is no bound but `slots`. `rate` is
    for those that have none of their own, a second.
    """

    slots: int
    each: int | None = None
    retries: int | None = None
    rate: float | None = None
    of: Mapping[str, int] = field(default_factory=dict)

    def for_one(self, destination_id: str) -> int:
        """Give how many may be taken of a destination."""
        try:
            return self.of[destination_id]
        except KeyError:
            return self.slots if self.each is None else self.each


class Due(NamedTuple):
    """A delivery that could be taken now; `at` is when it became due, as it is kept.

    `rate` is its destination's own, if it has one.
    """

    id: str
    destination_id: str
    at: int
    is_first: bool
    rate: float | None = None


def share(
    waiting: Iterable[Due], room: Room, most: Mapping[str, int] = MappingProxyType({})
) -> list[Due]:
    """Choose among what waits, of some destinations no more than the `most` that they may have."""
    lines: dict[str, list[Due]] = defaultdict(list)
    for due in sorted(waiting, key=lambda due: (due.at, due.id)):
        lines[due.destination_id].append(due)
    taken: list[Due] = []
    retries = room.slots if room.retries is None else room.retries
    for turn in zip_longest(*_within(lines, room, most)):
        for due in turn:
            if due is None or len(taken) >= room.slots:
                continue
            if due.is_first:
                taken.append(due)
            elif retries > 0:
                retries -= 1
                taken.append(due)
    return taken


def _within(
    lines: Mapping[str, Sequence[Due]], room: Room, most: Mapping[str, int]
) -> list[Sequence[Due]]:
    return [
        line[: min(room.for_one(destination), most.get(destination, len(line)))]
        for destination, line in lines.items()
    ]
