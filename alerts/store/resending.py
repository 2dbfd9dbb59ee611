"""Deliveries that their owner wants sent once more, under the same id and with the same bytes.

What is sent again begins its schedule anew. Many at once are not all due at once: a receiver
that has just come back must not be met by everything that it missed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, select, update

from alerts.model.delivery import Purpose, Status
from alerts.model.rule import DestinationState
from alerts.store.bulk import BulkUpdate
from alerts.store.database import Database
from alerts.store.records import AnyRow
from alerts.store.tables import deliveries, destinations
from alerts.store.types import database_now, instant
from alerts.store.waiting import DUE, SENT_TO, SPREAD, turn_after

_d = deliveries.c
_x = destinations.c
_CHUNK = 1000
MOST = 10 * _CHUNK


@dataclass(frozen=True, slots=True)
class Again:
    """So many deliveries are due again; `more` are left, as these were the most at one time."""

    deliveries: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Shut:
    """Nothing is sent to the destination: it stands so, or is gone (None)."""

    state: DestinationState | None


_AGAIN = BulkUpdate(
    deliveries,
    ["id", "status", "next_at", "updated_at"],
    also="attempts = 0, lease = NULL, lease_until = NULL",
)
_WANTED = (_d.id, _d.status, _d.attempts, _x.state, _x.deleted_at)


async def resend(
    db: Database, subscriber_id: str, delivery_id: str, now: datetime
) -> Again | Shut | None:
    """Make a delivery due at once; None when there is none of theirs.

    One that is in flight right now stays as it is.
    """
    flies = _d.lease_until > instant(database_now())
    one = (
        select(*_WANTED, and_(_d.status.in_(DUE), flies).label("flies"))
        .outerjoin_from(deliveries, destinations, _x.id == _d.destination_id)
        .where(_d.id == delivery_id, _sent_again(subscriber_id))
        .with_for_update(of=deliveries)
    )

    # How long a report took to its receiver was told when it got there first.
    forgotten = update(deliveries).where(_d.id == delivery_id).values(reported_at=None)

    def work(connection: Connection) -> Again | Shut | None:
        row = connection.execute(one).one_or_none()
        if row is None:
            return None
        if row.deleted_at is not None or row.state not in SENT_TO:
            gone = row.state is None or row.deleted_at is not None
            return Shut(None if gone else DestinationState(row.state))
        if not row.flies:
            _make_due(connection, [row], now, now)
            if row.status == Status.DELIVERED:
                connection.execute(forgotten)
        return Again(1)

    return await db.write(work)


async def resend_failed(
    db: Database,
    subscriber_id: str,
    destination_id: str,
    since: datetime,
    until: datetime,
    now: datetime,
) -> Again | Shut | None:
    """Make due again what was made in [since, until) for a destination, and failed.

    They follow each other in the order in which they were made, at a bounded rate. None when
    the destination is none of theirs.
    """
    done = 0
    while done < MOST:
        found = await db.write(_some_failed(subscriber_id, destination_id, since, until, now))
        if not isinstance(found, int):
            return found
        done += found
        if found < _CHUNK:
            return Again(done)
    return Again(done, more=True)


def _some_failed(
    subscriber_id: str,
    destination_id: str,
    since: datetime,
    until: datetime,
    now: datetime,
) -> Callable[[Connection], int | Shut | None]:
    # Locked, so that who asks at the same time, for another window, comes after: else both would give
    # the same turns, and it would be sent to at twice the rate.
    owned = (
        select(_x.state)
        .where(_x.id == destination_id, _x.subscriber_id == subscriber_id, _x.deleted_at.is_(None))
        .with_for_update(key_share=True)
    )
    failed = (
        select(_d.id, _d.attempts)
        .where(
            _sent_again(subscriber_id),
            _d.created_at >= since,
            _d.created_at < until,
            _d.destination_id == destination_id,
            _d.status == Status.FAILED,
        )
        .order_by(_d.created_at, _d.id)
        .limit(_CHUNK)
        .with_for_update(of=deliveries)
    )

    def work(connection: Connection) -> int | Shut | None:
        state = connection.scalar(owned)
        if state is None or state not in SENT_TO:
            return None if state is None else Shut(DestinationState(state))
        rows = list(connection.execute(failed))
        _make_due(connection, rows, turn_after(connection, destination_id, now), now)
        return len(rows)

    return work


def _make_due(
    connection: Connection, rows: Sequence[AnyRow], first: datetime, now: datetime
) -> None:
    """Let rows follow each other; the `first` is due then."""
    _AGAIN.run(
        connection,
        [
            (
                row.id,
                Status.RETRYING if row.attempts else Status.PENDING,
                first + SPREAD * number,
                now,
            )
            for number, row in enumerate(rows)
        ],
    )


def _sent_again(subscriber_id: str) -> ColumnElement[bool]:
    """Choose what its owner may repeat: how often an address is asked is not theirs to say."""
    return and_(_d.subscriber_id == subscriber_id, _d.purpose != Purpose.CONFIRMATION.value)
