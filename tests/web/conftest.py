"""A fresh API for every test; the schema is made once and copied."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from alerts.store.database import Database, upgrade
from tests.web.site import Parts, Site, api_of, served

Serve = Callable[..., Awaitable[Site]]


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "empty.db"
    asyncio.run(upgrade(f"sqlite:///{path}"))
    return path


@pytest.fixture
async def parts(empty_database: Path, tmp_path: Path) -> AsyncIterator[Parts]:
    path = tmp_path / "alerts.db"
    shutil.copy(empty_database, path)
    db = Database.open(f"sqlite:///{path}")
    yield Parts(db, path)
    await db.close()


@pytest.fixture
async def serve(parts: Parts) -> AsyncIterator[Serve]:
    """Serve an API whose parts a test may change."""
    sites: list[Site] = []

    async def start(**changes: Any) -> Site:
        sites.append(await served(api_of(parts, **changes), parts))
        return sites[-1]

    yield start
    for site in sites:
        await site.client.close()


@pytest.fixture
async def site(serve: Serve) -> Site:
    return await serve()
