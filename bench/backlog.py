"""Destinations and deliveries for senders to be measured with, put into the database at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from alerts.keyring import Keyring, new_webhook_secret, parse_secret_keys, seal_webhook_secret
from alerts.model.delivery import Purpose, Status
from alerts.model.ids import ReportKey, alert_id, delivery_id
from alerts.model.rule import Channel, DestinationState
from alerts.store import subscribers
from alerts.store.bulk import BulkInsert
from alerts.store.database import Database
from alerts.store.reports import NewAlert, NewDelivery, NewReport
from alerts.store.revisions import next_revision
from alerts.store.subscribers import NewKey, NewSubscriber
from alerts.store.tables import deliveries, destinations
from alerts.wiring import chance

SUBSCRIBER = "sub_bench"
_SECRET_KEY = "the secret key of a benchmark which guards nothing"
_TOGETHER = 5_000
_DESTINATIONS = BulkInsert(
    destinations,
    [
        *("id", "subscriber_id", "channel", "target", "secret", "state"),
        *("created_at", "updated_at", "revision"),
    ],
)
_DELIVERIES = BulkInsert(
    deliveries,
    [
        *("id", "subscriber_id", "alert_id", "destination_id", "channel", "purpose", "event"),
        *("status", "attempts", "created_at", "next_at", "reported_at", "updated_at"),
    ],
)


def keyring() -> Keyring:
    """Give the ring that the secrets are sealed with."""
    return Keyring(parse_secret_keys(_SECRET_KEY))


async def enrol(db: Database, channel: Channel, targets: Sequence[str]) -> list[str]:
    """Make a subscriber with a destination for each target; give the destinations' ids."""
    now, ring = chance.now(), keyring()
    key = NewKey(chance.new_id("key"), hash="0" * 64)
    await subscribers.create_subscriber(db, NewSubscriber(SUBSCRIBER, "A desk"), key, now)
    ids = [f"dst_{number:06}" for number in range(len(targets))]

    def secret(id_: str) -> bytes:
        made = new_webhook_secret(chance.entropy(32))
        return seal_webhook_secret(ring, id_, made, chance.entropy(12))

    def write(connection: Connection) -> None:
        revision = next_revision(connection)
        rows = [
            (
                *(id_, SUBSCRIBER, channel, target, secret(id_), DestinationState.ACTIVE),
                *(now, now, revision),
            )
            for id_, target in zip(ids, targets, strict=True)
        ]
        _DESTINATIONS.run(connection, rows)

    await db.write(write)
    return ids


async def pile_up(
    db: Database, channel: Channel, to: Sequence[str], count: int, event: bytes
) -> None:
    """Insert so many deliveries that wait, to one destination after the other."""
    now = chance.now()
    for start in range(0, count, _TOGETHER):
        rows = [
            (
                *(f"dlv_{number:08}", SUBSCRIBER, "alr_bench", to[number % len(to)], channel),
                *(Purpose.ALERT, event, Status.PENDING, 0, now, now, now, now),
            )
            for number in range(start, min(start + _TOGETHER, count))
        ]

        def write(connection: Connection, rows: Sequence[tuple[object, ...]] = rows) -> None:
            _DELIVERIES.run(connection, rows)

        await db.write(write)


def report_to(channel: Channel, number: int, to: str, event: bytes, now: datetime) -> NewReport:
    """Make a report that one alert with one delivery follows from."""
    key = ReportKey("Bench", f"r-{number}", 0)
    alert = alert_id(key, SUBSCRIBER)
    delivery = NewDelivery(delivery_id(alert, to), to, channel, event)
    return NewReport(
        key=key,
        content=b"content",
        raw=b"{}",
        mentions=b'{"mentions":[]}',
        gazetteer="bench",
        published_at=None,
        occurred_at=None,
        topic="reports",
        partition=0,
        offset=number,
        kafka_at=now,
        alerts=(NewAlert(alert, SUBSCRIBER, b"{}", (delivery,)),),
    )
