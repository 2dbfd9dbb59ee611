"""A lane for each destination: how many are under way to it, and how it has answered.

One that hangs fills its own lane and no other. What is known here is only what this process
has seen: a restart forgets it, and learns it again. Only the rate is counted elsewhere, for all
processes together; here it is remembered for whom there is no need to ask.

What is claimed while all places are taken stands ahead in its lane, so that sending waits for
no claim: as many as will begin in a moment, and only of a destination that answers well.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from alerts.deliver.breaker import NARROWEST, Breaker, Closed, Gone, Open, after, room
from alerts.model.delivery import Delivery, Outcome
from alerts.store.sharing import Room

# So many lanes that are idle are remembered: of those that went well, and of the others.
_WELL, _TROUBLED = 2_000, 10_000
# A rate may be changed: it is looked at again after so long.
_LONGEST_PACED_S = 1.0
# No more stands ahead than lately ended in such a time, or than so many times the slots, and none
# stays there for longer than the other: what is claimed and idle is kept from other workers.
_AHEAD_S = 0.15
_AHEAD_TIMES = 2
_STAYS_S = 1.0


@dataclass(slots=True)
class _Lane:
    flying: int = 0
    breaker: Breaker = field(default_factory=Open)
    ahead: deque[tuple[float, Delivery]] = field(default_factory=deque)

    def room(self, each: int, now: float) -> int:
        """Give how many more may be under way."""
        return room(self.breaker, each, now) - self.flying

    def answers_well(self) -> bool:
        """Tell whether it is given more than it can take at once."""
        match self.breaker:
            case Open(width=width, failures=0):
                return width > NARROWEST
            case _:
                return False


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
        self.rate = rate
        self._paced: Mapping[str, float] = {}
        self._lanes: dict[str, _Lane] = {}
        self._well: dict[str, None] = {}
        self._troubled: dict[str, None] = {}
        # Of those that are left alone, until when.
        self._closed: dict[str, float] = {}
        # Those with something ahead, in turn.
        self._lines: deque[str] = deque()
        self._flying = 0
        # Those that are not the only one of their destination.
        self._further = 0
        self._ahead = 0
        self._kept = 0
        self._retrying = 0
        self._ended = 0
        self._per_s = 0.0
        self._counted_at = 0.0

    @property
    def held(self) -> int:
        """Count what is under way or stands ahead."""
        return self._flying + self._ahead

    @property
    def ahead(self) -> int:
        """Count what stands ahead."""
        return self._ahead

    @property
    def free(self) -> int:
        """Count what may be claimed now."""
        return self._slots + self._most_ahead - self.held - self._kept

    @property
    def _most_ahead(self) -> int:
        return min(self._slots * _AHEAD_TIMES, int(self._per_s * _AHEAD_S))

    def room(self) -> Room:
        """Say what may be claimed now."""
        now = self._ticks()
        self._count(now)
        return self._room({one for one, until in self._paced.items() if until > now}, now)

    def _room(self, paced: AbstractSet[str], now: float) -> Room:
        most = self._most_ahead

        def left(destination: str) -> int:
            if destination in paced:
                return 0
            lane = self._lanes[destination]
            ahead = most if lane.answers_well() else 0
            return max(0, lane.room(self._each, now) + ahead - len(lane.ahead))

        def held(destination: str) -> int:
            lane = self._lanes[destination]
            return lane.flying + len(lane.ahead)

        return Room(
            slots=self.free,
            each=min(NARROWEST, self._each),
            retries=max(0, self._retries - self._retrying),
            more=max(0, self._shared + most - self.held - self._kept),
            rate=self.rate,
            of=_Told(lambda: {*self._lanes, *paced}, left),
            under_way=_Told(lambda: tuple(self._lanes), held),
            shut=lambda: self._shut(paced, left, now),
        )

    def _shut(self, paced: AbstractSet[str], left: Callable[[str], int], now: float) -> set[str]:
        """Give those that nothing may be sent to, without a look at all: few are under way.

        Asked from another thread, so what changes is copied at one stroke.
        """

        def has_none(destination: str) -> bool:
            try:
                return left(destination) <= 0
            except KeyError:  # it went since the copy was made
                return False

        under_way = self._lanes.keys() - self._well.keys() - self._troubled.keys()
        closed = {one for one, until in list(self._closed.items()) if until > now}
        return {one for one in under_way if has_none(one)} | closed | paced

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

    def line_up(self, delivery: Delivery) -> None:
        """Take one that was claimed; `begin` tells when it may begin."""
        lane = self._lanes.setdefault(delivery.destination_id, _Lane())
        if not lane.ahead:
            self._lines.append(delivery.destination_id)
        lane.ahead.append((self._ticks(), delivery))
        self._ahead += 1
        self._retrying += delivery.attempts > 0
        self._well.pop(delivery.destination_id, None)
        self._troubled.pop(delivery.destination_id, None)

    def begin(self) -> Delivery | None:
        """Give the next that may begin, of each lane in turn, and count it as under way."""
        now = self._ticks()
        for _ in range(len(self._lines) if self._flying < self._slots else 0):
            destination = self._lines.popleft()
            lane = self._lanes[destination]
            if lane.room(self._each, now) <= 0 or (lane.flying and self._further >= self._shared):
                self._lines.append(destination)
                continue
            _, delivery = lane.ahead.popleft()
            if lane.ahead:
                self._lines.append(destination)
            self._ahead -= 1
            self._flying += 1
            self._further += lane.flying > 0
            lane.flying += 1
            return delivery
        return None

    def answered(self, delivery: Delivery, outcome: Outcome) -> None:
        """Learn from what came of one; it is still under way until it has been noted."""
        lane = self._lanes[delivery.destination_id]
        lane.breaker = after(lane.breaker, outcome, self._each, self._ticks())
        match lane.breaker:
            case Closed(until=until):
                self._closed[delivery.destination_id] = until
            case _:
                self._closed.pop(delivery.destination_id, None)

    def leave(self, delivery: Delivery) -> None:
        """Count one less under way."""
        self._flying -= 1
        self._ended += 1
        self._retrying -= delivery.attempts > 0
        lane = self._lanes[delivery.destination_id]
        lane.flying -= 1
        self._further -= lane.flying > 0
        if not lane.flying and not lane.ahead:
            self._rest(delivery.destination_id, lane.breaker)

    def take_back(self, *, all_of_it: bool = False) -> list[Delivery]:
        """Take what has stood ahead for too long, or in a lane that has shut; or all of it."""
        back: list[Delivery] = []
        if not self._lines:
            return back
        now = self._ticks()
        for destination in list(self._lines):
            lane = self._lanes[destination]
            stays = not all_of_it and room(lane.breaker, self._each, now) > 0
            while lane.ahead and not (stays and lane.ahead[0][0] + _STAYS_S > now):
                back.append(lane.ahead.popleft()[1])
            if not lane.ahead:
                self._lines.remove(destination)
                if not lane.flying:
                    self._rest(destination, lane.breaker)
        self._ahead -= len(back)
        self._retrying -= sum(delivery.attempts > 0 for delivery in back)
        return back

    def _count(self, now: float) -> None:
        """See how many ended lately."""
        seconds = now - self._counted_at
        if seconds >= _AHEAD_S / 2:
            self._per_s = self._ended / seconds
            self._ended, self._counted_at = 0, now

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
            self._closed.pop(longest_idle, None)
