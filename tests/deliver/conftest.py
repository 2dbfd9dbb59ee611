"""A fresh database with one subscriber and one active destination a channel."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from alerts.model.rule import Channel, DestinationState
from alerts.store import destinations, subscribers
from alerts.store.database import upgrade
from alerts.store.destinations import NewDestination
from alerts.store.subscribers import NewKey, NewSubscriber
from tests.deliver.sending import MoodyDatabase, now


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[MoodyDatabase]:
    url = f"sqlite:///{tmp_path}/alerts.db"
    await upgrade(url)
    database = MoodyDatabase.open(url)
    await subscribers.create_subscriber(
        database, NewSubscriber("sub_1", "Desk"), NewKey("key_1", "hash"), now()
    )
    for channel in Channel:
        made = NewDestination(f"dst_{channel}", "sub_1", channel, "target", DestinationState.ACTIVE)
        await destinations.create(database, made, now())
    yield database
    await database.close()
