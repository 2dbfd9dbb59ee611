"""Where alerts go, and what happens to what waits when one is disabled, left or deleted.

A deleted one leaves a tombstone, as readers must learn of its end; its secrets go at once.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select, text, update

from alerts.model.delivery import Purpose
from alerts.model.rule import Channel, DestinationState
from alerts.store.database import Database
from alerts.store.enqueue import enqueue
from alerts.store.records import After, AnyRow, newest_first
from alerts.store.reports import NewDelivery
from alerts.store.revisions import next_revision
from alerts.store.tables import IS_CONFIRMATION, deliveries, destinations, rule_destinations
from alerts.store.waiting import cancel, change_state

_x = destinations.c
_LIVE = _x.deleted_at.is_(None)


@dataclass(frozen=True, slots=True)
class NewDestination:
    """A destination to be; `headers` and `secret` are sealed.

    `rate` is how many deliveries a second it gets at most; None: as many as the operator says.
    """

    id: str
    subscriber_id: str
    channel: Channel
    target: str
    state: DestinationState
    headers: bytes | None = None
    secret: bytes | None = None
    rate: float | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """A destination as it is kept. `target` is the URL or the mail address."""

    id: str
    subscriber_id: str
    channel: Channel
    target: str
    headers: bytes | None
    secret: bytes | None
    state: DestinationState
    state_reason: str | None
    rate: float | None
    created_at: datetime
    updated_at: datetime


class Changes(TypedDict, total=False):
    """What is to change: the sealed headers, the rate."""

    headers: bytes | None
    rate: float | None


@dataclass(frozen=True, slots=True)
class Deleted:
    """It is gone, and what waited for it is cancelled."""


@dataclass(frozen=True, slots=True)
class InUse:
    """It stays: these rules notify it."""

    rule_ids: tuple[str, ...]


def address_digest(address: str) -> str:
    """Name a mail address over all subscribers."""
    return hashlib.sha256(address.strip().casefold().encode()).hexdigest()


async def create(
    db: Database,
    destination: NewDestination,
    now: datetime,
    *,
    confirmation: NewDelivery | None = None,
) -> Destination:
    """Create a destination, with the mail that asks its owner to confirm it."""
    is_mail = destination.channel is Channel.EMAIL

    def work(connection: Connection) -> Destination:
        connection.execute(
            insert(destinations).values(
                id=destination.id,
                subscriber_id=destination.subscriber_id,
                channel=destination.channel,
                target=destination.target,
                address_digest=address_digest(destination.target) if is_mail else None,
                headers=destination.headers,
                secret=destination.secret,
                state=destination.state,
                rate=destination.rate,
                created_at=now,
                updated_at=now,
                revision=next_revision(connection),
            )
        )
        if confirmation is not None:
            owner = destination.subscriber_id
            enqueue(connection, confirmation, owner, Purpose.CONFIRMATION, now)
        return _destination(connection.execute(_the(_x.id == destination.id)).one())

    return await db.write(work)


async def get(db: Database, subscriber_id: str, destination_id: str) -> Destination | None:
    """Find a subscriber's destination; None when there is none of theirs."""
    rows = await db.rows(_the(_of(subscriber_id, destination_id)))
    return _destination(rows[0]) if rows else None


async def find(db: Database, destination_id: str) -> Destination | None:
    """Find a destination whoever owns it: for who holds a signed link that names it."""
    rows = await db.rows(_the((_x.id == destination_id) & _LIVE))
    return _destination(rows[0]) if rows else None


async def page(
    db: Database, subscriber_id: str, limit: int, after: After | None = None
) -> list[Destination]:
    """Give a subscriber's destinations, newest first."""
    follows, order = newest_first(destinations, after)
    query = (
        select(destinations)
        .where(_x.subscriber_id == subscriber_id, _LIVE, follows)
        .order_by(*order)
        .limit(limit)
    )
    return [_destination(row) for row in await db.rows(query)]


