"""A lane for each destination: how many are under way to it, and how it has answered.

One that hangs fills its own lane and no other. What is known here is only what this process
has seen: a restart forgets it, and learns it again. Only the rate is counted elsewhere, for all
processes together; here it is remembered for whom there is no need to ask.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from alerts.deliver.breaker import NARROWEST, Breaker, Gone, Open, after, room
from alerts.model.delivery import Delivery, Outcome
from alerts.store.sharing import Room

# So many lanes that are idle are remembered: of those that went well, and of the others.
_WELL, _TROUBLED = 2_000, 10_000
# A rate may be changed: it is looked at again after so long.
_LONGEST_PACED_S = 1.0


@dataclass(slots=True)
class _Lane:
    flying: int = 0
    breaker: Breaker = field(default_factory=Open)


class _Told(Mapping[str, int]):
    """What is to be known of each lane, told when asked: there are thousands, and few are asked.

    It may be asked from another thread, where a transaction runs.
    """

    def __init__(self, named: Callable[[], Collection[str]], tell: Callable[[str], int]) -> None:
        self._named = named
        self._tell = tell

    def __getitem__(self, destination: str) -> int:
        return self._tell(destination)

    def __iter__(self) -> Iterator[str]:
        return iter(self._named())

    def __len__(self) -> int:
        return len(self._named())


class Lanes:
    """The lanes of one channel: `slots` for all of them together, `each` for one at most.

    `rate` is how many a second each destination gets that has no rate of its own.
    """

    def __init__(
        self, slots: int, each: int, ticks: Callable[[], float], rate: float | None = None
    ) -> None:
        self._slots = slots
        self._each = min(each, slots)
        # The others are for what was never tried before, and for who has none under way.
        self._retries = self._shared = max(1, slots * 3 // 4)
        self._ticks = ticks
        self._rate = rate
        self._paced: Mapping[str, float] = {}
        self._lanes: dict[str, _Lane] = {}
        self._well: dict[str, None] = {}
        self._troubled: dict[str, None] = {}
        self._flying = 0
        self._kept = 0
        self._retrying = 0

    @property
    def free(self) -> int:
        """Count the free slots."""
        return self._slots - self._flying - self._kept

    def room(self) -> Room:
        """Say what may be claimed now."""
        now = self._ticks()
        return self._room({one for one, until in self._paced.items() if until > now}, now)

    def _room(self, paced: AbstractSet[str], now: float) -> Room:
        def left(destination: str) -> int:
            if destination in paced:
                return 0
            lane = self._lanes[destination]
            return max(0, room(lane.breaker, self._each, now) - lane.flying)

        return Room(
            slots=self.free,
            each=min(NARROWEST, self._each),
            retries=max(0, self._retries - self._retrying),
            more=max(0, self._shared - self._flying - self._kept),
            rate=self._rate,
            of=_Told(lambda: {*self._lanes, *paced}, left),
            under_way=_Told(lambda: tuple(self._lanes), lambda one: self._lanes[one].flying),
        )

    def keep(self) -> Room:
        """Keep half of what is free for what is being recorded, until it is let go.

        Whose rate was used up gets none: the next turn is for what waits already.
        """
        room = self._room(self._paced.keys(), self._ticks())
        seats = max(0, (room.slots + 1) // 2)
        self._kept += seats
        return replace(room, slots=seats)

    def let_go(self, room: Room) -> None:
        """Give back what was kept."""
        self._kept -= room.slots

    def pace(self, waits_s: Mapping[str, float]) -> None:
        """Note whose rate is used up, and how long it is until each may have one more."""
        now = self._ticks()
        paced = {one: until for one, until in self._paced.items() if until > now}
        paced |= {one: now + min(s, _LONGEST_PACED_S) for one, s in waits_s.items()}
        self._paced = paced

    def enter(self, delivery: Delivery) -> None:
        """Count one that is under way now."""
        self._flying += 1
        self._retrying += delivery.attempts > 0
        self._lanes.setdefault(delivery.destination_id, _Lane()).flying += 1
        self._well.pop(delivery.destination_id, None)
        self._troubled.pop(delivery.destination_id, None)

    def answered(self, delivery: Delivery, outcome: Outcome) -> None:
        """Learn from what came of one; it is still under way until it has been noted."""
        lane = self._lanes[delivery.destination_id]
        lane.breaker = after(lane.breaker, outcome, self._each, self._ticks())

    def leave(self, delivery: Delivery) -> None:
        """Count one less under way."""
        self._flying -= 1
        self._retrying -= delivery.attempts > 0
        lane = self._lanes[delivery.destination_id]
        lane.flying -= 1
        if not lane.flying:
            self._rest(delivery.destination_id, lane.breaker)

    def _rest(self, destination: str, breaker: Breaker) -> None:
        """Remember an idle lane; of one that is gone the database knows by now."""
        match breaker:
            case Gone():
                del self._lanes[destination]
            case Open(failures=0):
                self._keep(destination, self._well, _WELL)
            case _:
                self._keep(destination, self._troubled, _TROUBLED)

    def _keep(self, destination: str, idle: dict[str, None], most: int) -> None:
        idle[destination] = None
        if len(idle) > most:
            longest_idle = next(iter(idle))
            del idle[longest_idle], self._lanes[longest_idle]
