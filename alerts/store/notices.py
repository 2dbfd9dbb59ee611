"""Notices to an owner about one of their destinations, by way of their others.

They are made in the transaction that changes the destination: a change that nobody was told of
is what owners of a silent webhook complain about most.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, case, select

from alerts.model.delivery import Purpose
from alerts.model.event_state import StateChange
from alerts.model.ids import delivery_id
from alerts.model.rule import Channel, DestinationState
from alerts.store.enqueue import enqueue
from alerts.store.records import AnyRow
from alerts.store.reports import NewDelivery
from alerts.store.tables import destinations
from alerts.store.types import number_of

_x = destinations.c
_MOST = 20

# Writes the event of a notice: the id of its delivery, and what it is about.
WriteNotice = Callable[[str, StateChange], bytes]


def tell(
    connection: Connection,
    destination_id: str,
    state: DestinationState,
    reason: str | None,
    now: datetime,
    write: WriteNotice,
) -> None:
    """Make a notice due at once for each of the owner's other destinations, the oldest first.

    Where more are open than are told, those that fail themselves come last.
    """
    about = connection.execute(
        select(_x.subscriber_id, _x.channel, _x.target).where(_x.id == destination_id)
    ).one()
    change = StateChange(
        subscriber_id=about.subscriber_id,
        destination_id=destination_id,
        channel=Channel(about.channel),
        target=about.target,
        state=state,
        reason=reason,
        at=now,
    )
    for other in _others(connection, change):
        id_ = delivery_id(f"{destination_id}/{state}/{number_of(now)}", other.id)
        notice = NewDelivery(id_, other.id, Channel(other.channel), write(id_, change))
        enqueue(connection, notice, change.subscriber_id, Purpose.NOTICE, now)


def _others(connection: Connection, change: StateChange) -> list[AnyRow]:
    others = (
        select(_x.id, _x.channel)
        .where(
            _x.subscriber_id == change.subscriber_id,
            _x.id != change.destination_id,
            _x.state.in_([DestinationState.ACTIVE, DestinationState.FAILING]),
            _x.deleted_at.is_(None),
        )
        .order_by(case((_x.state == DestinationState.ACTIVE, 0), else_=1), _x.created_at, _x.id)
        .limit(_MOST)
    )
    return list(connection.execute(others))
