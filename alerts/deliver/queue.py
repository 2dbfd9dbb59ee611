"""One channel's share of the queue: as many deliveries at once as it may have, never more.

Each channel has its own, so that slow mail never stands before a webhook. No more is claimed
than can be started now: what is claimed and idle would be kept from other workers.
"""

import asyncio
from collections.abc import Callable, Collection

import structlog

from alerts.deliver.acknowledgements import Acknowledgements
from alerts.deliver.attempt import Instruments, attempt
from alerts.deliver.channel import ChannelPort
from alerts.deliver.leases import Leases
from alerts.deliver.pace import Backoff, Pace, first_of
from alerts.model.delivery import Delivery
from alerts.model.errors import Unavailable
from alerts.model.rule import Channel
from alerts.pauses import until_set
from alerts.store.database import Database
from alerts.store.deliveries import claim, renew

_log = structlog.get_logger()
_GATHER_S = 0.02


class ChannelQueue:
    """Claims and sends the deliveries of one channel."""

    def __init__(
        self,
        db: Database,
        channel: Channel,
        port: ChannelPort,
        *,
        slots: int,
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
        self._slots = slots
        self._worker = worker
        self._pace = pace
        self._instruments = instruments
        self._leases = leases
        self._acknowledgements = acknowledgements
        self._trouble = trouble
        self._in_flight: dict[asyncio.Task[None], str] = {}
        self._freed = asyncio.Event()
        self.nudge = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Claim and send until `stop`; what is in flight then goes on (see `settle`)."""
        backoff = Backoff()
        while not stop.is_set():
            await self._room(stop)
            if stop.is_set():
                return
            free = self._slots - len(self._in_flight)
            self.nudge.clear()
            try:
                claimed = await self._claim(free)
            except Exception as error:  # noqa: BLE001 - the loop's end would end all sending
                self._report(error)
                await until_set(stop, backoff.longer())
                continue
            backoff.reset()
            self._trouble(None)
            for delivery in claimed:
                self._start(delivery)
            if len(claimed) < free:
                await first_of(self.nudge, stop, within_s=self._pace.poll.total_seconds())

    async def settle(self) -> Collection[str]:
        """Let what is in flight end within the grace; give the leases of what did not."""
        running = dict(self._in_flight)
        if not running:
            return ()
        _, late = await asyncio.wait(running, timeout=self._pace.grace.total_seconds())
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return [running[task] for task in late]

    def drop_all(self) -> None:
        """Stop what is in flight at once; its leases run out by themselves."""
        for task in self._in_flight:
            task.cancel()

    async def _room(self, stop: asyncio.Event) -> None:
        """Wait for free slots: for a quarter of them, or for any and a moment more.

        A claim for each single slot that falls free would be a transaction a delivery.
        """
        while not stop.is_set() and len(self._in_flight) >= self._slots:
            self._freed.clear()
            await first_of(self._freed, stop, within_s=self._pace.poll.total_seconds())
        if len(self._in_flight) > self._slots * 3 // 4:
            await until_set(stop, _GATHER_S)

    async def _claim(self, free: int) -> list[Delivery]:
        asked_at = self._instruments.ticks()
        if self._leases.have_lapsed(asked_at):
            # The database was away. What we have sent, or are sending, would be the first to
            # be claimed, and sent again.
            await renew_all(self._db, self._leases, asked_at)
        claimed = await claim(self._db, self._worker, free, self._pace.lease, {self._channel})
        self._leases.take((delivery.lease for delivery in claimed), asked_at)
        return claimed

    def _start(self, delivery: Delivery) -> None:
        task = asyncio.create_task(self._deliver(delivery), name=delivery.id)
        self._in_flight[task] = delivery.lease
        task.add_done_callback(self._ended)

    async def _deliver(self, delivery: Delivery) -> None:
        """Send, if the lease is surely ours still; else leave it to whoever has it now."""
        if not self._leases.holds(delivery.lease, self._instruments.ticks()):
            self._leases.drop([delivery.lease])
            _log.warning("delivery.lease_lost", delivery_id=delivery.id)
            return
        tried = await attempt(delivery, self._port, self._pace.attempt, self._instruments)
        await self._acknowledgements.add(tried)

    def _ended(self, task: asyncio.Task[None]) -> None:
        lease = self._in_flight.pop(task)
        self._freed.set()
        if not task.cancelled() and task.exception() is None:
            return
        # Kept up any longer, the lease would hide a delivery that nobody is sending.
        self._leases.drop([lease])
        if not task.cancelled():
            _log.error("delivery.crashed", delivery_id=task.get_name(), exc_info=task.exception())

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
