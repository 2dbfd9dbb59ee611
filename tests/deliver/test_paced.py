"""A destination that wants so many a second gets no more, and waits in nobody's way."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic

from alerts.deliver.lanes import Lanes
from alerts.model.delivery import Delivered, Delivery, Outcome, Status
from alerts.model.rule import Channel
from alerts.pauses import until_set
from alerts.store import destinations, tables
from alerts.store.database import Database
from tests.deliver.sending import (
    MoodyDatabase,
    all_are,
    dispatcher,
    enqueue,
    first_look,
    now,
    running,
    until,
    webhook,
)

SLOW = 0.01


@dataclass
class Noting:
    """A channel that notes when each destination was sent to."""

    at: dict[str, list[float]] = field(default_factory=dict)

    async def send(self, delivery: Delivery) -> Outcome:
        self.at.setdefault(delivery.destination_id, []).append(monotonic())
        return Delivered(200)

    def number(self, to: str) -> int:
        return len(self.at.get(f"dst_{to}", ()))


async def give_rate(db: Database, rate: float, to: str = "webhook") -> None:
    assert await destinations.change(db, "sub_1", f"dst_{to}", {"rate": rate}, now())


async def sees(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await until_set(asyncio.Event(), 0.01)


async def test_all_arrive_at_the_rate_and_a_second_s_worth_before(db: MoodyDatabase) -> None:
    await give_rate(db, 20)
    await enqueue(db, 40)
    port = Noting()
    async with running(dispatcher(db, {Channel.WEBHOOK: port})):
        await until(all_are(db, Status.DELIVERED))
    at = port.at["dst_webhook"]
    assert len(at) == 40
    assert at[-1] - at[0] >= 0.95
    for place in range(40 - 24):
        assert at[place + 24] - at[place] >= 0.15, "20, and 4 in a fifth of a second"


async def test_the_operator_s_rate_holds_where_there_is_no_other(db: MoodyDatabase) -> None:
    await webhook(db, "quick")
    await give_rate(db, 1000, "quick")
    await enqueue(db, 30)
    await enqueue(db, 30, to="quick")
    port = Noting()
    async with running(dispatcher(db, {Channel.WEBHOOK: port}, rate=SLOW)):
        await sees(lambda: port.number("quick") == 30)
    assert port.number("webhook") == 1


async def test_hundreds_that_wait_for_their_turn_stand_in_nobody_s_way(db: MoodyDatabase) -> None:
    await give_rate(db, SLOW)
    await enqueue(db, 500)
    port = Noting()
    async with running(dispatcher(db, {Channel.WEBHOOK: port}, slots={Channel.WEBHOOK: 4})):
        for number in range(40):
            await webhook(db, f"new{number}")
            await enqueue(db, 2, to=f"new{number}")

        await sees(lambda: all(port.number(f"new{number}") == 2 for number in range(40)))
        held = await db.rows(tables.deliveries.select())
    assert port.number("webhook") == 1
    assert not [row.id for row in held if row.lease and row.destination_id == "dst_webhook"]


async def test_more_destinations_that_wait_than_one_look_finds_hide_nobody(
    db: MoodyDatabase,
) -> None:
    """Each look behind a backlog sees some destinations; all of these have used their rate up."""
    await give_rate(db, SLOW)
    await enqueue(db, 250)
    for number in range(70):
        await webhook(db, f"a{number:02}")
        await give_rate(db, SLOW, f"a{number:02}")
        await enqueue(db, 3, to=f"a{number:02}")
    port = Noting()
    async with running(dispatcher(db, {Channel.WEBHOOK: port}, slots={Channel.WEBHOOK: 4})):
        await sees(lambda: sum(len(at) for at in port.at.values()) == 71)
        await webhook(db, "zz")
        await enqueue(db, 2, to="zz")

        await sees(lambda: port.number("zz") == 2)


async def test_what_is_recorded_while_others_wait_does_not_go_before_them(
    db: MoodyDatabase,
) -> None:
    await give_rate(db, SLOW)
    await enqueue(db, 3)
    port = Noting()
    here = dispatcher(db, {Channel.WEBHOOK: port})
    async with running(here):
        await first_look(here)

        await sees(lambda: port.number("webhook") == 1)
        with here.seats() as seats:
            room = seats.rooms[Channel.WEBHOOK]
            assert room.for_one("dst_webhook") == 0
            assert room.for_one("dst_other") > 0


async def test_a_rate_that_is_raised_is_noticed_soon(db: MoodyDatabase) -> None:
    await give_rate(db, SLOW)
    await enqueue(db, 10)
    port = Noting()
    async with running(dispatcher(db, {Channel.WEBHOOK: port})):
        await sees(lambda: port.number("webhook") == 1)
        await give_rate(db, 100)
        await until(all_are(db, Status.DELIVERED))


async def test_to_wait_for_a_turn_costs_no_more_looks_than_to_wait_for_anything(
    db: MoodyDatabase,
) -> None:
    await give_rate(db, SLOW)
    await enqueue(db, 300)
    port, poll = Noting(), timedelta(seconds=0.1)
    async with running(dispatcher(db, {Channel.WEBHOOK: port}, poll=poll)):
        await sees(lambda: port.number("webhook") == 1)
        before = db.writes
        await until_set(asyncio.Event(), 1.0)
        looks = db.writes - before
    assert looks <= 25


def test_lanes_remember_no_rate_for_longer_than_it_is_used_up() -> None:
    now = 0.0
    lanes = Lanes(10, 5, lambda: now)
    lanes.pace({"dst_1": 0.5, "dst_2": 3600.0})
    assert [lanes.room().for_one(one) for one in ("dst_1", "dst_2")] == [0, 0]
    now = 0.6
    assert [lanes.room().for_one(one) > 0 for one in ("dst_1", "dst_2")] == [True, False]
    now = 1.1
    lanes.pace({})
    assert lanes.room().for_one("dst_2") > 0
    assert len(lanes.room().of) == 0
