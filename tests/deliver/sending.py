"""Fakes and short ways for tests of the dispatcher: a receiver, a database with moods."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from time import monotonic
from typing import TypeVar

from sqlalchemy import Connection, update

from alerts.deliver.attempt import Instruments
from alerts.deliver.channel import ChannelPort
from alerts.deliver.dispatcher import SLOTS, Dispatcher
from alerts.deliver.pace import Pace
from alerts.model.delivery import Delivered, Delivery, Outcome, Status
from alerts.model.errors import Unavailable
from alerts.model.ids import ReportKey
from alerts.model.rule import Channel, DestinationState
from alerts.store import deliveries, destinations, tables
from alerts.store.database import Database
from alerts.store.delivery_log import EVERY
from alerts.store.destinations import NewDestination
from alerts.store.leasing import KeepSeats, no_seats
from alerts.store.reports import NewAlert, NewDelivery, NewReport, record
from alerts.telemetry.readiness import Readiness

T = TypeVar("T")


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - leases run by the database's clock, which is real


class MoodyDatabase(Database):
    """A real database that can be away for a while, and counts what it is asked to write."""

    away = False
    writes = 0

    async def write(self, work: Callable[[Connection], T]) -> T:
        self.writes += 1
        if self.away:
            raise Unavailable("away for a while")
        return await super().write(work)


@dataclass
class Receiver:
    """A channel that notes what it is given; it answers when `open` is set."""

    outcome: Outcome | Exception
    open: asyncio.Event = field(default_factory=asyncio.Event)
    got: list[str] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    most: int = 0
    _now: int = 0

    async def send(self, delivery: Delivery) -> Outcome:
        self.got.append(delivery.id)
        self.arrived.set()
        self._now += 1
        self.most = max(self.most, self._now)
        try:
            await self.open.wait()
        finally:
            self._now -= 1
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


@dataclass
class Town:
    """A channel with many receivers: those that hang never answer, all others do at once."""

    hanging: frozenset[str]
    got: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)

    async def send(self, delivery: Delivery) -> Outcome:
        if delivery.destination_id in self.hanging:
            self.stuck.append(delivery.id)
            await asyncio.Event().wait()
        self.got.append(delivery.id)
        return TAKEN


TAKEN = Delivered(200)


def receiver(outcome: Outcome | Exception = TAKEN, *, closed: bool = False) -> Receiver:
    made = Receiver(outcome)
    if not closed:
        made.open.set()
    return made


async def enqueue(
    db: Database,
    number: int,
    channel: Channel = Channel.WEBHOOK,
    to: str | None = None,
    seats: KeepSeats = no_seats,
    event: bytes = b"{}",
) -> list[str]:
    to = to or channel
    ids = [f"dlv_{to}_{place:03}" for place in range(number)]
    made = tuple(NewDelivery(key, f"dst_{to}", channel, event) for key in ids)
    alert = NewAlert(f"alr_{to}", "sub_1", b"{}", made)
    report = NewReport(
        key=ReportKey("zhyan", to, 0),
        content=b"",
        raw=b"{}",
        mentions=b"[]",
        gazetteer="1",
        published_at=None,
        occurred_at=None,
        topic="reports",
        partition=0,
        offset=0,
        kafka_at=now(),
        alerts=(alert,),
    )
    (recorded,) = await record(db, [report], now(), seats=seats)
    assert recorded.deliveries == number
    return ids


_NUMBERS = count(1)


def _tokens() -> str:
    return str(next(_NUMBERS))


async def webhook(db: Database, name: str) -> None:
    """Make one more destination, `dst_` and its name."""
    new = NewDestination(f"dst_{name}", "sub_1", Channel.WEBHOOK, "target", DestinationState.ACTIVE)
    await destinations.create(db, new, now())


def dispatcher(
    db: Database,
    ports: Mapping[Channel, ChannelPort],
    *,
    worker: str = "one",
    ticks: Callable[[], float] = monotonic,
    nudge: asyncio.Event | None = None,
    readiness: Readiness | None = None,
    slots: Mapping[Channel, int] = SLOTS,
    rate: float | None = None,
    **pace: timedelta,
) -> Dispatcher:
    quick: dict[str, timedelta] = {"poll": timedelta(seconds=0.05), **pace}
    return Dispatcher(
        db,
        ports,
        worker=worker,
        instruments=Instruments(now, ticks, lambda: 0.0, _tokens),
        public_url="https://alerts.example",
        nudge=nudge or asyncio.Event(),
        readiness=readiness or Readiness(),
        slots=slots,
        rate=rate,
        pace=Pace(**quick),
    )


@asynccontextmanager
async def running(*dispatchers: Dispatcher) -> AsyncIterator[asyncio.Event]:
    stop = asyncio.Event()
    tasks = [asyncio.create_task(each.run(stop)) for each in dispatchers]
    try:
        yield stop
    finally:
        stop.set()
        async with asyncio.timeout(10):
            await asyncio.gather(*tasks)


async def first_look(at: Dispatcher) -> None:
    """Return when a dispatcher that has just been started takes what is recorded here."""
    async with asyncio.timeout(10):
        while True:
            with at.seats() as seats:
                if any(room.slots for room in seats.rooms.values()):
                    return
            await asyncio.sleep(0)


async def run_out_all_leases(db: MoodyDatabase) -> None:
    """Do to the leases what an outage longer than they are does."""

    def work(connection: Connection) -> None:
        connection.execute(update(tables.deliveries).values(lease_until=now()))

    await Database.write(db, work)


async def statuses(db: Database) -> list[Status]:
    found = await deliveries.page(db, "sub_1", EVERY, 1000)
    return [delivery.status for delivery in found]


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await condition():
            pass  # each look is a read of the database, which yields


def all_are(db: Database, status: Status) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return set(await statuses(db)) == {status}

    return look


def all_are_none(db: Database) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return not await statuses(db)

    return look
