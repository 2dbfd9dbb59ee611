"""A database comes to the newest schema from wherever it stands, and to no other."""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from alerts.model.errors import InvalidInput, Unavailable
from alerts.store import revisions, tables
from alerts.store.database import Database, check_schema, upgrade


async def test_an_empty_database_is_brought_up_once_however_often(empty_url: str) -> None:
    db = Database.open(empty_url)
    with pytest.raises(Unavailable, match="alerts db upgrade"):
        await check_schema(db)
    for _ in range(2):
        await upgrade(empty_url)
        await check_schema(db)
    assert await revisions.rules_revision(db) == 0
    await db.close()


def upgrade_in_a_process(url: str) -> None:
    asyncio.run(upgrade(url))


async def test_processes_that_start_together_upgrade_once(empty_url: str) -> None:
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        await asyncio.gather(
            *(loop.run_in_executor(processes, upgrade_in_a_process, empty_url) for _ in "12"),
            upgrade(empty_url),
        )
    db = Database.open(empty_url)
    await check_schema(db)
    await db.close()


async def test_the_migrated_schema_is_the_one_the_queries_know(db: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, tables.metadata))

    assert await db.read(differences) == []


async def test_a_schema_of_a_newer_release_is_refused(db: Database) -> None:
    def pretend(connection: Connection) -> None:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    await db.write(pretend)
    with pytest.raises(InvalidInput, match="newer release"):
        await check_schema(db)
