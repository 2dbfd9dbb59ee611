"""Reads see one moment, writes are whole, and what fails says what to do about it."""

import asyncio
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, exc, text

from alerts.model.errors import InvalidInput, Unavailable
from alerts.store import reports, revisions, subscribers, tables
from alerts.store.database import Database
from alerts.store.errors import BadRow
from alerts.store.revisions import next_revision
from tests.contracts.store.making import NOW, meanwhile, report, rows
from tests.servers.postgres import Postgres


async def test_a_read_sees_one_moment(db: Database, other: Database) -> None:
    loop = asyncio.get_running_loop()

    def work(connection: Connection) -> tuple[int, int]:
        before = connection.execute(text("SELECT value FROM counters")).scalar_one()
        meanwhile(db, loop, other.write(next_revision))
        return before, connection.execute(text("SELECT value FROM counters")).scalar_one()

    before, after = await db.read(work)
    assert before == after == await revisions.rules_revision(db) - 1


async def test_a_read_waits_for_no_writer(db: Database, other: Database) -> None:
    loop = asyncio.get_running_loop()

    def work(connection: Connection) -> int:
        next_revision(connection)
        return meanwhile(db, loop, revisions.rules_revision(other))

    assert await db.write(work) == await revisions.rules_revision(db) - 1


async def test_a_write_that_fails_leaves_nothing(db: Database) -> None:
    def work(connection: Connection) -> None:
        next_revision(connection)
        raise LookupError

    before = await revisions.rules_revision(db)
    with pytest.raises(LookupError):
        await db.write(work)
    assert await revisions.rules_revision(db) == before


async def test_cancelled_writers_and_readers_leave_no_lock(db: Database, other: Database) -> None:
    loop = asyncio.get_running_loop()

    def work(connection: Connection) -> None:
        next_revision(connection)
        meanwhile(db, loop, reports.known(other, ["x"]))

    for turn in range(100):
        tasks = [asyncio.create_task(db.write(work)), asyncio.create_task(db.ping())]
        for _ in range(turn % 23):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.wait_for(other.write(next_revision), 5)
    await asyncio.wait_for(db.write(next_revision), 5)


async def test_a_repeated_id_is_a_bug_and_no_bad_row(db: Database) -> None:
    again = subscribers.NewSubscriber("sub_a", "Again")
    with pytest.raises(exc.IntegrityError):
        await subscribers.create_subscriber(db, again, subscribers.NewKey("key_9", "h"), NOW)


@pytest.mark.parametrize("name", ["a\0b", "\ud800"], ids=["NUL", "half a surrogate pair"])
async def test_text_that_cannot_be_kept_is_a_bad_row(db: Database, name: str) -> None:
    new = subscribers.NewSubscriber("sub_c", name)
    with pytest.raises(BadRow):
        await subscribers.create_subscriber(db, new, subscribers.NewKey("key_9", "h"), NOW)


async def test_a_file_that_is_locked_by_another_program_is_an_outage(
    sqlite_template: Path, tmp_path: Path
) -> None:
    path = tmp_path / "alerts.db"
    shutil.copyfile(sqlite_template, path)
    db = Database.open(f"sqlite:///{path}", connect_timeout_s=0.05)
    await db.ping()
    rival = sqlite3.connect(path, isolation_level=None)
    rival.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable):
        await db.write(next_revision)
    rival.execute("ROLLBACK")
    rival.close()
    await db.write(next_revision)
    await db.close()


async def test_a_file_that_cannot_be_opened_is_an_outage(tmp_path: Path) -> None:
    db = Database.open(f"sqlite:///{tmp_path / 'no such folder' / 'alerts.db'}")
    with pytest.raises(Unavailable):
        await db.ping()
    await db.close()


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "damaged.db"
    path.write_bytes(b"this is no database" * 1000)
    return path


async def test_a_damaged_file_is_an_outage_and_no_bad_row(damaged: Path) -> None:
    db = Database.open(f"sqlite:///{damaged}")
    with pytest.raises(Unavailable):
        await reports.record(db, [report()], NOW)
    await db.close()


async def test_postgresql_may_go_and_come_back(
    postgres: Postgres, postgresql_template: str
) -> None:
    url = await postgres.create_database(template=postgresql_template)
    db = Database.open(url)
    await reports.record(db, [report("1")], NOW)
    loop = asyncio.get_running_loop()

    def work(connection: Connection) -> None:
        next_revision(connection)
        meanwhile(db, loop, postgres.stop(crash=True))
        next_revision(connection)

    with pytest.raises(Unavailable):
        await db.write(work)
    for _ in range(3):
        with pytest.raises(Unavailable):
            await reports.record(db, [report("2")], NOW)
        with pytest.raises(Unavailable):
            await db.ping()
    await postgres.start()

    (recorded,) = await reports.record(db, [report("2")], NOW)
    assert recorded.new
    assert await rows(db, tables.reports) == 2
    await db.close()


async def test_connections_cut_by_postgresql_are_replaced(
    postgres: Postgres, postgresql_template: str
) -> None:
    url = await postgres.create_database(template=postgresql_template)
    db, rival = Database.open(url), Database.open(url)
    await db.ping()

    def cut(connection: Connection) -> None:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )

    await rival.write(cut)
    await db.ping()
    await db.close()
    await rival.close()


async def test_a_statement_that_takes_too_long_is_an_outage(
    postgres: Postgres, postgresql_template: str
) -> None:
    url = await postgres.create_database(template=postgresql_template)
    db = Database.open(url, command_timeout_s=0.1)

    def work(connection: Connection) -> None:
        connection.execute(text("SELECT pg_sleep(60)"))

    with pytest.raises(Unavailable):
        await db.write(work)
    await db.ping()
    await db.close()


async def test_a_database_that_is_not_there_is_an_outage(postgres: Postgres) -> None:
    missing = Database.open(postgres.url.replace("/postgres", "/nowhere"))
    refused = Database.open("postgresql://alerts@127.0.0.1:1/alerts")
    for db in (missing, refused):
        with pytest.raises(Unavailable):
            await db.ping()
        await db.close()


@pytest.mark.parametrize("mode", ["disable", "prefer"])
async def test_a_url_with_sslmode_works(postgres: Postgres, mode: str) -> None:
    db = Database.open(f"{postgres.url}?sslmode={mode}&connect_timeout=3")
    await db.ping()
    await db.close()


async def test_an_sslmode_that_the_server_cannot_meet_is_no_silent_fallback(
    postgres: Postgres,
) -> None:
    db = Database.open(f"{postgres.url}?sslmode=require")
    with pytest.raises(Unavailable):
        await db.ping()
    await db.close()


async def test_an_sslmode_that_does_not_exist_is_the_operators_to_mend(postgres: Postgres) -> None:
    db = Database.open(f"{postgres.url}?sslmode=perhaps")
    with pytest.raises(InvalidInput):
        await db.ping()
    await db.close()
