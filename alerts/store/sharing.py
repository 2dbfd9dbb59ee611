"""Who of those that wait is taken, when not all can be.

In turn: who has the fewest under way comes first, and of those who has waited the longest. So
nobody's thousands stand before another's one, and a receiver that is slow does not get back each
slot that it frees. What was tried before leaves room for what was not: that a receiver failed
yesterday must not make today's news late.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Room:
    """How many may be taken: in all, of one destination, and of what was tried before.

    `each` is for destinations that `of` does not name; None is no bound but `slots`. `more` is
    for those that have one `under_way`, or get one now. `rate` is for those that have none of
    their own, a second. `shut` gives those that nothing may be taken of, for who knows them better
    than by going through `of`.
    """

    slots: int
    each: int | None = None
    retries: int | None = None
    more: int | None = None
    rate: float | None = None
    of: Mapping[str, int] = field(default_factory=dict)
    under_way: Mapping[str, int] = field(default_factory=dict)
    shut: Callable[[], AbstractSet[str]] | None = None

    def are_shut(self) -> AbstractSet[str]:
        """Give the destinations named that nothing may be taken of."""
        if self.shut is not None:
            return self.shut()
        return {destination for destination in self.of if self.for_one(destination) <= 0}

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
    taken: list[Due] = []
    retries = room.slots if room.retries is None else room.retries
    more = room.slots if room.more is None else room.more
    for turn, due in _in_turn(waiting, room, most):
        if len(taken) >= room.slots:
            break
        if (turn and more <= 0) or not (due.is_first or retries > 0):
            continue
        more -= turn > 0
        retries -= not due.is_first
        taken.append(due)
    return taken


def is_for_others(taken: Iterable[Due], room: Room) -> bool:
    """Tell whether all slots went to destinations that had none: nobody could come before them."""
    first = {due.destination_id for due in taken}
    return sum(not room.under_way.get(one, 0) for one in first) >= room.slots


def _in_turn(waiting: Iterable[Due], room: Room, most: Mapping[str, int]) -> list[tuple[int, Due]]:
    """Put what waits in order, each with how many its destination has before it."""
    lines: dict[str, list[Due]] = defaultdict(list)
    for due in sorted(waiting, key=_age):
        lines[due.destination_id].append(due)
    turns: list[tuple[int, Due]] = []
    for destination, line in lines.items():
        bound = min(room.for_one(destination), most.get(destination, len(line)))
        turns += enumerate(line[:bound], room.under_way.get(destination, 0))
    turns.sort(key=lambda it: (it[0], _age(it[1])))
    return turns


def _age(due: Due) -> tuple[int, str]:
    return due.at, due.id