async def change(
    db: Database, subscriber_id: str, destination_id: str, changes: Changes, now: datetime
) -> Destination | None:
    """Change what may be changed; None when the destination is none of theirs."""

    def work(connection: Connection) -> Destination | None:
        changed = connection.execute(
            update(destinations)
            .where(_of(subscriber_id, destination_id))
            .values(**changes, updated_at=now)
            .returning(destinations)
        )
        row = changed.one_or_none()
        return None if row is None else _destination(row)

    return await db.write(work)


async def set_state(
    db: Database,
    destination_id: str,
    state: DestinationState,
    reason: str | None,
    now: datetime,
    *,
    only_from: Collection[DestinationState],
) -> bool:
    """Change the state, if it is one of `only_from` now, and settle what waits.

    Tells whether it was changed.
    """

    def work(connection: Connection) -> bool:
        return change_state(connection, destination_id, state, reason, now, only_from=only_from)

    return await db.write(work)


async def confirm(db: Database, destination_id: str, now: datetime) -> bool:
    """Let an address whose owner agreed be sent to; one that has unsubscribed stays so."""
    return await set_state(
        db,
        destination_id,
        DestinationState.ACTIVE,
        None,
        now,
        only_from=(DestinationState.PENDING,),
    )


async def unsubscribe(db: Database, destination_id: str, now: datetime) -> bool:
    """Stop all mail to an address, what waits included. False when it was stopped or is gone."""
    others = set(DestinationState) - {DestinationState.UNSUBSCRIBED}
    return await set_state(
        db, destination_id, DestinationState.UNSUBSCRIBED, None, now, only_from=others
    )


async def delete(
    db: Database, subscriber_id: str, destination_id: str, now: datetime
) -> Deleted | InUse | None:
    """Delete a destination that no rule uses; None when it is none of theirs."""

    def work(connection: Connection) -> Deleted | InUse | None:
        revision = next_revision(connection)
        if connection.execute(_the(_of(subscriber_id, destination_id))).one_or_none() is None:
            return None
        used = rule_destinations.c
        users = connection.scalars(
            select(used.rule_id)
            .where(used.destination_id == destination_id)
            .distinct()
            .order_by(used.rule_id)
        )
        if rule_ids := tuple(users):
            return InUse(rule_ids)
        connection.execute(
            update(destinations)
            .where(_x.id == destination_id)
            .values(deleted_at=now, updated_at=now, revision=revision, headers=None, secret=None)
        )
        cancel(connection, destination_id, now)
        return Deleted()

    return await db.write(work)


async def count_destinations(db: Database, subscriber_id: str) -> int:
    """Count a subscriber's destinations, for their limit."""
    query = select(func.count()).where(_x.subscriber_id == subscriber_id, _LIVE)
    ((number,),) = await db.rows(query)
    return int(number)


async def count_by_state(db: Database) -> Mapping[DestinationState, int]:
    """Count all destinations by state, every state named."""
    query = select(_x.state, func.count()).where(_LIVE).group_by(_x.state)
    found = {row[0]: row[1] for row in await db.rows(query)}
    return {state: int(found.get(state, 0)) for state in DestinationState}


async def confirmations_since(db: Database, digest: str, since: datetime) -> int:
    """Count the confirmation mails to an address (`address_digest`), over all subscribers."""
    query = (
        select(func.count())
        .select_from(deliveries.join(destinations, _x.id == deliveries.c.destination_id))
        .where(
            _x.address_digest == digest,
            text(IS_CONFIRMATION),
            deliveries.c.created_at >= since,
        )
    )
    ((number,),) = await db.rows(query)
    return int(number)


def _of(subscriber_id: str, destination_id: str) -> ColumnElement[bool]:
    return (_x.id == destination_id) & (_x.subscriber_id == subscriber_id) & _LIVE


def _the(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return select(destinations).where(condition)


def _destination(row: AnyRow) -> Destination:
    return Destination(
        id=row.id,
        subscriber_id=row.subscriber_id,
        channel=Channel(row.channel),
        target=row.target,
        headers=row.headers,
        secret=row.secret,
        state=DestinationState(row.state),
        state_reason=row.state_reason,
        rate=row.rate,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
