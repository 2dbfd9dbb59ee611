"""Both databases, each test with one of its own: a copy of one that was migrated once."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from alerts.store.database import Database, upgrade
from tests.contracts.store.making import HOUSE, house
from tests.servers.postgres import Postgres

DIALECTS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "template.db"
    asyncio.run(upgrade(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgres: Postgres) -> str:
    async def make() -> str:
        url = await postgres.create_database("template")
        await upgrade(url)
        return url

    return asyncio.run(make())


@pytest.fixture(params=DIALECTS)
async def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that was never migrated."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'alerts.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return await server.create_database()


@pytest.fixture(params=DIALECTS)
def template(request: pytest.FixtureRequest) -> Path | str:
    found: Path | str = request.getfixturevalue(f"{request.param}_template")
    return found


@pytest.fixture
async def url(request: pytest.FixtureRequest, template: Path | str, tmp_path: Path) -> str:
    """A database with tables and nothing in them."""
    if isinstance(template, Path):
        copy = tmp_path / "alerts.db"
        shutil.copyfile(template, copy)
        return f"sqlite:///{copy}"
    server: Postgres = request.getfixturevalue("postgres")
    return await server.create_database(template=template)


@pytest.fixture
async def db(url: str) -> AsyncIterator[Database]:
    """A database with two subscribers, each with an open webhook."""
    database = Database.open(url)
    await house(database, HOUSE)
    yield database
    await database.close()


@pytest.fixture
async def other(db: Database, url: str) -> AsyncIterator[Database]:
    """The same database as another process would have it open."""
    database = Database.open(url)
    yield database
    await database.close()
