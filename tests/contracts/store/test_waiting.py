"""However much waits for a destination, its state changes at once, and what waits follows soon."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, update
from sqlalchemy.util import await_only

from alerts.model.delivery import Status
from alerts.model.rule import DestinationState as State
from alerts.store import deliveries, destinations, waiting
from alerts.store.database import Database
from alerts.store.delivery_log import EVERY
from alerts.store.tables import deliveries as deliveries_table
from alerts.store.waiting import SPREAD, settle_all, settle_more, unsettled
from tests.contracts.store.making import MINUTE, NOW, claimed, notice, queue, statuses, tried
from tests.contracts.store.test_resending import waits_for_a_lock

MANY, MOST = 7, 3
LATER = NOW + MINUTE


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST", MOST)


async def change(db: Database, to: State, *, only_from: State, at: timedelta = MINUTE) -> None:
    assert await destinations.set_state(db, "dst_a", to, None, NOW + at, only_from=[only_from])


async def settle_in_goes(db: Database) -> int:
    """Settle what is left; give in how many goes."""
    assert await unsettled(db, NOW) == ["dst_a"]
    goes = 1
    while await settle_more(db, "dst_a", LATER):
        goes += 1
    assert await unsettled(db, NOW) == []
    return goes


async def number(db: Database, status: Status) -> int:
    return list((await statuses(db)).values()).count(status)


async def test_of_many_some_are_held_at_once_and_none_is_sent(db: Database) -> None:
    await queue(db, MANY)
    await change(db, State.DISABLED, only_from=State.ACTIVE)
    assert await number(db, Status.HELD) == MOST
    assert await claimed(db) == []
    assert await settle_in_goes(db) == 2
    assert await number(db, Status.HELD) == MANY


async def test_those_that_are_left_are_released_behind_the_first(db: Database) -> None:
    await queue(db, MANY)
    await change(db, State.DISABLED, only_from=State.ACTIVE)
    await settle_in_goes(db)
    await change(db, State.ACTIVE, only_from=State.DISABLED)
    assert await number(db, Status.HELD) == MANY - MOST
    await settle_in_goes(db)
    due = [one.next_at for one in await deliveries.page(db, "sub_a", EVERY, 100)]
    assert sorted(filter(None, due)) == [LATER + SPREAD * place for place in range(MANY)]


async def test_those_that_are_left_are_cancelled(db: Database) -> None:
    await queue(db, MANY)
    await destinations.unsubscribe(db, "dst_a", LATER)
    assert await claimed(db) == []
    await settle_in_goes(db)
    assert await number(db, Status.CANCELLED) == MANY


async def test_those_of_one_that_was_deleted_are_cancelled(db: Database) -> None:
    await queue(db, MANY)
    assert isinstance(await destinations.delete(db, "sub_a", "dst_a", LATER), destinations.Deleted)
    await settle_in_goes(db)
    assert await number(db, Status.CANCELLED) == MANY


async def test_what_is_in_flight_is_left_to_its_sender(db: Database) -> None:
    await queue(db, MANY)
    (flies,) = await claimed(db, 1)
    await change(db, State.DISABLED, only_from=State.ACTIVE)
    await settle_in_goes(db)
    assert await number(db, Status.HELD) == MANY - 1
    again = tried(flies, Status.RETRYING, next_at=LATER)
    await deliveries.record_attempts(db, [again], NOW, notice)
    assert await number(db, Status.HELD) == MANY


async def test_what_changed_long_ago_is_not_looked_at(db: Database) -> None:
    await queue(db, MANY)
    await change(db, State.DISABLED, only_from=State.ACTIVE)
    assert await unsettled(db, NOW + 2 * MINUTE) == []


async def test_what_stands_as_it_was_made_is_not_looked_at(db: Database) -> None:
    await queue(db, 1)
    held = update(deliveries_table).values(status=Status.HELD, next_at=None)
    await db.write(lambda connection: connection.execute(held))
    assert await unsettled(db, NOW) == []


async def test_all_is_settled_at_once_where_it_has_to_be(db: Database, other: Database) -> None:
    await queue(db, 40)
    await change(db, State.DISABLED, only_from=State.ACTIVE)
    async with asyncio.timeout(30):
        await asyncio.gather(*(settle_all(at, "dst_a", LATER, within=MINUTE) for at in (db, other)))
    assert await number(db, Status.HELD) == 40


async def test_two_who_settle_while_others_write_answers_end_together(
    db: Database, other: Database
) -> None:
    await queue(db, 40)
    flying = await claimed(db, 20)
    await change(db, State.DISABLED, only_from=State.ACTIVE)

    async def settle(at: Database) -> None:
        while await settle_more(at, "dst_a", LATER):
            pass

    async def answer() -> None:
        for one in flying:
            gone = tried(one, Status.RETRYING, next_at=LATER, disable="gone")
            await deliveries.record_attempts(other, [gone], NOW, notice)

    async with asyncio.timeout(30):
        await asyncio.gather(settle(db), settle(other), answer())
        await settle(db)
    assert await number(db, Status.HELD) == 40


async def test_two_who_release_at_once_give_no_turn_twice(
    db: Database, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await queue(db, MANY)
    await change(db, State.DISABLED, only_from=State.ACTIVE)
    await settle_in_goes(db)
    await change(db, State.ACTIVE, only_from=State.DISABLED)
    real, others = waiting.turn_after, list[asyncio.Task[bool]]()

    async def other_ends_or_queues() -> None:
        while not others[0].done() and not await waits_for_a_lock(other):
            pass  # each look is a read of the database, which yields

    def slow(connection: Connection, destination: str, now: datetime) -> datetime:
        first = real(connection, destination, now)
        if not others and db.dialect == "postgresql":
            # The first turn was told here; the other is let in before it is given.
            others.append(asyncio.ensure_future(settle_more(other, destination, now)))
            await_only(other_ends_or_queues())
        return first

    monkeypatch.setattr(waiting, "turn_after", slow)
    async with asyncio.timeout(30):
        await settle_more(db, "dst_a", LATER)
        await asyncio.gather(*others)
    while await settle_more(db, "dst_a", LATER):
        pass

    due = [one.next_at for one in await deliveries.page(db, "sub_a", EVERY, 100)]
    assert sorted(filter(None, due)) == [LATER + SPREAD * place for place in range(MANY)]
