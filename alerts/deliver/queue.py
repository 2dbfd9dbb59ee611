"""One channel's share of the queue: as many deliveries at once as it may have, never more.

Each channel has its own, so that slow mail never stands before a webhook; in it, each
destination has its lane. Not much more is claimed than can be started now: what is claimed and
idle is kept from other workers.
"""

import asyncio
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

import structlog

from alerts.deliver.acknowledgements import Acknowledgements
from alerts.deliver.attempt import Instruments, attempt
from alerts.deliver.channel import ChannelPort, NotYet
from alerts.deliver.lanes import Lanes
from alerts.deliver.leases import Leases
from alerts.deliver.pace import Backoff, Pace, Sparingly, first_of
from alerts.deliver.watchdog import Watchdog
from alerts.model.delivery import Delivery
from alerts.model.errors import Unavailable
from alerts.model.rule import Channel
from alerts.pauses import until_set
from alerts.store.claiming import Claimed, claim
from alerts.store.database import Database
from alerts.store.deliveries import put_off, release, renew
from alerts.store.sharing import Room

_log = structlog.get_logger()
_GATHER_S = 0.02
# While much stands ahead, no slot is idle meanwhile.
_UNHURRIED_S = 0.05
_NUDGED_S = 0.003
# How soon again what stands behind all that is seen at once is looked for.
_BEHIND_S = 0.05


