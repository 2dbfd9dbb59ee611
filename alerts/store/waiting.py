"""What a destination's state means for the deliveries that wait for it.

Unsubscribed or deleted: they are cancelled. Disabled: they are held. Enabled again: the
held ones are due one after the other, for a receiver that was away bears no flood. One that is in flight is left to its sender, who knows best
what became of it; only a cancellation takes its lease away.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, assert_never

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    TextClause,
    case,
    func,
    literal,
    or_,
    select,
    text,
    update,
)

from alerts.model.delivery import Status
from alerts.model.rule import DestinationState
from alerts.store.among import among
from alerts.store.revisions import next_revision
from alerts.store.suppressions import lift_if_active
from alerts.store.tables import IS_WAITING, deliveries, destinations
from alerts.store.types import database_now, instant, microseconds, number_of

DUE = (Status.PENDING, Status.RETRYING)
WAITING = (*DUE, Status.HELD)
# What was held, or is sent again, follows at ten a second.
SPREAD = timedelta(milliseconds=100)
SENT_TO = (DestinationState.ACTIVE, DestinationState.FAILING)

_d = deliveries.c
_x = destinations.c


def change_state(
    connection: Connection,
    destination_id: str,
    state: DestinationState,
    reason: str | None,
    now: datetime,
    *,
    only_from: Collection[DestinationState],
) -> bool:
    """Change the state, if it is one of `only_from` now, and settle what waits; tell whether it was."""
    changed = connection.execute(
        update(destinations)
        .where(_x.id == destination_id, _x.deleted_at.is_(None), _x.state.in_(sorted(only_from)))
        .values(
            state=state,
            state_reason=reason,
            updated_at=now,
            **({"failing_since": None} if state is DestinationState.ACTIVE else {}),
            revision=next_revision(connection),
        )
        .returning(_x.id)
    )
    if changed.one_or_none() is None:
        return False
    lift_if_active(connection, destination_id, state)
    settle(connection, destination_id, state, now)
    return True


def settle(
    connection: Connection, destination_id: str, state: DestinationState, now: datetime
) -> None:
    """Bring the waiting deliveries of a destination in line with its new state."""
    match state:
        case DestinationState.ACTIVE | DestinationState.FAILING:
            _release(connection, destination_id, now)
        case DestinationState.DISABLED:
            _hold(connection, destination_id, now)
        case DestinationState.UNSUBSCRIBED:
            cancel(connection, destination_id, now)
        case DestinationState.PENDING:
            pass
        case _:
            assert_never(state)


def cancel(connection: Connection, destination_id: str, now: datetime) -> None:
    """Cancel all that waits, in flight or not: an answer that still comes is recorded late."""
    connection.execute(
        update(deliveries)
        .where(_chosen(destination_id, text(IS_WAITING)))
        .values(status=Status.CANCELLED, next_at=None, lease=None, lease_until=None, updated_at=now)
    )


def reopened(connection: Connection, destination_ids: Collection[str]) -> set[str]:
    """Give those that are sent to by now, though a snapshot showed them disabled.

    They are locked against change until the transaction ends: whoever enables one after
    finds what was held, and nothing is held for ever.
    """
    if not destination_ids:
        return set()
    found = connection.execute(
        select(_x.id, _x.state)
        .where(among(_x.id, destination_ids))
        .order_by(_x.id)
        .with_for_update(read=True)
    )
    return {row.id for row in found if row.state in SENT_TO}


def _hold(connection: Connection, destination_id: str, now: datetime) -> None:
    idle = or_(_d.lease_until.is_(None), _d.lease_until <= instant(database_now()))
    connection.execute(
        update(deliveries)
        .where(_chosen(destination_id, text(IS_WAITING), _d.status.in_(DUE), idle))
        .values(status=Status.HELD, next_at=None, lease=None, lease_until=None, updated_at=now)
    )


def _release(connection: Connection, destination_id: str, now: datetime) -> None:
    """Let what was held begin anew: its tries till then were made of a receiver that was away."""
    locked = _locked(destination_id, text(IS_WAITING), _d.status == Status.HELD).cte("locked")
    place = func.row_number().over(order_by=(locked.c.created_at, locked.c.id)) - 1
    numbered = select(locked.c.id, place.label("place")).cte("numbered")
    step = literal(microseconds(SPREAD), BigInteger)
    status = case((_d.attempts == 0, Status.PENDING.value), else_=Status.RETRYING.value)
    connection.execute(
        update(deliveries)
        .where(_d.id == numbered.c.id)
        .values(
            status=status,
            attempts=0,
            next_at=instant(literal(number_of(now), BigInteger) + numbered.c.place * step),
            updated_at=now,
        )
    )


def _chosen(
    destination_id: str, *conditions: ColumnElement[bool] | TextClause
) -> ColumnElement[bool]:
    return _d.id.in_(select(_locked(destination_id, *conditions).cte("locked").c.id))


def _locked(
    destination_id: str, *conditions: ColumnElement[bool] | TextClause
) -> Select[*tuple[Any, ...]]:
    """Choose rows by way of a lock in the order of ids, so that two who change them queue."""
    return (
        select(_d.id, _d.created_at)
        .where(_d.destination_id == destination_id, *conditions)
        .order_by(_d.id)
        .with_for_update()
    )
