"""Deliveries that no alert caused: tests, and mails that ask for a confirmation."""

from datetime import datetime

from sqlalchemy import Connection

from alerts.model.delivery import Purpose, Status
from alerts.store.bulk import BulkInsert
from alerts.store.reports import NewDelivery
from alerts.store.tables import deliveries

_ENQUEUE = BulkInsert(
    deliveries,
    [
        *("id", "subscriber_id", "destination_id", "channel", "purpose", "event", "status"),
        *("attempts", "created_at", "next_at", "updated_at"),
    ],
)


def enqueue(
    connection: Connection,
    delivery: NewDelivery,
    subscriber_id: str,
    purpose: Purpose,
    now: datetime,
) -> None:
    """Make a delivery that no alert caused due at once."""
    head = (delivery.id, subscriber_id, delivery.destination_id, delivery.channel, purpose)
    _ENQUEUE.run(connection, [(*head, delivery.event, Status.PENDING, 0, now, now, now)])