class ChannelQueue:
    """Claims and sends the deliveries of one channel."""

    def __init__(
        self,
        db: Database,
        channel: Channel,
        port: ChannelPort,
        *,
        lanes: Lanes,
        worker: str,
        pace: Pace,
        instruments: Instruments,
        leases: Leases,
        acknowledgements: Acknowledgements,
        trouble: Callable[[str | None], None],
    ) -> None:
        self._db = db
        self._channel = channel
        self._port = port
        self._lanes = lanes
        self._worker = worker
        self._pace = pace
        self._instruments = instruments
        self._leases = leases
        self._acknowledgements = acknowledgements
        self._trouble = trouble
        self._in_flight: dict[asyncio.Task[Any], Delivery] = {}
        self._after = ""
        self._claimed_at = -_BEHIND_S
        self._looks_behind = Sparingly(_BEHIND_S)
        self._glanced = False
        self._is_open = False
        self._unsent: list[str] = []
        self._idle: list[str] = []  # to be given back: what stood here for too long
        self._freed = asyncio.Event()
        self._drained = asyncio.Event()
        self._few = 0
        self.nudge = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Claim and send until `stop`; what is in flight then goes on (see `settle`)."""
        self._is_open = True
        try:
            await self._claim_until(stop)
        finally:
            self._is_open = False

    async def _claim_until(self, stop: asyncio.Event) -> None:
        backoff = Backoff()
        while not stop.is_set():
            try:
                await self._room(stop)
                if stop.is_set():
                    return
                self.nudge.clear()
                self._freed.clear()
                claimed = await self._claim()
            except Exception as error:  # noqa: BLE001 - the loop's end would end all sending
                self._report(error)
                await until_set(stop, backoff.longer())
                continue
            backoff.reset()
            self._trouble(None)
            for delivery in claimed.deliveries:
                self._lanes.line_up(delivery)
            self._begin()
            self._few = self._lanes.held // 2
            self._drained.clear()
            if self._lanes.free > 0:
                await self._more(stop, left=claimed.left)

    def keep(self) -> Room:
        """Keep slots for what is being recorded in this process; none when it is to stop."""
        return self._lanes.keep() if self._is_open else Room(0)

    def let_go(self, room: Room) -> None:
        """Give back what was kept."""
        self._lanes.let_go(room)
        self._freed.set()

    def begin(self, delivery: Delivery, asked_at: float) -> None:
        """Send what was recorded under a lease of ours, asked for at `asked_at`.

        When there is no time left for it, it is given back with what is in flight.
        """
        if not self._is_open:
            self._unsent.append(delivery.lease)
            return
        self._leases.take([delivery.lease], asked_at)
        self._lanes.line_up(delivery)
        self._begin()

    async def settle(self) -> Collection[str]:
        """Let what is in flight end within the grace; give the leases of what did not."""
        ahead = [delivery.lease for delivery in self._lanes.take_back(all_of_it=True)]
        self._unsent += [*self._idle, *ahead]
        running = dict(self._in_flight)
        if not running:
            return self._unsent
        _, late = await asyncio.wait(running, timeout=self._pace.grace.total_seconds())
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        # What was answered is only waiting to be written: given back, it would be sent again.
        unanswered = (running[task].lease for task in late)
        return [*self._unsent, *(it for it in unanswered if not self._acknowledgements.has(it))]

    def drop_all(self) -> None:
        """Stop what is in flight at once; its leases run out by themselves."""
        for task in self._in_flight:
            task.cancel()

    async def _room(self, stop: asyncio.Event) -> None:
        """Wait for free slots: for any, and a moment more if they are few. Raises `Unavailable`."""
        while not stop.is_set() and self._lanes.free <= 0:
            self._freed.clear()
            await first_of(self._freed, stop, within_s=self._pace.poll.total_seconds())
            await self._give_back()
        if self._lanes.free <= self._lanes.held // 3:
            await self._drain(stop, _GATHER_S)

    async def _drain(self, stop: asyncio.Event, within_s: float) -> None:
        """Let half of what is in flight end first, if that is soon after the last claim began.

        A claim for each single slot that falls free would be a transaction a delivery.
        """
        if within_s == _GATHER_S and self._lanes.ahead > self._lanes.held // 3:
            within_s = _UNHURRIED_S
        left_s = self._claimed_at + within_s - self._instruments.ticks()
        if left_s > 0:
            await first_of(self._drained, stop, within_s=left_s)

    async def _more(self, stop: asyncio.Event, *, left: bool) -> None:
        """Wait for something to claim: new, or `left` for want of room in its lane."""
        poll_s = self._pace.poll.total_seconds()
        if not left:
            await first_of(self.nudge, stop, within_s=poll_s)
            return
        # What stands behind full lanes may have been passed over by a short look.
        seen_in_s = self._looks_behind.wait_s(self._instruments.ticks())
        within_s = min(poll_s, seen_in_s) if self._glanced else poll_s
        await first_of(self._freed, self.nudge, stop, within_s=within_s)
        await self._drain(stop, _NUDGED_S if self.nudge.is_set() else _GATHER_S)

    async def _claim(self) -> Claimed:
        await self._give_back()
        self._claimed_at = asked_at = self._instruments.ticks()
        if self._leases.have_lapsed(asked_at):
            # The database was away. What we have sent, or are sending, would be the first to
            # be claimed, and sent again.
            await renew_all(self._db, self._leases, asked_at)
        room = self._lanes.room()
        lease, channels = self._pace.lease, {self._channel}
        behind = not self._looks_behind.wait_s(asked_at)
        self._glanced = not behind
        claimed = await claim(
            self._db, self._worker, room, lease, channels, self._after if behind else None
        )
        if behind:
            self._looks_behind.done(asked_at, self._instruments.ticks())
        self._lanes.pace(claimed.paced)
        self._leases.take((delivery.lease for delivery in claimed.deliveries), asked_at)
        self._after = self._after if claimed.after is None else claimed.after
        return claimed

    async def _give_back(self) -> None:
        """Let others have what stood here for too long. Raises `Unavailable`."""
        self._idle += [delivery.lease for delivery in self._lanes.take_back()]
        if self._idle:
            self._leases.drop(self._idle)
            await release(self._db, self._idle, self._lanes.rate)
            self._idle.clear()

    def _begin(self) -> None:
        """Begin whatever may begin."""
        while (delivery := self._lanes.begin()) is not None:
            task = asyncio.create_task(self._send_on(delivery))
            self._in_flight[task] = delivery
            task.add_done_callback(self._ended)

    async def _send_on(self, delivery: Delivery) -> None:
        """Send one, and then the next, while there is one: a task for each would cost more."""
        limit = Watchdog(self._pace.attempt.total_seconds())
        try:
            while True:
                await self._deliver(delivery, limit)
                following = self._left(delivery)
                if following is None:
                    return
                self._in_flight[limit.task] = delivery = following
                self._begin()
        finally:
            limit.lie_down()

    async def _deliver(self, delivery: Delivery, limit: Watchdog) -> None:
        """Send, if the lease is surely ours still; else leave it to whoever has it now."""
        if not self._leases.holds(delivery.lease, self._instruments.ticks()):
            self._leases.drop([delivery.lease])
            _log.warning("delivery.lease_lost", delivery_id=delivery.id)
            return
        tried = await attempt(delivery, self._port, limit, self._instruments)
        if isinstance(tried, NotYet):
            await self._put_off(delivery, tried.at)
            return
        self._lanes.answered(delivery, tried.outcome)
        await self._acknowledgements.add(tried)

    async def _put_off(self, delivery: Delivery, at: datetime) -> None:
        """Let one wait for its turn in the queue; at worst its lease runs out there."""
        self._leases.drop([delivery.lease])
        try:
            await put_off(self._db, delivery.lease, at, self._lanes.rate)
        except Unavailable as error:
            _log.warning("delivery.store_unavailable", channel=self._channel, error=str(error))

    def _left(self, delivery: Delivery) -> Delivery | None:
        """Note that one is done with; give what may begin in its place."""
        self._lanes.leave(delivery)
        self._freed.set()
        if self._lanes.held <= self._few:
            self._drained.set()
        return self._lanes.begin() if self._is_open else None

    def _ended(self, task: asyncio.Task[None]) -> None:
        delivery = self._in_flight.pop(task)
        if not task.cancelled() and task.exception() is None:
            return
        # Kept up any longer, the lease would hide a delivery that nobody is sending.
        self._leases.drop([delivery.lease])
        if not task.cancelled():
            _log.error("delivery.crashed", delivery_id=delivery.id, exc_info=task.exception())
        self._lanes.leave(delivery)
        self._freed.set()
        if self._is_open:
            self._begin()

    def _report(self, error: Exception) -> None:
        self._trouble(f"deliveries cannot be claimed: {error}")
        if isinstance(error, Unavailable):
            _log.warning("delivery.store_unavailable", channel=self._channel, error=str(error))
        else:
            _log.error("delivery.claim_failed", channel=self._channel, exc_info=error)


async def renew_all(db: Database, leases: Leases, asked_at: float) -> None:
    """Renew every lease that is held. Raises `Unavailable`."""
    held = leases.all()
    granted = await renew(db, held, leases.length)
    leases.renewed(held, granted, asked_at)
