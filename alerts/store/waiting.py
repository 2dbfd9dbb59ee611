"""What a destination's state means for the deliveries that wait for it.

Unsubscribed or deleted: they are cancelled. Disabled: they are held. Enabled again: the
held ones are due one after the other, for a receiver that was away bears no flood. One that is in
flight is left to its sender, who knows best what became of it; only a cancellation takes its lease
away. Of very many only some are settled at once, and the others soon: nobody waits while a million
rows are written.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, assert_never

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from alerts.model.delivery import Purpose, Status
from alerts.model.rule import DestinationState
from alerts.store.among import among
from alerts.store.database import Database
from alerts.store.revisions import next_revision
from alerts.store.suppressions import lift_if_active
from alerts.store.tables import IS_HELD, IS_WAITING, deliveries, destinations
from alerts.store.types import at_number, database_now, instant, microseconds, number_of

DUE = (Status.PENDING, Status.RETRYING)
WAITING = (*DUE, Status.HELD)
# So many are settled in one transaction, of so many destinations one look gives.
MOST = 2000
_LOOK = 100
# What was held, or is sent again, follows at ten a second.
SPREAD = timedelta(milliseconds=100)
SENT_TO = (DestinationState.ACTIVE, DestinationState.FAILING)

_Columns = ReadOnlyColumnCollection[str, Any]
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
) -> int:
    """Bring the waiting deliveries of a destination in line with its state: so many were, of `MOST`.

    What is left nobody sends meanwhile; `settle_more` goes on with it.
    """
    match state:
        case DestinationState.ACTIVE | DestinationState.FAILING:
            return _release(connection, destination_id, now)
        case DestinationState.DISABLED:
            return _hold(connection, destination_id, now)
        case DestinationState.UNSUBSCRIBED:
            return cancel(connection, destination_id, now)
        case DestinationState.PENDING:
            return 0
        case _:
            assert_never(state)


def cancel(connection: Connection, destination_id: str, now: datetime) -> int:
    """Cancel what waits, in flight or not: an answer that still comes is recorded late."""
    waits = _some(destination_id, IS_WAITING, _waits, first=(_d.next_at, _d.id))
    values = {"status": Status.CANCELLED, "next_at": None, "lease": None, "lease_until": None}
    return _change(connection, waits, now, values)


async def unsettled(db: Database, since: datetime) -> list[str]:
    """Give destinations changed since then for which something waits that their state forbids.

    What stands as it was made is none: it is looked at by the thousand, for nothing.
    """
    changed = (_x.updated_at >= since, _x.updated_at != _x.created_at)
    query = select(_x.id).where(*changed, _is_unsettled()).order_by(_x.id).limit(_LOOK)
    return [row.id for row in await db.rows(query)]


async def settle_all(
    db: Database, destination_id: str, now: datetime, *, within: timedelta
) -> bool:
    """Bring in line what waits, some at a time, and tell whether that was all of it.

    What another has in hand is waited for. After so long no more is begun.
    """
    is_left = select(_x.id).where(_x.id == destination_id, _is_unsettled())
    elapsed = asyncio.get_running_loop().time
    end = elapsed() + within.total_seconds()
    while await db.rows(is_left):
        if elapsed() >= end:
            return False
        await settle_more(db, destination_id, now)
    return True


def _is_unsettled() -> ColumnElement[bool]:
    def waits(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        # One by one: of an `EXISTS` the planner might make a walk through all that waits.
        one = select(_d.id).where(_d.destination_id == _x.id, text(IS_WAITING), *conditions)
        return one.limit(1).correlate(destinations).scalar_subquery().is_not(None)

    gone = or_(_x.deleted_at.is_not(None), _x.state == DestinationState.UNSUBSCRIBED.value)
    disabled = _x.state == DestinationState.DISABLED.value
    sent_to = and_(_x.deleted_at.is_(None), _x.state.in_([state.value for state in SENT_TO]))
    return or_(
        and_(gone, waits()),
        and_(disabled, waits(*_is_to_be_held(_d))),
        and_(sent_to, waits(*_is_held(_d))),
    )


async def settle_more(db: Database, destination_id: str, now: datetime) -> bool:
    """Go on bringing in line what waits; tell whether more is left."""
    here = select(_x.state, _x.deleted_at).where(_x.id == destination_id)

    def work(connection: Connection) -> bool:
        found = connection.execute(here.with_for_update(key_share=True)).one()
        if found.deleted_at is not None:
            return cancel(connection, destination_id, now) >= MOST
        return settle(connection, destination_id, DestinationState(found.state), now) >= MOST

    return await db.write(work)


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


def turn_after(connection: Connection, destination_id: str, now: datetime) -> datetime:
    """Give when the first may be due of those that are let go now: after those let go before."""
    waits = select(_d.next_at).where(
        _d.destination_id == destination_id,
        text(IS_WAITING),
        _d.next_at > now,
        _d.attempts == 0,
        _d.purpose != Purpose.DIGEST.value,
    )
    last = connection.scalar(waits.order_by(_d.next_at.desc()).limit(1))
    return now if last is None else last + SPREAD


def _waits(of: _Columns) -> tuple[ColumnElement[bool], ...]:
    return (of.status.in_(WAITING),)


def _is_to_be_held(of: _Columns) -> tuple[ColumnElement[bool], ...]:
    idle = or_(of.lease_until.is_(None), of.lease_until <= instant(database_now()))
    return (of.next_at >= at_number(0), of.status.in_(DUE), idle)


def _is_held(of: _Columns) -> tuple[ColumnElement[bool], ...]:
    # Said as the index has it too, that one is found behind however many others.
    return (of.next_at.is_(None), of.status == Status.HELD.value)


def _hold(connection: Connection, destination_id: str, now: datetime) -> int:
    waits = _some(destination_id, IS_WAITING, _is_to_be_held, first=(_d.next_at, _d.id))
    values = {"status": Status.HELD, "next_at": None, "lease": None, "lease_until": None}
    return _change(connection, waits, now, values)


def _release(connection: Connection, destination_id: str, now: datetime) -> int:
    """Let what was held begin anew: its tries till then were made of a receiver that was away."""
    oldest = (_d.created_at, _d.id)
    held = _some(destination_id, IS_HELD, _is_held, first=oldest).cte("held")
    place = func.row_number().over(order_by=(held.c.created_at, held.c.id)) - 1
    numbered = select(held.c.id, place.label("place")).cte("numbered")
    step = literal(microseconds(SPREAD), BigInteger)
    first = literal(number_of(turn_after(connection, destination_id, now)), BigInteger)
    status = case((_d.attempts == 0, Status.PENDING.value), else_=Status.RETRYING.value)
    released = connection.execute(
        update(deliveries)
        .where(_d.id == numbered.c.id)
        .values(
            status=status,
            attempts=0,
            next_at=instant(first + numbered.c.place * step),
            updated_at=now,
        )
        .returning(_d.id)
    )
    return len(released.all())


def _change(
    connection: Connection,
    some: Select[*tuple[Any, ...]],
    now: datetime,
    values: Mapping[str, object],
) -> int:
    those = _d.id.in_(select(some.cte("chosen").c.id))
    done = update(deliveries).where(those).values(**values, updated_at=now).returning(_d.id)
    return len(connection.execute(done).all())


def _some(
    destination_id: str,
    indexed: str,
    still: Callable[[_Columns], tuple[ColumnElement[bool], ...]],
    first: tuple[ColumnElement[Any], ...],
) -> Select[*tuple[Any, ...]]:
    """Choose rows by way of a lock in the order of ids, so that two who change them queue.

    `indexed` is the index's own condition, `still` what has to hold of a row once it is locked.
    That is asked of what the lock gave, and of no table: statistics that know nothing yet of
    what waits would have the planner look at all of it, for each of the few.
    """
    waits = select(_d.id).where(_d.destination_id == destination_id, text(indexed), *still(_d))
    few = waits.order_by(*first).limit(MOST).cte("few")
    few = few.prefix_with("MATERIALIZED", dialect="postgresql")
    locked = (
        select(_d.id, _d.created_at, _d.status, _d.next_at, _d.lease_until)
        .where(_d.id.in_(select(few.c.id)))
        .order_by(_d.id)
        .with_for_update()
        .cte("locked")
    )
    return select(locked.c.id, locked.c.created_at).where(*still(locked.c))
