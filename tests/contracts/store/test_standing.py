"""Owners hear, once and by another way, when a destination of theirs stops or mends."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from alerts.model.delivery import Delivery, Purpose, Status
from alerts.model.rule import DestinationState
from alerts.store import deliveries, destinations, tables
from alerts.store.database import Database
from alerts.store.deliveries import AttemptResult
from tests.contracts.store.making import MINUTE, NOW, claimed, notice, queue, tried, turned, webhook

State = DestinationState
LATER = NOW + timedelta(hours=40)


def failed(delivery: Delivery, *, at: datetime = NOW, **verdict: Any) -> AttemptResult:
    """Say that the receiver was silent, and what follows from it."""
    result = tried(delivery, Status.RETRYING, next_at=NOW)
    return replace(
        result,
        attempt=replace(result.attempt, at=at),
        advance=replace(result.advance, silent=True, **verdict),
    )


async def write(db: Database, *results: AttemptResult) -> list[tuple[str, DestinationState]]:
    return turned(await deliveries.record_attempts(db, results, NOW, notice))


async def silent_since(db: Database) -> datetime | None:
    c = tables.destinations.c
    since: datetime | None
    ((since,),) = await db.rows(select(c.failing_since).where(c.id == "dst_a"))
    return since


async def state(db: Database) -> tuple[DestinationState, str | None]:
    found = await destinations.get(db, "sub_a", "dst_a")
    assert found is not None
    return found.state, found.state_reason


async def notices(db: Database) -> list[tuple[str, str]]:
    """Give whom a notice is due for, and what its event says after its id."""
    due = [d for d in await claimed(db) if d.purpose is Purpose.NOTICE]
    assert all(d.event.decode().startswith(d.id) for d in due)
    return sorted((d.destination_id, d.event.decode().partition(" ")[2]) for d in due)


async def test_silence_begins_with_the_first_failure_and_ends_with_what_arrives(
    db: Database,
) -> None:
    await queue(db, 3)
    first, second, third = await claimed(db)
    assert first.standing.since is None

    await write(db, failed(first), failed(second, at=NOW - MINUTE))
    assert await silent_since(db) == NOW - MINUTE
    (again, _) = await claimed(db)
    assert again.standing.since == NOW - MINUTE
    await write(db, failed(again, at=LATER))
    assert await silent_since(db) == NOW - MINUTE

    await write(db, tried(third))
    assert await silent_since(db) is None


async def test_what_was_our_fault_neither_begins_nor_ends_it(db: Database) -> None:
    await queue(db, 2)
    held_up, silent = await claimed(db)
    ours = tried(held_up, Status.RETRYING, next_at=NOW)

    await write(db, ours)
    assert await silent_since(db) is None
    await write(db, failed(silent))
    (again, _) = await claimed(db)
    await write(db, tried(again, Status.RETRYING, next_at=NOW))
    assert await silent_since(db) == NOW


async def test_a_failing_destination_is_told_of_once_and_by_the_others_that_are_open(
    db: Database,
) -> None:
    await webhook(db, "dst_open")
    await webhook(db, "dst_shut", state=State.DISABLED)
    await queue(db, 2)
    first, second = await claimed(db)
    await write(db, failed(first))
    (again,) = await claimed(db)

    assert await write(db, failed(again, failing="36 h")) == [("dst_a", State.FAILING)]
    assert await write(db, failed(second, failing="36 h")) == []

    assert await state(db) == (State.FAILING, "36 h")
    assert await notices(db) == [("dst_open", "failing 36 h")]


async def test_where_all_others_fail_they_are_told_nevertheless(db: Database) -> None:
    await webhook(db, "dst_other", state=State.FAILING)
    await queue(db, 2)
    first, second = await claimed(db)
    await write(db, failed(first))
    await write(db, failed(second, at=LATER, failing="36 h of nothing"))
    assert [whom for whom, _ in await notices(db)] == ["dst_other"]


async def test_what_arrived_meanwhile_keeps_it_from_failing(db: Database) -> None:
    await queue(db, 2)
    first, fine = await claimed(db)

    assert await write(db, failed(first, failing="36 h"), tried(fine)) == []
    assert await state(db) == (State.ACTIVE, None)


async def test_what_arrived_in_the_same_breath_keeps_it_from_being_disabled(db: Database) -> None:
    await queue(db, 2)
    first, fine = await claimed(db)
    given_up = failed(first, disable="72 h", unless_delivered_since=NOW + MINUTE)

    assert await write(db, given_up, tried(fine)) == []
    assert await state(db) == (State.ACTIVE, None)


async def test_a_disabled_destination_is_told_of_and_holds_what_was_being_tried(
    db: Database,
) -> None:
    await webhook(db, "dst_open")
    await queue(db, 1)
    (only,) = await claimed(db)

    verdict = failed(only, disable="72 h", unless_delivered_since=NOW)
    assert await write(db, verdict) == [("dst_a", State.DISABLED)]

    kept = await deliveries.get(db, "sub_a", only.id)
    assert kept is not None
    assert kept.status is Status.HELD
    assert await notices(db) == [("dst_open", "disabled 72 h")]


async def test_a_destination_that_mends_is_told_of(db: Database) -> None:
    await webhook(db, "dst_open")
    await destinations.set_state(db, "dst_a", State.FAILING, "36 h", NOW, only_from=[State.ACTIVE])
    await queue(db, 1)
    (only,) = await claimed(db)
    assert only.standing.is_failing
    fine = tried(only)
    back = replace(fine, advance=replace(fine.advance, recovered=True))

    assert await write(db, back) == [("dst_a", State.ACTIVE)]

    assert await state(db) == (State.ACTIVE, None)
    assert await notices(db) == [("dst_open", "active None")]


async def test_a_lone_destination_has_nobody_to_tell(db: Database) -> None:
    await queue(db, 1)
    (only,) = await claimed(db)

    assert await write(db, tried(only, Status.FAILED, disable="410")) == [("dst_a", State.DISABLED)]
    assert await notices(db) == []


@pytest.mark.parametrize("lost", [True, False])
async def test_only_who_holds_the_lease_has_a_say(
    db: Database, other: Database, *, lost: bool
) -> None:
    await queue(db, 1)
    (mine,) = await claimed(db, lease=timedelta(seconds=-1))
    if lost:
        await claimed(other)

    gone = failed(mine, disable="410")
    assert bool(await write(db, gone)) is not lost
    assert (await silent_since(db) is None) is lost


async def test_an_enabled_destination_begins_anew(db: Database) -> None:
    await queue(db, 1)
    (only,) = await claimed(db)
    await write(db, failed(only, disable="72 h"))
    assert await silent_since(db) == NOW

    await destinations.set_state(db, "dst_a", State.ACTIVE, None, NOW, only_from=[State.DISABLED])
    assert await silent_since(db) is None
