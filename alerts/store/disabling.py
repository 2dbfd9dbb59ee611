"""When an attempt disables its destination, and what that means for what is under way.

A receiver that is gone says so once and is believed; one that is silent must have been so to
everything it was sent.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from alerts.model.delivery import Advance, Status
from alerts.model.rule import DestinationState
from alerts.store.destinations import change_state
from alerts.store.records import AnyRow
from alerts.store.tables import deliveries
from alerts.store.waiting import SENT_TO, reopened

_d = deliveries.c


def still_disabled(connection: Connection, rows: Sequence[AnyRow]) -> set[str]:
    """Give the disabled destinations, none of which can be enabled before this is written.

    Whoever enables one releases what is held then; what were held after would be so for ever.
    """
    seen = {row.destination_id for row in rows if row.state == DestinationState.DISABLED}
    return seen - reopened(connection, seen)


def disable(
    connection: Connection,
    advanced: Iterable[tuple[AnyRow, Advance]],
    now: datetime,
) -> list[str]:
    """Disable where an advance says so; give the destinations that were not disabled before.

    `advanced` holds locked rows of deliveries, each with what was made of it.
    """
    wanted = [(row, advance) for row, advance in advanced if advance.disable is not None]
    disabled = []
    for row, advance in sorted(wanted, key=lambda each: each[0].destination_id):
        since = advance.unless_delivered_since
        if since is not None and _has_arrived(connection, row, since):
            continue
        if change_state(
            connection,
            row.destination_id,
            DestinationState.DISABLED,
            advance.disable,
            now,
            only_from=SENT_TO,
        ):
            disabled.append(row.destination_id)
    return disabled


def _has_arrived(connection: Connection, row: AnyRow, since: datetime) -> bool:
    """Tell whether the row's destination took a delivery that was made since then."""
    arrived = (
        select(_d.id)
        .where(
            _d.subscriber_id == row.subscriber_id,
            _d.created_at >= since,
            _d.destination_id == row.destination_id,
            _d.status == Status.DELIVERED,
        )
        .limit(1)
    )
    return connection.execute(arrived).one_or_none() is not None
