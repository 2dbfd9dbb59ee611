"""What is over a subscriber's rate, kept for a message that tells of all of it.

A digest is a delivery from its first alert on: due when its interval ends, and held, released
and cancelled like any other. It has no event until it is first tried; then that is made of all
its alerts, once, and from then on nothing joins it. Who puts an alert in locks the digest
against that until the alert is committed: so none comes too late for one, and none is in two.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, func, select, union_all, update

from alerts.model.delivery import Purpose, Status
from alerts.model.digest import digest_due, digest_id
from alerts.model.event_digest import MOST_LISTED, Gathered
from alerts.model.rule import Channel
from alerts.store.among import among
from alerts.store.bulk import BulkInsert
from alerts.store.database import Database
from alerts.store.tables import deliveries, digest_entries
from alerts.store.waiting import WAITING

_d = deliveries.c
_e = digest_entries.c

_OPEN = BulkInsert(
    deliveries,
    [
        *("id", "subscriber_id", "destination_id", "channel", "purpose", "event", "status"),
        *("attempts", "created_at", "next_at", "updated_at"),
    ],
)
_JOIN = BulkInsert(
    digest_entries, ["digest_id", "created_at", "alert_id", "subscriber_id", "entry"]
)
_LOCK = (
    select(_d.id, _d.status, func.length(_d.event).label("length"))
    .where(among(_d.id, "digests"))
    .order_by(_d.id)
    .with_for_update(read=True)
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An alert over the rate, on its way to one destination; `held` where that is disabled."""

    alert_id: str
    subscriber_id: str
    destination_id: str
    channel: Channel
    said: bytes
    held: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A digest's event; `count` alerts are in it if it was made just now, else None."""

    event: bytes
    count: int | None = None


def put_in(
    connection: Connection, entries: Sequence[Entry], every: timedelta, now: datetime
) -> None:
    """Put alerts in the digests of their destinations, and begin those that are not there."""
    to = {entry.destination_id: entry for entry in entries}
    joined: dict[str, str] = {}
    due = {destination: digest_due(destination, now, every) for destination in to}
    while due:
        ids = {digest_id(destination, at): destination for destination, at in due.items()}
        _OPEN.run(connection, [_row(id_, to[ids[id_]], due[ids[id_]], now) for id_ in sorted(ids)])
        for row in connection.execute(_LOCK, {"digests": list(ids)}):
            if row.length == 0 and row.status in WAITING:
                joined[ids[row.id]] = row.id
        # What was sent before its time, or cancelled, takes nothing more: the next one does.
        due = {place: at + every for place, at in due.items() if place not in joined}
    rows = [
        (joined[entry.destination_id], now, entry.alert_id, entry.subscriber_id, entry.said)
        for entry in entries
    ]
    _JOIN.run(connection, sorted(rows, key=lambda row: (row[0], row[2])))


async def make(
    db: Database, delivery_id: str, write: Callable[[Gathered], bytes], now: datetime
) -> Made | None:
    """Give a digest's event, made of its alerts by `write` if it was not.

    None where nothing is left of it.
    """

    def work(connection: Connection) -> Made | None:
        locked = connection.execute(_ONE.where(_d.id == delivery_id)).one_or_none()
        if locked is None:
            return None
        if locked.event:
            return Made(locked.event)
        gathered = _gathered(connection, delivery_id, locked.destination_id, locked.subscriber_id)
        if gathered is None:
            return None
        event = write(gathered)
        connection.execute(
            update(deliveries).where(_d.id == delivery_id).values(event=event, updated_at=now)
        )
        return Made(event, gathered.count)

    return await db.write(work)


_ONE = select(_d.event, _d.destination_id, _d.subscriber_id).with_for_update()


def _gathered(
    connection: Connection, delivery_id: str, destination_id: str, subscriber_id: str
) -> Gathered | None:
    of_this = _e.digest_id == delivery_id
    told = select(func.count(), func.min(_e.created_at), func.max(_e.created_at)).where(of_this)
    count, first_at, last_at = connection.execute(told).one()
    if not count:
        return None
    oldest = select(_e.entry).where(of_this).order_by(_e.created_at, _e.alert_id)
    return Gathered(
        delivery_id=delivery_id,
        destination_id=destination_id,
        subscriber_id=subscriber_id,
        count=count,
        first_at=first_at,
        last_at=last_at,
        entries=list(connection.scalars(oldest.limit(MOST_LISTED))),
    )


def alerts_of(subscriber_id: str, delivery_id: str) -> Select[str]:
    """Choose the alerts that a subscriber's delivery carries: one, or those of a digest."""
    own = select(_d.alert_id).where(
        _d.id == delivery_id, _d.subscriber_id == subscriber_id, _d.alert_id.is_not(None)
    )
    in_digest = select(_e.alert_id).where(
        _e.digest_id == delivery_id, _e.subscriber_id == subscriber_id
    )
    return select(union_all(own, in_digest).subquery().c.alert_id)


def digests_of(connection: Connection, alert_ids: Collection[str]) -> Mapping[str, list[str]]:
    """Give the digests that each alert is in."""
    found: dict[str, list[str]] = {}
    query = select(_e.alert_id, _e.digest_id).where(among(_e.alert_id, alert_ids))
    for row in connection.execute(query):
        found.setdefault(row.alert_id, []).append(row.digest_id)
    return found


def _row(id_: str, entry: Entry, due: datetime, now: datetime) -> tuple[object, ...]:
    head = (id_, entry.subscriber_id, entry.destination_id, entry.channel, Purpose.DIGEST, b"")
    if entry.held:
        return (*head, Status.HELD, 0, now, None, now)
    return (*head, Status.PENDING, 0, now, due, now)
