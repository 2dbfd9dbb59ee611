"""Nobody's thousands stand before another's one, and old failures not before what is new."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, update

from alerts.model.delivery import Status
from alerts.store import claiming, deliveries, destinations, reports, tables
from alerts.store.claiming import Claimed
from alerts.store.database import Database
from alerts.store.sharing import Room
from tests.contracts.store.making import (
    ALL_CHANNELS,
    MINUTE,
    NOW,
    claimed,
    notice,
    queue,
    report,
    tried,
    webhook,
)


async def take(db: Database, room: Room, after: str | None = "") -> Claimed:
    return await claiming.claim(db, "worker", room, MINUTE, ALL_CHANNELS, after)


def whose(got: Claimed) -> list[str]:
    return [delivery.destination_id for delivery in got.deliveries]


async def also(db: Database, *destinations: str) -> None:
    for destination in destinations:
        await webhook(db, destination)


async def retried(db: Database, count: int, destination: str) -> None:
    """Make deliveries that failed once, and are due again for longer than all else."""
    await queue(db, count, destination)
    before = NOW - 60 * MINUTE
    again = [tried(d, Status.RETRYING, next_at=before) for d in await claimed(db, 1000)]
    await deliveries.record_attempts(db, again, NOW, notice)


async def test_destinations_are_taken_in_turn(db: Database) -> None:
    await also(db, "dst_b1", "dst_c1")
    await queue(db, 9, "dst_a")
    await queue(db, 2, "dst_b1")
    await queue(db, 1, "dst_c1")

    got = await take(db, Room(6))

    assert sorted(whose(got)) == ["dst_a", "dst_a", "dst_a", "dst_b1", "dst_b1", "dst_c1"]
    assert got.left


async def test_a_destination_gets_no_more_than_its_room(db: Database) -> None:
    await also(db, "dst_b1", "dst_c1")
    for destination in ("dst_a", "dst_b1", "dst_c1"):
        await queue(db, 5, destination)

    got = await take(db, Room(100, each=2, of={"dst_b1": 0, "dst_c1": 4}))

    assert sorted(whose(got)) == ["dst_a"] * 2 + ["dst_c1"] * 4
    assert got.left
    assert await take(db, Room(100, of={"dst_a": 0, "dst_b1": 0, "dst_c1": 0})) == Claimed(
        left=True
    )


async def test_when_all_is_taken_nothing_is_left(db: Database) -> None:
    await queue(db, 3)
    got = await take(db, Room(10))
    assert (len(got.deliveries), got.left) == (3, False)
    assert await take(db, Room(10)) == Claimed()


async def test_what_was_tried_before_leaves_room_for_what_was_not(db: Database) -> None:
    await also(db, "dst_b1")
    await retried(db, 5, "dst_a")
    await queue(db, 5, "dst_b1")

    got = await take(db, Room(4, retries=1))

    assert sorted(whose(got)) == ["dst_a", "dst_b1", "dst_b1", "dst_b1"]


async def test_a_first_try_is_found_behind_more_retries_than_one_look_sees(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claiming, "_LEAST_SEEN", 5)
    await also(db, "dst_b1")
    await retried(db, 20, "dst_a")
    await queue(db, 1, "dst_b1")

    assert sorted(whose(await take(db, Room(2, retries=1)))) == ["dst_a", "dst_b1"]


@pytest.mark.parametrize("after", ["", "dst_c1", "dst_zz"])
async def test_a_destination_is_found_behind_more_than_one_look_sees(
    db: Database, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    monkeypatch.setattr(claiming, "_LEAST_SEEN", 5)
    await also(db, "dst_b1", "dst_c1", "dst_d1")
    for age, destination in enumerate(["dst_d1", "dst_c1", "dst_b1", "dst_a"]):
        batch = [report(f"{destination}{n}", told=[("sub_a", [destination])]) for n in range(20)]
        await reports.record(db, batch, NOW - age * MINUTE)

    got = await take(db, Room(12, each=3, of={"dst_a": 0, "dst_b1": 1}), after)

    assert sorted(whose(got)) == ["dst_b1", *["dst_c1"] * 3, *["dst_d1"] * 3]


async def test_hidden_destinations_that_get_nothing_hide_no_others(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claiming, "_LEAST_SEEN", 5)
    monkeypatch.setattr(claiming, "_HIDDEN", 2)
    waiting = [f"dst_b{n}" for n in range(6)]
    await also(db, *waiting, "dst_c1")
    await queue(db, 20, "dst_a")
    for destination in (*waiting, "dst_c1"):
        one = report(destination, told=[("sub_a", [destination])])
        await reports.record(db, [one], NOW + MINUTE)
    for destination in waiting:
        await destinations.change(db, "sub_a", destination, {"rate": 0.01}, NOW)
        await db.write(partial(use_up, destination))

    room, after = Room(2, of={"dst_a": 0}), ""
    for _ in range(4):
        got = await take(db, room, after)
        assert got.after is not None
        after = got.after
        if got.deliveries:
            break
    assert whose(got) == ["dst_c1"]


def use_up(destination: str, connection: Connection) -> None:
    x = tables.destinations.c
    ahead = update(tables.destinations).where(x.id == destination)
    connection.execute(ahead.values(rate_used_until=1 << 60))


async def test_behind_what_one_look_sees_is_looked_only_when_asked(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claiming, "_LEAST_SEEN", 5)
    await also(db, "dst_b1")
    await queue(db, 20, "dst_a")
    await reports.record(db, [report("late", told=[("sub_a", ["dst_b1"])])], NOW + MINUTE)
    room = Room(2, each=1)

    assert whose(await take(db, room, None)) == ["dst_a"]
    assert sorted(whose(await take(db, room))) == ["dst_a", "dst_b1"]


@pytest.mark.parametrize(("waiting", "left"), [(3, True), (2, False)])
async def test_a_short_look_too_knows_whether_something_is_left(
    db: Database, waiting: int, left: bool
) -> None:
    await queue(db, waiting)
    got = await take(db, Room(2), None)
    assert (len(got.deliveries), got.left) == (2, left)


async def test_the_newest_behind_a_wall_of_anothers_is_due_in_its_turn(db: Database) -> None:
    await also(db, "dst_b1")
    await queue(db, 400, "dst_a")
    one = report("late", told=[("sub_a", ["dst_b1"])])
    await reports.record(db, [one], NOW + timedelta(seconds=1))

    got = await take(db, Room(50, each=4))

    assert sorted(whose(got)) == [*["dst_a"] * 4, "dst_b1"]
