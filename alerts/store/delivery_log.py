"""Deliveries as their owners see them, each with its attempts, in two queries however many."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from alerts.model.delivery import Attempt, Phases, Purpose, Seen, Status
from alerts.model.rule import Channel
from alerts.store.among import among
from alerts.store.digests import digests_of
from alerts.store.records import AnyRow, StoredDelivery
from alerts.store.tables import attempts, deliveries

_d = deliveries.c
_a = attempts.c

# All but the event: a page of deliveries must not drag megabytes along.
SHOWN = (
    *(_d.id, _d.alert_id, _d.destination_id, _d.channel, _d.purpose, _d.status),
    *(_d.next_at, _d.created_at),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which deliveries of a subscriber: all, or those that fit whatever is named here.

    Of two times, `since` is taken in and `until` is not; both are about when it was made.
    """

    status: Status | None = None
    destination_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Say it as a query does."""
        said: list[ColumnElement[bool]] = []
        if self.status is not None:
            said.append(_d.status == self.status)
        if self.destination_id is not None:
            said.append(_d.destination_id == self.destination_id)
        if self.since is not None:
            said.append(_d.created_at >= self.since)
        if self.until is not None:
            said.append(_d.created_at < self.until)
        return said


EVERY = Chosen()


def of_alerts(
    connection: Connection, subscriber_id: str, alert_ids: Collection[str]
) -> dict[str, tuple[StoredDelivery, ...]]:
    """Give the deliveries of each alert, a digest that it is in among them."""
    if not alert_ids:
        return {}
    digests = digests_of(connection, alert_ids)
    holding = {digest for among_them in digests.values() for digest in among_them}
    # Whose they are, and their order, is seen to here: said in the query, it would let
    # SQLite read all that the subscriber ever had.
    found: list[AnyRow] = []
    for column, keys in ((_d.alert_id, alert_ids), (_d.id, holding)):
        if keys:
            found += connection.execute(select(*SHOWN, _d.subscriber_id).where(among(column, keys)))
    found = [row for row in found if row.subscriber_id == subscriber_id]
    found.sort(key=lambda row: (row.created_at, row.id))
    grouped: dict[str, list[StoredDelivery]] = {}
    for one in with_attempts(connection, found):
        in_it = [one.alert_id] if one.alert_id is not None else []
        for alert_id in in_it or [a for a, ids in digests.items() if one.id in ids]:
            grouped.setdefault(alert_id, []).append(one)
    return {alert_id: tuple(sent) for alert_id, sent in grouped.items()}


def with_attempts(connection: Connection, rows: Sequence[AnyRow]) -> list[StoredDelivery]:
    """Complete rows of `SHOWN` columns, keeping their order."""
    tried = _attempts(connection, [row.id for row in rows])
    return [
        StoredDelivery(
            id=row.id,
            alert_id=row.alert_id,
            destination_id=row.destination_id,
            channel=Channel(row.channel),
            purpose=Purpose(row.purpose),
            status=Status(row.status),
            attempts=tuple(tried.get(row.id, ())),
            next_at=row.next_at,
            created_at=row.created_at,
        )
        for row in rows
    ]


def _attempts(connection: Connection, delivery_ids: Collection[str]) -> dict[str, list[Attempt]]:
    if not delivery_ids:
        return {}
    query = (
        select(
            *(_a.delivery_id, _a.at, _a.outcome, _a.status, _a.detail, _a.ms),
            *(_a.excerpt, _a.dns_ms, _a.connect_ms, _a.tls_ms, _a.first_byte_ms),
        )
        .where(among(_a.delivery_id, delivery_ids))
        .order_by(_a.at, _a.id)
    )
    tried: dict[str, list[Attempt]] = {}
    for row in connection.execute(query):
        took = Phases(row.dns_ms, row.connect_ms, row.tls_ms, row.first_byte_ms)
        seen = Seen(row.excerpt, took)
        attempt = Attempt(row.at, row.outcome, row.status, row.detail, row.ms, seen)
        tried.setdefault(row.delivery_id, []).append(attempt)
    return tried
