"""A change of state takes no longer where the database knows nothing yet of the many that wait."""

import asyncio

import pytest
from sqlalchemy import Connection, func, select, text

from alerts.model.delivery import Status
from alerts.model.rule import DestinationState as State
from alerts.store import destinations
from alerts.store.database import Database
from alerts.store.tables import deliveries
from alerts.store.waiting import MOST
from tests.contracts.store.making import NOW

DONE, MANY = 100_000, 40_000
# Many times what it takes, and a small part of what looking each up among all takes.
SOON_S = 8


@pytest.fixture
def postgres_db(db: Database) -> Database:
    if db.dialect != "postgresql":
        pytest.skip("SQLite plans by no such figures")
    return db


def fill(connection: Connection, status: Status, number: int) -> None:
    due = "n" if status is Status.PENDING else "NULL"
    connection.execute(
        text(
            "INSERT INTO deliveries (id, subscriber_id, destination_id, channel, purpose, event,"
            " status, attempts, created_at, next_at, updated_at)"
            " SELECT CAST(:status AS text) || n, 'sub_a', 'dst_a', 'webhook', 'alert', 'x'::bytea,"
            f" CAST(:status AS text), 0, n, {due}, 0 FROM generate_series(1, :number) AS n"
        ),
        {"status": status.value, "number": number},
    )


async def old_figures(db: Database, status: Status) -> None:
    """Let the database count while nothing waits, and much wait after."""

    def work(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE deliveries SET (autovacuum_enabled = false)"))
        fill(connection, Status.DELIVERED, DONE)
        connection.execute(text("ANALYZE"))
        fill(connection, status, MANY)

    await db.write(work)


async def number(db: Database, status: Status) -> int:
    is_so = deliveries.c.status == status.value
    return int((await db.rows(select(func.count().label("n")).where(is_so)))[0].n)


async def test_many_are_held(postgres_db: Database) -> None:
    await old_figures(postgres_db, Status.PENDING)
    async with asyncio.timeout(SOON_S):
        await destinations.set_state(
            postgres_db, "dst_a", State.DISABLED, None, NOW, only_from=[State.ACTIVE]
        )
    assert await number(postgres_db, Status.HELD) == MOST


async def test_many_are_cancelled(postgres_db: Database) -> None:
    await old_figures(postgres_db, Status.PENDING)
    async with asyncio.timeout(SOON_S):
        await destinations.unsubscribe(postgres_db, "dst_a", NOW)
    assert await number(postgres_db, Status.CANCELLED) == MOST
