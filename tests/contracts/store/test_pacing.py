"""A destination's rate is kept by all who send to it together, and costs nobody else a turn."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, update

from alerts.model.delivery import Status
from alerts.model.rule import Channel
from alerts.store import claiming, deliveries, destinations, reports, tables
from alerts.store.claiming import Claimed
from alerts.store.database import Database
from alerts.store.leasing import Seats
from alerts.store.sharing import Room
from tests.contracts.store.making import (
    ALL_CHANNELS,
    MINUTE,
    NOW,
    meanwhile,
    notice,
    queue,
    report,
    tried,
    webhook,
)

WIDE = Room(100)
SECOND = 1_000_000


async def take(db: Database, room: Room = WIDE) -> Claimed:
    return await claiming.claim(db, "worker", room, MINUTE, ALL_CHANNELS)


def number_to(got: Claimed, destination: str = "dst_a") -> int:
    return sum(delivery.destination_id == destination for delivery in got.deliveries)


async def give_rate(db: Database, rate: float | None, to: str = "dst_a") -> None:
    assert await destinations.change(db, "sub_a", to, {"rate": rate}, NOW)


async def let_pass(db: Database, seconds: float) -> None:
    """Do to what was used of the rates what time would."""
    x = tables.destinations.c.rate_used_until

    def work(connection: Connection) -> None:
        earlier = x - round(seconds * SECOND)
        connection.execute(update(tables.destinations).values(rate_used_until=earlier))

    await db.write(work)


async def test_no_more_is_taken_at_once_than_a_second_s_worth(db: Database) -> None:
    await give_rate(db, 3)
    await queue(db, 10)
    got = await take(db)
    assert (number_to(got), got.left) == (3, True)
    assert got.paced["dst_a"] == pytest.approx(1 / 3, abs=0.3)
    assert number_to(await take(db)) == 0


async def test_what_waits_for_its_turn_is_in_nobody_s_hands(db: Database) -> None:
    await give_rate(db, 3)
    await queue(db, 10)
    await take(db)
    leases = await db.rows(tables.deliveries.select())
    assert sum(row.lease is not None for row in leases) == 3


async def test_with_time_come_further_turns(db: Database) -> None:
    await give_rate(db, 0.1)
    await queue(db, 10)
    assert number_to(await take(db)) == 1
    await let_pass(db, 5)
    assert number_to(await take(db)) == 0
    await let_pass(db, 5)
    assert number_to(await take(db)) == 1
    await let_pass(db, 3600)
    assert number_to(await take(db)) == 1


async def test_two_workers_share_one_rate(db: Database, other: Database) -> None:
    await give_rate(db, 5)
    await queue(db, 20)
    here, there = await asyncio.gather(take(db, Room(4)), take(other, Room(4)))
    rest = await take(db)
    assert number_to(here) + number_to(there) + number_to(rest) == 5


async def test_the_operator_s_rate_is_for_whoever_has_none(db: Database) -> None:
    await webhook(db, "dst_own")
    await give_rate(db, 4, "dst_own")
    for destination in ("dst_a", "dst_own"):
        await queue(db, 10, destination)
    got = await take(db, Room(100, rate=2))
    assert (number_to(got), number_to(got, "dst_own")) == (2, 4)
    assert got.paced.keys() == {"dst_a", "dst_own"}


async def test_who_has_no_rate_has_no_limit_and_is_not_written_to(db: Database) -> None:
    await give_rate(db, 3)
    await give_rate(db, None)
    await queue(db, 10)
    got = await take(db)
    assert (number_to(got), got.paced) == (10, {})
    (row,) = await db.rows(tables.destinations.select().where(tables.destinations.c.id == "dst_a"))
    assert row.rate_used_until is None


async def test_slots_that_a_rate_leaves_free_are_for_the_others(db: Database) -> None:
    await webhook(db, "dst_b1")
    await give_rate(db, 1)
    await queue(db, 10)
    await queue(db, 10, "dst_b1")
    got = await take(db, Room(8))
    assert (number_to(got), number_to(got, "dst_b1")) == (1, 7)


async def test_a_rate_counts_for_what_is_sent_as_it_is_recorded(db: Database) -> None:
    await give_rate(db, 3)

    @contextmanager
    def seats() -> Iterator[Seats]:
        numbers = iter(range(100))
        rooms = {Channel.WEBHOOK: WIDE}
        yield Seats("me", MINUTE, lambda: str(next(numbers)), rooms, lambda _: None)

    batch = [report(str(n), told=[("sub_a", ["dst_a"])]) for n in range(5)]
    told = await reports.record(db, batch, NOW, seats=seats)
    assert sum(one.left for one in told) == 2
    assert number_to(await take(db)) == 0
    await let_pass(db, 1)
    assert number_to(await take(db)) == 2


@pytest.mark.parametrize(
    "template", ["postgresql"], indirect=True
)  # on SQLite one writes at a time
async def test_a_destination_that_another_is_taking_from_is_passed_over_not_waited_for(
    db: Database, other: Database
) -> None:
    await give_rate(db, 3)
    await queue(db, 3)
    loop = asyncio.get_running_loop()
    lock = tables.destinations.select().with_for_update(key_share=True)

    def work(connection: Connection) -> Claimed:
        connection.execute(lock)
        return meanwhile(other, loop, take(db))

    async with asyncio.timeout(5):
        got = await other.write(work)
    assert (number_to(got), got.left, got.paced) == (0, True, {})
    assert number_to(await take(db)) == 3


async def test_what_is_put_off_is_untried_in_nobody_s_hands_and_due_later(db: Database) -> None:
    await queue(db, 1)
    later = datetime.now(UTC) + timedelta(hours=1)  # noqa: TID251 - the database's clock is real
    (first,) = (await take(db)).deliveries
    assert await deliveries.put_off(db, first.lease, later)
    assert await deliveries.oldest_due(db) is None
    assert (await take(db)).deliveries == ()
    kept = await deliveries.get(db, "sub_a", first.id)
    assert kept is not None
    assert (kept.status, kept.attempts) == (Status.PENDING, ())
    assert kept.next_at == later

    await db.write(lambda connection: make_due(connection, first.id))
    (again,) = (await take(db)).deliveries
    assert (again.id, again.attempts) == (first.id, 0)
    assert not await deliveries.put_off(db, first.lease, later), "the lease is lost"
    assert (await deliveries.record_attempts(db, [tried(again)], NOW, notice)).held == (again.id,)


def make_due(connection: Connection, id_: str) -> None:
    of_this = tables.deliveries.c.id == id_
    connection.execute(update(tables.deliveries).where(of_this).values(next_at=NOW))
