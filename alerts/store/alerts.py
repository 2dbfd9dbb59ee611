"""Alerts as their owners read them: what happened, why they were told, and what was sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from alerts.store.database import Database
from alerts.store.delivery_log import of_alerts
from alerts.store.digests import alerts_of
from alerts.store.records import After, StoredDelivery, newest_first
from alerts.store.tables import alerts

_a = alerts.c


@dataclass(frozen=True, slots=True)
class StoredAlert:
    """An alert as it was recorded; the store does not look into its body."""

    id: str
    subscriber_id: str
    body: bytes
    created_at: datetime
    deliveries: tuple[StoredDelivery, ...]


async def get(db: Database, subscriber_id: str, alert_id: str) -> StoredAlert | None:
    """Find a subscriber's alert; None when there is none of theirs."""
    query = select(alerts).where(_a.subscriber_id == subscriber_id, _a.id == alert_id)
    found = await db.read(lambda connection: _found(connection, subscriber_id, query))
    return found[0] if found else None


async def page(
    db: Database,
    subscriber_id: str,
    limit: int,
    after: After | None = None,
    *,
    delivery_id: str | None = None,
) -> list[StoredAlert]:
    """Give a subscriber's alerts, newest first: all, or those that one delivery carries."""
    follows, order = newest_first(alerts, after)
    owned: ColumnElement[bool] = _a.subscriber_id == subscriber_id
    query = select(alerts).where(owned, follows).order_by(*order).limit(limit)
    if delivery_id is not None:
        query = query.where(_a.id.in_(alerts_of(subscriber_id, delivery_id)))
    return await db.read(lambda connection: _found(connection, subscriber_id, query))


def _found(
    connection: Connection, subscriber_id: str, query: Select[*tuple[Any, ...]]
) -> list[StoredAlert]:
    rows = list(connection.execute(query))
    sent = of_alerts(connection, subscriber_id, [row.id for row in rows])
    return [
        StoredAlert(row.id, row.subscriber_id, row.body, row.created_at, sent.get(row.id, ()))
        for row in rows
    ]
