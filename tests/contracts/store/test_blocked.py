"""A destination that cannot be disabled keeps no other's results from being written."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from alerts.deliver.acknowledgements import Acknowledgements
from alerts.deliver.attempt import Tried
from alerts.deliver.leases import Leases
from alerts.model.delivery import Delivered, Refused, Status
from alerts.store import reports
from alerts.store.database import Database
from tests.contracts.store.making import (
    HOUSE,
    NOW,
    claimed,
    house,
    notice,
    report,
    statuses,
    tried,
)


async def test_what_came_of_others_is_written_though_one_cannot_be_disabled(
    postgresql_template: str, request: pytest.FixtureRequest
) -> None:
    url = await request.getfixturevalue("postgres").create_database(template=postgresql_template)
    other = Database.open(url)
    db = Database.open(url, command_timeout_s=0.5)
    await house(db, HOUSE)
    told = [("sub_a", ["dst_a"]), ("sub_b", ["dst_b"])]
    await reports.record(db, [report("1", told=told)], NOW)
    mails = {one.destination_id: one for one in await claimed(db)}
    acknowledgements = Acknowledgements(
        db, Leases(timedelta(minutes=1)), lambda: NOW, notice, lambda: None
    )
    finish, abandon = asyncio.Event(), asyncio.Event()
    is_held, let_go = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        """Lock the row of one destination, as somebody does who takes long."""
        async with asyncio.timeout(30):
            connection = await asyncpg.connect(url.replace("+asyncpg", ""))
            async with connection.transaction():
                await connection.execute("SELECT 1 FROM destinations WHERE id = 'dst_a' FOR UPDATE")
                is_held.set()
                await let_go.wait()
            await connection.close()

    holding = asyncio.create_task(hold())
    await is_held.wait()
    running = asyncio.create_task(acknowledgements.run(finish, abandon))
    gone = tried(mails["dst_a"], Status.FAILED, disable="410 Gone")
    refused = asyncio.create_task(
        acknowledgements.add(Tried(mails["dst_a"], Refused("410 Gone"), gone))
    )
    done = tried(mails["dst_b"])
    await acknowledgements.add(Tried(mails["dst_b"], Delivered(200), done))

    async with asyncio.timeout(20):
        while (await statuses(other, "sub_b"))[mails["dst_b"].id] != Status.DELIVERED:
            await asyncio.sleep(0.05)
    assert not refused.done()
    let_go.set()
    finish.set()
    await asyncio.gather(holding, refused, running)
    assert (await statuses(other))[mails["dst_a"].id] == Status.FAILED
    await db.close()
    await other.close()
