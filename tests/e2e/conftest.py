"""Worlds: one set of real servers, and the service on them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from alerts.store.database import upgrade
from tests.e2e.world import Process, World, opened
from tests.servers.kafka import Kafka
from tests.servers.postgres import Postgres


@pytest_asyncio.fixture(params=["sqlite", "postgresql"], scope="module", loop_scope="module")
async def world(
    request: pytest.FixtureRequest, kafka: Kafka, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """A world on either database, for a whole module."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        url = f"sqlite:///{folder}/alerts.db"
    else:
        url = await request.getfixturevalue("postgres").create_database()
        await upgrade(url)
    async with opened(kafka, url, folder) as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service(world: World) -> Process:
    """The whole service in one process, for a whole module."""
    return await world.run()


@pytest.fixture
async def pg_world(kafka: Kafka, postgres: Postgres, tmp_path: Path) -> AsyncIterator[World]:
    """A world on PostgreSQL, where roles may be split."""
    url = await postgres.create_database()
    await upgrade(url)
    async with opened(kafka, url, tmp_path) as made:
        yield made


@pytest.fixture
async def lite_world(kafka: Kafka, tmp_path: Path) -> AsyncIterator[World]:
    """A world on SQLite, for one test."""
    async with opened(kafka, f"sqlite:///{tmp_path}/alerts.db", tmp_path) as made:
        yield made
