"""What the contract's tests write into a database, in as few words as they can."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Table, func, select
from sqlalchemy.util import await_only

from alerts.model.condition import Condition
from alerts.model.delivery import Advance, Attempt, Delivery, Status
from alerts.model.event_state import StateChange
from alerts.model.ids import ReportKey, alert_id, delivery_id
from alerts.model.rule import Channel, DestinationState
from alerts.store import claiming, deliveries, destinations, reports, rules, subscribers, tables
from alerts.store.database import Database
from alerts.store.delivery_log import EVERY
from alerts.store.sharing import Room

T = TypeVar("T")

NOW = datetime(2026, 3, 1, 12, 0, 0, 123_456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ALL_CHANNELS = tuple(Channel)
CONDITION = Condition(facility=("al-omar-oil-field",))
# Each subscriber with the destination that is open from the start.
HOUSE = {"sub_a": "dst_a", "sub_b": "dst_b"}


def meanwhile(db: Database, loop: asyncio.AbstractEventLoop, other: Coroutine[Any, Any, T]) -> T:
    """Do something else to its end while `db` is inside a transaction's work."""
    if db.dialect == "postgresql":
        return await_only(other)
    return asyncio.run_coroutine_threadsafe(other, loop).result()


async def house(db: Database, members: dict[str, str]) -> None:
    for subscriber, destination in members.items():
        await subscribers.create_subscriber(
            db,
            subscribers.NewSubscriber(subscriber, "Someone"),
            subscribers.NewKey(f"key_{subscriber}", "hash"),
            NOW,
        )
        await webhook(db, destination, subscriber)


async def webhook(
    db: Database,
    destination: str,
    subscriber: str = "sub_a",
    state: DestinationState = DestinationState.ACTIVE,
) -> destinations.Destination:
    new = destinations.NewDestination(
        destination,
        subscriber,
        Channel.WEBHOOK,
        "https://receiver.example/hook",
        state,
        headers=b"sealed headers",
        secret=b"sealed secret",
    )
    return await destinations.create(db, new, NOW)


def to(destination: str, delivery: str, status: Status = Status.PENDING) -> reports.NewDelivery:
    return reports.NewDelivery(delivery, destination, Channel.WEBHOOK, b"{}", status)


def report(
    number: str = "1", *, told: Sequence[tuple[str, Sequence[str]]] = (), content: bytes = b"c"
) -> reports.NewReport:
    """A report; `told` names subscribers, each with the destinations that hear of it."""
    key = ReportKey("sohr", number, 0)
    alerts = []
    for subscriber, heard in told:
        alert = alert_id(key, subscriber)
        sent = tuple(to(one, delivery_id(alert, one)) for one in heard)
        alerts.append(reports.NewAlert(alert, subscriber, b"body", sent))
    return reports.NewReport(
        key=key,
        content=content,
        raw=b'{"id": "1"}',
        mentions=b"[]",
        gazetteer="2026.1",
        published_at=None,
        occurred_at=NOW - MINUTE,
        topic="reports",
        partition=3,
        offset=42,
        kafka_at=NOW - MINUTE,
        alerts=tuple(alerts),
    )


def held(one: reports.NewReport) -> reports.NewReport:
    """The same report, as a snapshot saw it in which its destinations are disabled."""
    return replace(
        one,
        alerts=tuple(
            replace(a, deliveries=tuple(replace(d, status=Status.HELD) for d in a.deliveries))
            for a in one.alerts
        ),
    )


async def queue(db: Database, count: int, destination: str = "dst_a") -> None:
    """Make `count` deliveries due, one report each."""
    batch = [report(f"{destination}-{n}", told=[("sub_a", [destination])]) for n in range(count)]
    await reports.record(db, batch, NOW)


async def claimed(db: Database, limit: int = 100, lease: timedelta = MINUTE) -> list[Delivery]:
    got = await claiming.claim(db, "worker", Room(limit), lease, ALL_CHANNELS)
    return list(got.deliveries)


def notice(id_: str, change: StateChange) -> bytes:
    """Write the event of a notice, as short as can be."""
    return f"{id_} {change.state} {change.reason}".encode()


def turned(written: deliveries.Written) -> list[tuple[str, DestinationState]]:
    """Give the destinations that recorded attempts have changed, and how they stand."""
    return [(one.destination_id, one.state) for one in written.turned]


def tried(
    delivery: Delivery,
    status: Status = Status.DELIVERED,
    *,
    next_at: datetime | None = None,
    disable: str | None = None,
    unless_delivered_since: datetime | None = None,
) -> deliveries.AttemptResult:
    attempt = Attempt(NOW, "delivered" if status is Status.DELIVERED else "retry", 200, "", 12.5)
    advance = Advance(status, next_at, disable, unless_delivered_since)
    return deliveries.AttemptResult(delivery.id, delivery.lease, attempt, advance)


def rule(
    number: str, notify: Sequence[str] = ("dst_a",), subscriber: str = "sub_a"
) -> rules.NewRule:
    return rules.NewRule(number, subscriber, "Fields", CONDITION, CONDITION, (), tuple(notify))


async def stored(db: Database, number: str, **changes: Any) -> rules.StoredRule:
    made = await rules.create(db, replace(rule(number), **changes), NOW)
    assert isinstance(made, rules.StoredRule)
    return made


async def rows(db: Database, table: Table) -> int:
    ((number,),) = await db.rows(select(func.count()).select_from(table))
    return int(number)


async def late_marks(db: Database) -> list[tuple[str, bool]]:
    """Give the delivery of each attempt, and whether the attempt is marked as late."""
    columns = tables.attempts.c
    found = await db.rows(select(columns.delivery_id, columns.late))
    return sorted((delivery, bool(late)) for delivery, late in found)


async def statuses(db: Database, subscriber: str = "sub_a") -> dict[str, Status]:
    found = await deliveries.page(db, subscriber, EVERY, 1000)
    return {one.id: one.status for one in found}
