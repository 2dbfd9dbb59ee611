"""Takes due deliveries, sends them, writes down what came of it, and forgets nothing.

The database says what is due, and a lease says whose it is. A worker that dies leaves leases
that run out; one that is told to stop ends what it began and gives the rest back.
"""

import asyncio
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final

import structlog

from alerts.deliver.acknowledgements import Acknowledgements
from alerts.deliver.attempt import Instruments
from alerts.deliver.channel import ChannelPort
from alerts.deliver.lanes import Lanes
from alerts.deliver.leases import Leases
from alerts.deliver.pace import Pace, first_of
from alerts.deliver.queue import ChannelQueue, renew_all
from alerts.model.delivery import Delivery
from alerts.model.errors import Unavailable
from alerts.model.event_state import state_event
from alerts.model.rule import Channel
from alerts.pauses import until_set
from alerts.store.database import Database
from alerts.store.deliveries import release
from alerts.store.leasing import Seats
from alerts.telemetry.readiness import Readiness

_log = structlog.get_logger()
PART = "deliveries"
EACH: Final = 64
SLOTS: Final[Mapping[Channel, int]] = {Channel.WEBHOOK: 128, Channel.EMAIL: 4}


class Dispatcher:
    """The delivering part of a process.

    `nudge` is set by whoever recorded something new in this process; `slots` bounds how many
    deliveries of a channel are under way at once, `each` how many of them to one destination,
    `rate` how many a second a destination gets that has no rate of its own (None: any number).
    """

    def __init__(
        self,
        db: Database,
        channels: Mapping[Channel, ChannelPort],
        *,
        worker: str,
        instruments: Instruments,
        public_url: str,
        nudge: asyncio.Event,
        readiness: Readiness,
        slots: Mapping[Channel, int] = SLOTS,
        each: int = EACH,
        rate: float | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._db = db
        self._nudge = nudge
        self._readiness = readiness
        self._ticks = instruments.ticks
        self._pace = pace or Pace()
        self._leases = Leases(self._pace.lease)
        self._acknowledgements = Acknowledgements(
            db,
            self._leases,
            instruments.clock,
            lambda id_, change: state_event(delivery_id=id_, public_url=public_url, change=change),
            nudge.set,
        )
        self._troubles: dict[Channel, str | None] = {}
        self._worker = worker
        self._rate = rate
        self._token = instruments.token
        self._recording = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._queues = {
            channel: ChannelQueue(
                db,
                channel,
                port,
                lanes=Lanes(slots[channel], each, instruments.ticks, rate),
                worker=worker,
                pace=self._pace,
                instruments=instruments,
                leases=self._leases,
                acknowledgements=self._acknowledgements,
                trouble=partial(self._note, channel),
            )
            for channel, port in channels.items()
        }

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until `stop` is set; then end what was begun, within the grace."""
        finish, abandon = asyncio.Event(), asyncio.Event()
        async with asyncio.TaskGroup() as background:
            writer = background.create_task(self._acknowledgements.run(finish, abandon))
            background.create_task(self._keep_leases(finish))
            background.create_task(self._pass_nudges_on(finish))
            try:
                await self._send_until(stop)
            except BaseException:
                for queue in self._queues.values():
                    queue.drop_all()
                raise
            finally:
                finish.set()
                await self._let_write(writer, abandon)

    @contextmanager
    def seats(self) -> Iterator[Seats]:
        """Keep slots for what is being recorded, so that it is sent without being claimed."""
        rooms = {channel: queue.keep() for channel, queue in self._queues.items()}
        asked_at = self._ticks()

        def take(begun: Sequence[Delivery]) -> None:
            for delivery in begun:
                self._queues[delivery.channel].begin(delivery, asked_at)

        self._recording += 1
        self._quiet.clear()
        try:
            yield Seats(self._worker, self._pace.lease, self._token, rooms, take)
        finally:
            self._recording -= 1
            if not self._recording:
                self._quiet.set()
            for channel, room in rooms.items():
                self._queues[channel].let_go(room)

    async def _send_until(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as group:
            for queue in self._queues.values():
                group.create_task(queue.run(stop))
        # What is being recorded may come under leases of ours, to be given back with the rest.
        await until_set(self._quiet, self._pace.record.total_seconds())
        unfinished = await asyncio.gather(*(queue.settle() for queue in self._queues.values()))
        await self._give_back([lease for leases in unfinished for lease in leases])

    async def _let_write(self, writer: asyncio.Task[None], abandon: asyncio.Event) -> None:
        """Give the last results time to be written; what is not will be sent once more."""
        await asyncio.wait([writer], timeout=self._pace.record.total_seconds())
        abandon.set()
        if self._acknowledgements.waiting():
            _log.error("delivery.unrecorded", attempts=self._acknowledgements.waiting())

    async def _keep_leases(self, finish: asyncio.Event) -> None:
        """Renew what is held, three times within a lease's length."""
        every = self._pace.lease.total_seconds() / 3
        while not await until_set(finish, every):
            held = len(self._leases.all())
            try:
                await renew_all(self._db, self._leases, self._ticks())
            except Unavailable as error:
                _log.warning("delivery.store_unavailable", error=str(error), leases=held)
            except Exception:  # noqa: BLE001 - the loop must outlive a bug: leases feed all sending
                _log.exception("delivery.leases_not_renewed", leases=held)

    async def _pass_nudges_on(self, finish: asyncio.Event) -> None:
        """Wake every channel: an event that each cleared for itself would be missed by others."""
        while not finish.is_set():
            await first_of(self._nudge, finish, within_s=60.0)
            self._nudge.clear()
            for queue in self._queues.values():
                queue.nudge.set()

    async def _give_back(self, leases: Collection[str]) -> None:
        if not leases:
            return
        self._leases.drop(leases)
        try:
            given = await release(self._db, leases, self._rate)
        except Unavailable as error:
            _log.warning("delivery.store_unavailable", error=str(error), leases=len(leases))
        else:
            _log.warning("delivery.given_back", deliveries=len(given))

    def _note(self, channel: Channel, reason: str | None) -> None:
        self._troubles[channel] = reason
        trouble = next((said for said in self._troubles.values() if said), None)
        if trouble is None:
            self._readiness.ready(PART)
        else:
            self._readiness.waiting(PART, trouble)
