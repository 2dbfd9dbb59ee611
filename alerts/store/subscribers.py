"""Who owns rules and destinations, and the keys by which they are known."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy import Connection, insert, select, update

from alerts.store.database import Database
from alerts.store.records import AnyRow
from alerts.store.tables import api_keys, subscribers

_k = api_keys.c


@dataclass(frozen=True, slots=True)
class NewSubscriber:
    """A tenant to be; `max_alerts_per_hour` is None for the operator's number, 0 for no limit."""

    id: str
    name: str
    max_alerts_per_hour: int | None = None


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A tenant as it is kept."""

    id: str
    name: str
    max_alerts_per_hour: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NewKey:
    """An API key to be: the hash only, the key itself is shown once and kept by nobody here."""

    id: str
    hash: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is kept. A revoked one opens nothing."""

    id: str
    subscriber_id: str
    hash: str
    name: str
    created_at: datetime
    revoked_at: datetime | None


class Revocation(Enum):
    """What came of revoking a key. The last one stays: nobody locks themselves out."""

    REVOKED = auto()
    LAST_KEY = auto()
    UNKNOWN = auto()


async def create_subscriber(
    db: Database, subscriber: NewSubscriber, key: NewKey, now: datetime
) -> None:
    """Create a subscriber with its first key."""

    def work(connection: Connection) -> None:
        connection.execute(
            insert(subscribers).values(
                id=subscriber.id,
                name=subscriber.name,
                max_alerts_per_hour=subscriber.max_alerts_per_hour,
                created_at=now,
            )
        )
        _insert_key(connection, subscriber.id, key, now)

    await db.write(work)


async def get_subscriber(db: Database, subscriber_id: str) -> Subscriber | None:
    """Find a subscriber; None when there is none."""
    rows = await db.rows(select(subscribers).where(subscribers.c.id == subscriber_id))
    return _subscriber(rows[0]) if rows else None


async def change_max_alerts(
    db: Database, subscriber_id: str, max_alerts_per_hour: int | None
) -> Subscriber | None:
    """Change how many alerts an hour are sent by themselves; None when there is no subscriber."""
    change = (
        update(subscribers)
        .where(subscribers.c.id == subscriber_id)
        .values(max_alerts_per_hour=max_alerts_per_hour)
        .returning(subscribers)
    )

    def work(connection: Connection) -> Subscriber | None:
        row = connection.execute(change).one_or_none()
        return None if row is None else _subscriber(row)

    return await db.write(work)


async def get_key(db: Database, key_id: str) -> ApiKey | None:
    """Find a key by its id, whoever owns it and revoked or not; None when there is none."""
    rows = await db.rows(select(api_keys).where(_k.id == key_id))
    return _key(rows[0]) if rows else None


async def list_keys(db: Database, subscriber_id: str) -> list[ApiKey]:
    """Give a subscriber's keys that are not revoked, oldest first."""
    query = (
        select(api_keys)
        .where(_k.subscriber_id == subscriber_id, _k.revoked_at.is_(None))
        .order_by(_k.created_at, _k.id)
    )
    return [_key(row) for row in await db.rows(query)]


async def add_key(db: Database, subscriber_id: str, key: NewKey, now: datetime) -> ApiKey:
    """Give a subscriber one more key."""

    def work(connection: Connection) -> ApiKey:
        _insert_key(connection, subscriber_id, key, now)
        return ApiKey(key.id, subscriber_id, key.hash, key.name, now, None)

    return await db.write(work)


async def revoke_key(db: Database, subscriber_id: str, key_id: str, now: datetime) -> Revocation:
    """Revoke a key of this subscriber, unless it is their last."""

    def work(connection: Connection) -> Revocation:
        # Two at once must not each see the other's key still there.
        connection.execute(
            select(subscribers.c.id).where(subscribers.c.id == subscriber_id).with_for_update()
        )
        live = set(
            connection.scalars(
                select(_k.id).where(_k.subscriber_id == subscriber_id, _k.revoked_at.is_(None))
            )
        )
        if key_id not in live:
            return Revocation.UNKNOWN
        if live == {key_id}:
            return Revocation.LAST_KEY
        connection.execute(update(api_keys).where(_k.id == key_id).values(revoked_at=now))
        return Revocation.REVOKED

    return await db.write(work)


def _insert_key(connection: Connection, subscriber_id: str, key: NewKey, now: datetime) -> None:
    connection.execute(
        insert(api_keys).values(
            id=key.id, subscriber_id=subscriber_id, hash=key.hash, name=key.name, created_at=now
        )
    )


def _subscriber(row: AnyRow) -> Subscriber:
    return Subscriber(row.id, row.name, row.max_alerts_per_hour, row.created_at)


def _key(row: AnyRow) -> ApiKey:
    return ApiKey(row.id, row.subscriber_id, row.hash, row.name, row.created_at, row.revoked_at)
