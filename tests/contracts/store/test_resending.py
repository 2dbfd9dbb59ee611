"""What is sent again keeps its id, its bytes and its owner, and comes at a bearable pace."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.util import await_only

from alerts.model.delivery import Purpose, Status
from alerts.model.rule import Channel, DestinationState
from alerts.store import deliveries, destinations, reports, resending
from alerts.store.database import Database
from alerts.store.delivery_log import EVERY, Chosen
from alerts.store.resending import Again, Shut
from alerts.store.waiting import SPREAD, turn_after
from tests.contracts.store.making import (
    MINUTE,
    NOW,
    claimed,
    notice,
    queue,
    report,
    statuses,
    tried,
    webhook,
)

State = DestinationState
FAR = timedelta(days=365_000)


async def ended(db: Database, status: Status, destination: str = "dst_a") -> str:
    await queue(db, 1, destination)
    (delivery,) = await claimed(db)
    await deliveries.record_attempts(db, [tried(delivery, status)], NOW, notice)
    return delivery.id


@pytest.mark.parametrize("status", [Status.DELIVERED, Status.FAILED])
async def test_what_has_ended_is_due_again_as_it_was(db: Database, status: Status) -> None:
    id_ = await ended(db, status)

    assert await resending.resend(db, "sub_a", id_, NOW) == Again(1)

    assert await statuses(db) == {id_: Status.RETRYING}
    (again,) = await claimed(db)
    assert (again.id, again.event, again.attempts) == (id_, b"{}", 0)
    # The way of a report ends where it first arrives.
    assert (again.reported_at is None) == (status is Status.DELIVERED)
    kept = await deliveries.get(db, "sub_a", id_)
    assert kept is not None
    assert len(kept.attempts) == 1


async def test_what_waits_for_its_next_try_is_tried_now(db: Database) -> None:
    await queue(db, 1)
    (delivery,) = await claimed(db)
    later = tried(delivery, Status.RETRYING, next_at=NOW + FAR)
    await deliveries.record_attempts(db, [later], NOW, notice)
    assert await claimed(db) == []

    await resending.resend(db, "sub_a", delivery.id, NOW)

    assert [d.id for d in await claimed(db)] == [delivery.id]


async def test_what_is_in_flight_stays_its_senders(db: Database) -> None:
    await queue(db, 1)
    (flying,) = await claimed(db)

    assert await resending.resend(db, "sub_a", flying.id, NOW) == Again(1)

    assert await claimed(db) == []
    assert (await deliveries.record_attempts(db, [tried(flying)], NOW, notice)).held == (flying.id,)


async def test_nobody_sends_anothers_again(db: Database) -> None:
    id_ = await ended(db, Status.FAILED)

    assert await resending.resend(db, "sub_b", id_, NOW) is None
    assert await resending.resend(db, "sub_a", "dlv_none", NOW) is None
    assert await resending.resend_failed(db, "sub_b", "dst_a", NOW, NOW + MINUTE, NOW) is None
    assert await statuses(db) == {id_: Status.FAILED}


@pytest.mark.parametrize("state", [State.DISABLED, State.UNSUBSCRIBED, State.PENDING])
async def test_nothing_is_sent_again_to_a_destination_that_is_not_open(
    db: Database, state: DestinationState
) -> None:
    id_ = await ended(db, Status.FAILED)
    await destinations.set_state(db, "dst_a", state, None, NOW, only_from=set(State))

    assert await resending.resend(db, "sub_a", id_, NOW) == Shut(state)
    window = (NOW, NOW + MINUTE)
    assert await resending.resend_failed(db, "sub_a", "dst_a", *window, NOW) == Shut(state)
    assert await statuses(db) == {id_: Status.FAILED}


async def test_nothing_is_sent_again_to_a_destination_that_is_gone(db: Database) -> None:
    id_ = await ended(db, Status.FAILED)
    await destinations.delete(db, "sub_a", "dst_a", NOW)

    assert await resending.resend(db, "sub_a", id_, NOW) == Shut(None)
    window = (NOW, NOW + MINUTE)
    assert await resending.resend_failed(db, "sub_a", "dst_a", *window, NOW) is None


async def test_an_address_is_not_asked_again(db: Database) -> None:
    new = destinations.NewDestination("dst_m", "sub_a", Channel.EMAIL, "a@x.example", State.PENDING)
    mail = reports.NewDelivery("dlv_c", "dst_m", Channel.EMAIL, b"confirm")
    await destinations.create(db, new, NOW, confirmation=mail)
    (asked,) = await claimed(db)
    assert asked.purpose is Purpose.CONFIRMATION
    await deliveries.record_attempts(db, [tried(asked, Status.FAILED)], NOW, notice)
    await destinations.confirm(db, "dst_m", NOW)

    assert await resending.resend(db, "sub_a", "dlv_c", NOW) is None
    window = (NOW, NOW + MINUTE)
    assert await resending.resend_failed(db, "sub_a", "dst_m", *window, NOW) == Again(0)


async def test_a_window_takes_what_failed_in_it_and_no_more(db: Database) -> None:
    await webhook(db, "dst_other")
    made = {}
    for minute in range(4):
        one = report(str(minute), told=[("sub_a", ["dst_a", "dst_other"])])
        await reports.record(db, [one], NOW + minute * MINUTE)
        made[minute] = next(d.id for d in one.alerts[0].deliveries if d.destination_id == "dst_a")
    got = {d.id: d for d in await claimed(db)}
    await deliveries.record_attempts(
        db,
        [tried(d, Status.DELIVERED if d.id == made[2] else Status.FAILED) for d in got.values()],
        NOW,
        notice,
    )

    window = (NOW + MINUTE, NOW + 3 * MINUTE)
    assert await resending.resend_failed(db, "sub_a", "dst_a", *window, NOW) == Again(1)

    retrying = await deliveries.page(db, "sub_a", Chosen(Status.RETRYING), 100)
    assert [d.id for d in retrying] == [made[1]]


async def test_many_follow_each_other_in_their_order_chunk_after_chunk(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resending, "_CHUNK", 2)
    monkeypatch.setattr(resending, "MOST", 4)
    for second in range(5):
        one = report(str(second), told=[("sub_a", ["dst_a"])])
        await reports.record(db, [one], NOW + timedelta(seconds=second))
    failed = [tried(d, Status.FAILED) for d in await claimed(db)]
    await deliveries.record_attempts(db, failed, NOW, notice)

    window = (NOW, NOW + MINUTE)
    assert await resending.resend_failed(db, "sub_a", "dst_a", *window, NOW) == Again(4, more=True)

    oldest_first = list(reversed(await deliveries.page(db, "sub_a", EVERY, 100)))
    due = [d.next_at for d in oldest_first]
    assert due == [*(NOW + SPREAD * place for place in range(4)), None]
    assert await resending.resend_failed(db, "sub_a", "dst_a", *window, NOW) == Again(1)
    due = [d.next_at for d in await deliveries.page(db, "sub_a", EVERY, 100)]
    assert sorted(filter(None, due)) == [NOW + SPREAD * place for place in range(5)]


async def test_what_was_held_follows_each_other_once_its_destination_is_enabled(
    db: Database,
) -> None:
    for second in (2, 0, 1):
        one = report(str(second), told=[("sub_a", ["dst_a"])])
        await reports.record(db, [one], NOW + timedelta(seconds=second))
    await destinations.set_state(db, "dst_a", State.DISABLED, "410", NOW, only_from=[State.ACTIVE])
    assert set((await statuses(db)).values()) == {Status.HELD}

    await destinations.set_state(db, "dst_a", State.ACTIVE, None, NOW, only_from=[State.DISABLED])

    oldest_first = list(reversed(await deliveries.page(db, "sub_a", EVERY, 100)))
    assert [d.next_at for d in oldest_first] == [NOW + SPREAD * place for place in range(3)]


async def test_the_log_is_filtered_by_when_a_delivery_was_made(db: Database) -> None:
    for minute in range(3):
        one = report(str(minute), told=[("sub_a", ["dst_a"])])
        await reports.record(db, [one], NOW + minute * MINUTE)

    middle = Chosen(since=NOW + MINUTE, until=NOW + 2 * MINUTE)
    assert [d.created_at for d in await deliveries.page(db, "sub_a", middle, 9)] == [NOW + MINUTE]


async def waits_for_a_lock(db: Database) -> bool:
    waiting = text("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    return await db.read(lambda connection: connection.execute(waiting).first()) is not None


async def test_two_who_ask_at_once_have_it_sent_once_and_at_one_pace(
    db: Database, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = 3
    for second in range(2 * half):
        one = report(str(second), told=[("sub_a", ["dst_a"])])
        await reports.record(db, [one], NOW + timedelta(seconds=second))
    failed = [tried(one, Status.FAILED) for one in await claimed(db)]
    await deliveries.record_attempts(db, failed, NOW, notice)
    between = NOW + timedelta(seconds=half)
    looked: list[str] = []

    def while_the_other_asks(connection: Connection, destination: str, at: datetime) -> datetime:
        """On PostgreSQL, go on when the other has ended, or waits for what is locked here."""
        first = turn_after(connection, destination, at)
        looked.append(destination)
        while len(looked) == 1 and db.dialect == "postgresql":
            if any(task.done() for task in both) or await_only(waits_for_a_lock(db)):
                break
        return first

    monkeypatch.setattr(resending, "turn_after", while_the_other_asks)
    both = [
        asyncio.create_task(resending.resend_failed(at, "sub_a", "dst_a", *window, NOW))
        for at, window in ((db, (NOW, between)), (other, (between, NOW + MINUTE)))
    ]
    async with asyncio.timeout(30):
        assert await asyncio.gather(*both) == [Again(half), Again(half)]
    due = [one.next_at for one in await deliveries.page(db, "sub_a", EVERY, 100)]
    assert sorted(filter(None, due)) == [NOW + SPREAD * place for place in range(2 * half)]
