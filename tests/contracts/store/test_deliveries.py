"""A delivery is in one worker's hands at a time, and only that one's word counts."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.model.delivery import Phases, Seen, Status
from alerts.model.rule import Channel, DestinationState
from alerts.store import claiming, deliveries, destinations, reports, tables
from alerts.store.database import Database
from alerts.store.delivery_log import EVERY, Chosen
from alerts.store.records import After
from alerts.store.sharing import Room
from tests.contracts.store.making import (
    ALL_CHANNELS,
    MINUTE,
    NOW,
    claimed,
    late_marks,
    notice,
    queue,
    report,
    rows,
    statuses,
    to,
    tried,
    turned,
    webhook,
)

RUN_OUT = timedelta(seconds=-1)
State = DestinationState


async def test_a_claim_brings_all_that_a_channel_needs(db: Database) -> None:
    one = report(told=[("sub_a", ["dst_a"])])
    await reports.record(db, [one], NOW)

    (delivery,) = await claimed(db)

    assert delivery.id == one.alerts[0].deliveries[0].id
    assert delivery.alert_id == one.alerts[0].id
    assert (delivery.subscriber_id, delivery.destination_id) == ("sub_a", "dst_a")
    assert delivery.target == "https://receiver.example/hook"
    assert (delivery.headers, delivery.secret) == (b"sealed headers", b"sealed secret")
    assert (delivery.event, delivery.attempts) == (b"{}", 0)
    assert (delivery.created_at, delivery.reported_at) == (NOW, one.kafka_at)


async def test_the_longest_due_come_first_and_no_more_than_asked(db: Database) -> None:
    for age in (1, 3, 2):
        one = report(str(age), told=[("sub_a", ["dst_a"])])
        await reports.record(db, [one], NOW - age * MINUTE)

    first = await claimed(db, 2)
    assert [d.created_at for d in first] == [NOW - 3 * MINUTE, NOW - 2 * MINUTE]
    assert await claimed(db, 0) == []


async def test_what_is_not_yet_due_or_of_another_channel_waits(db: Database) -> None:
    await queue(db, 1)
    assert (await claiming.claim(db, "w", Room(10), MINUTE, [Channel.EMAIL])).deliveries == ()
    (delivery,) = await claimed(db)
    later = NOW.replace(year=2999)
    await deliveries.record_attempts(
        db, [tried(delivery, Status.RETRYING, next_at=later)], NOW, notice
    )

    assert await claimed(db) == []


async def test_two_claimers_never_share_a_delivery(db: Database, other: Database) -> None:
    await queue(db, 120)
    taken: list[str] = []

    async def take(store: Database) -> None:
        while len(taken) <= 120 and (got := await claimed(store, 7)):
            taken.extend(d.id for d in got)

    await asyncio.gather(take(db), take(other), take(db), take(other))
    assert len(taken) == len(set(taken)) == 120


async def test_each_claim_has_a_lease_of_its_own(db: Database) -> None:
    await queue(db, 20)
    first = await claimed(db, lease=RUN_OUT)
    second = await claimed(db)

    assert {d.id for d in first} == {d.id for d in second}
    assert len({d.lease for d in first + second}) == 40


@pytest.mark.parametrize(
    "state", [State.PENDING, State.DISABLED, State.UNSUBSCRIBED], ids=lambda state: state.value
)
async def test_nothing_goes_to_a_destination_that_is_not_open(
    db: Database, state: DestinationState
) -> None:
    await webhook(db, "dst_shut", state=state)
    await queue(db, 1, "dst_shut")

    assert await claimed(db) == []
    assert await deliveries.oldest_due(db) is None


async def test_a_failing_destination_is_still_sent_to(db: Database) -> None:
    await webhook(db, "dst_weak", state=State.FAILING)
    await queue(db, 1, "dst_weak")

    assert len(await claimed(db)) == 1


async def test_a_confirmation_goes_to_a_pending_destination(db: Database) -> None:
    new = destinations.NewDestination("dst_m", "sub_a", Channel.EMAIL, "a@x.example", State.PENDING)
    mail = reports.NewDelivery("dlv_c", "dst_m", Channel.EMAIL, b"confirm")
    await destinations.create(db, new, NOW, confirmation=mail)

    (delivery,) = await claimed(db)
    assert (delivery.id, delivery.purpose.value, delivery.alert_id) == (
        "dlv_c",
        "confirmation",
        None,
    )


async def test_an_answer_moves_the_delivery_and_is_kept(db: Database) -> None:
    await queue(db, 1)
    (delivery,) = await claimed(db)

    later = NOW + MINUTE
    result = tried(delivery, Status.RETRYING, next_at=later)
    assert (await deliveries.record_attempts(db, [result], NOW, notice)).held == (delivery.id,)

    kept = await deliveries.get(db, "sub_a", delivery.id)
    assert kept is not None
    assert (kept.status, kept.next_at, kept.attempts) == (Status.RETRYING, later, (result.attempt,))
    (again,) = await claimed(db)
    assert again.attempts == 1


async def test_what_an_attempt_saw_is_kept(db: Database) -> None:
    await queue(db, 2)
    fresh, kept_alive = await claimed(db)
    all_of_it = Seen("nicht \u2066jetzt", Phases(1.5, 2.5, 3.5, 4.5))
    only_the_last = Seen(None, Phases(first_byte=0.5))

    results = [
        replace(result, attempt=replace(result.attempt, seen=seen))
        for result, seen in ((tried(fresh), all_of_it), (tried(kept_alive), only_the_last))
    ]
    await deliveries.record_attempts(db, results, NOW, notice)

    for id_, seen in ((fresh.id, all_of_it), (kept_alive.id, only_the_last)):
        found = await deliveries.get(db, "sub_a", id_)
        assert found is not None
        assert [attempt.seen for attempt in found.attempts] == [seen]


async def test_a_late_answer_is_kept_and_changes_nothing(db: Database, other: Database) -> None:
    await queue(db, 1)
    (slow,) = await claimed(db, lease=RUN_OUT)
    (quick,) = await claimed(other)

    assert (
        await deliveries.record_attempts(db, [tried(slow, Status.FAILED)], NOW, notice)
    ).held == ()
    assert await statuses(db) == {slow.id: Status.PENDING}
    assert (await deliveries.record_attempts(other, [tried(quick)], NOW, notice)).held == (
        quick.id,
    )
    assert await statuses(db) == {slow.id: Status.DELIVERED}
    kept = await deliveries.get(db, "sub_a", slow.id)
    assert kept is not None
    assert len(kept.attempts) == 2


async def test_only_an_attempt_under_a_lost_lease_is_marked_as_late(
    db: Database, other: Database
) -> None:
    await queue(db, 2)
    old = await claimed(db, lease=RUN_OUT)
    (again,) = await claimed(other, 1)
    (mine,) = (delivery.id for delivery in old if delivery.id != again.id)

    await deliveries.record_attempts(db, [tried(delivery) for delivery in old], NOW, notice)
    await deliveries.record_attempts(other, [tried(again)], NOW, notice)

    assert await late_marks(db) == sorted([(again.id, True), (again.id, False), (mine, False)])


async def test_an_answer_under_a_lease_that_ran_out_counts_while_nobody_else_took_it(
    db: Database,
) -> None:
    await queue(db, 1)
    (delivery,) = await claimed(db, lease=RUN_OUT)

    assert (await deliveries.record_attempts(db, [tried(delivery)], NOW, notice)).held == (
        delivery.id,
    )


async def test_an_answer_counts_once(db: Database) -> None:
    await queue(db, 1)
    (delivery,) = await claimed(db)

    assert (await deliveries.record_attempts(db, [tried(delivery)], NOW, notice)).held == (
        delivery.id,
    )
    assert (
        await deliveries.record_attempts(db, [tried(delivery, Status.FAILED)], NOW, notice)
    ).held == ()
    assert await statuses(db) == {delivery.id: Status.DELIVERED}


async def test_answers_of_two_workers_about_the_same_deliveries_do_not_deadlock(
    db: Database, other: Database
) -> None:
    await queue(db, 100)
    for _ in range(5):
        old = await claimed(db, lease=RUN_OUT)
        new = await claimed(other, lease=RUN_OUT)
        again = [tried(d, Status.RETRYING, next_at=NOW) for d in reversed(new)]
        lost, kept = await asyncio.gather(
            deliveries.record_attempts(db, [tried(d) for d in old], NOW, notice),
            deliveries.record_attempts(other, again, NOW, notice),
        )
        assert (len(lost.held), len(kept.held)) == (0, 100)


async def test_an_answer_about_a_delivery_that_is_gone_is_passed_over(db: Database) -> None:
    await queue(db, 1)
    (delivery,) = await claimed(db)
    stranger = deliveries.AttemptResult(
        "dlv_gone", "x", tried(delivery).attempt, tried(delivery).advance
    )

    assert (await deliveries.record_attempts(db, [stranger], NOW, notice)).held == ()
    assert (await deliveries.record_attempts(db, [], NOW, notice)).held == ()
    assert await rows(db, tables.attempts) == 0


async def test_a_refusal_disables_the_destination_and_holds_what_waits(db: Database) -> None:
    await queue(db, 3)
    refused, flying = await claimed(db, 2)

    result = tried(refused, Status.FAILED, disable="410 Gone")
    await deliveries.record_attempts(db, [result], NOW, notice)

    destination = await destinations.get(db, "sub_a", "dst_a")
    assert destination is not None
    assert (destination.state, destination.state_reason) == (State.DISABLED, "410 Gone")
    now = await statuses(db)
    assert now[refused.id] is Status.FAILED
    assert now[flying.id] is Status.PENDING
    assert sorted(s for s in now.values() if s is Status.HELD) == [Status.HELD]
    # The one in flight is its sender's; when it is to wait, it is held like the others.
    back = tried(flying, Status.RETRYING, next_at=NOW)
    assert (await deliveries.record_attempts(db, [back], NOW, notice)).held == (flying.id,)
    assert (await statuses(db))[flying.id] is Status.HELD


async def test_one_delivery_that_never_arrives_disables_nothing_while_others_do(
    db: Database,
) -> None:
    await queue(db, 3)
    hopeless, fine, also_hopeless = await claimed(db)
    await deliveries.record_attempts(db, [tried(fine)], NOW, notice)

    given_up = tried(hopeless, Status.FAILED, disable="72 h", unless_delivered_since=NOW)
    assert (await deliveries.record_attempts(db, [given_up], NOW, notice)).turned == ()

    silent_since = tried(
        also_hopeless, Status.FAILED, disable="72 h", unless_delivered_since=NOW + MINUTE
    )
    assert turned(await deliveries.record_attempts(db, [silent_since], NOW, notice)) == [
        ("dst_a", State.DISABLED)
    ]


async def test_a_destination_is_disabled_once(db: Database) -> None:
    await queue(db, 2)
    first, second = [tried(d, Status.FAILED, disable="410") for d in await claimed(db)]

    assert turned(await deliveries.record_attempts(db, [first, second], NOW, notice)) == [
        ("dst_a", State.DISABLED)
    ]


async def test_enabling_releases_what_was_held(db: Database) -> None:
    await queue(db, 3)
    refused, flying = await claimed(db, 2)
    await deliveries.record_attempts(
        db, [tried(refused, Status.FAILED, disable="410")], NOW, notice
    )
    back = tried(flying, Status.RETRYING, next_at=NOW)
    await deliveries.record_attempts(db, [back], NOW, notice)
    assert await claimed(db) == []

    await destinations.set_state(db, "dst_a", State.ACTIVE, None, NOW, only_from=[State.DISABLED])

    released = await statuses(db)
    assert sorted(released.values()) == [Status.FAILED, Status.PENDING, Status.RETRYING]
    assert [d.attempts for d in await claimed(db)] == [0, 0]  # with the whole schedule before it


async def test_a_renewed_lease_keeps_others_away(db: Database) -> None:
    await queue(db, 2)
    mine = await claimed(db, lease=RUN_OUT)
    leases = [d.lease for d in mine]

    assert sorted(await deliveries.renew(db, leases, MINUTE)) == sorted(leases)
    assert await claimed(db) == []


async def test_a_lost_lease_cannot_be_renewed_or_released(db: Database) -> None:
    await queue(db, 1)
    (lost,) = await claimed(db, lease=RUN_OUT)
    await claimed(db)

    assert await deliveries.renew(db, [lost.lease], MINUTE) == []
    assert await deliveries.release(db, [lost.lease]) == []
    assert await deliveries.release(db, []) == []


async def test_what_is_released_is_due_again(db: Database) -> None:
    await queue(db, 2)
    mine = await claimed(db)
    await deliveries.release(db, [d.lease for d in mine])

    assert {d.id for d in await claimed(db)} == {d.id for d in mine}


async def test_the_log_is_paged_newest_first_and_filtered(db: Database) -> None:
    for age in range(5):
        one = report(str(age), told=[("sub_a", ["dst_a"])])
        await reports.record(db, [one], NOW - age * MINUTE)
    (oldest,) = await claimed(db, 1)
    await deliveries.record_attempts(db, [tried(oldest)], NOW, notice)

    first = await deliveries.page(db, "sub_a", EVERY, 3)
    assert [d.created_at for d in first] == [NOW - n * MINUTE for n in range(3)]
    after = After(first[-1].created_at, first[-1].id)
    rest = await deliveries.page(db, "sub_a", Chosen(destination_id="dst_a"), 3, after)
    assert [d.created_at for d in rest] == [NOW - n * MINUTE for n in (3, 4)]
    (done,) = await deliveries.page(db, "sub_a", Chosen(Status.DELIVERED), 3)
    assert done.id == oldest.id
    assert await deliveries.page(db, "sub_a", Chosen(destination_id="dst_b"), 3) == []


async def test_a_test_alert_is_due_at_once_and_only_to_ones_own(db: Database) -> None:
    assert await deliveries.enqueue_test(db, "sub_a", to("dst_a", "dlv_t"), NOW)
    assert not await deliveries.enqueue_test(db, "sub_a", to("dst_b", "dlv_u"), NOW)

    (delivery,) = (await claiming.claim(db, "w", Room(9), MINUTE, ALL_CHANNELS)).deliveries
    assert (delivery.id, delivery.purpose.value) == ("dlv_t", "test")


async def test_the_oldest_due_is_measured_by_the_databases_clock(db: Database) -> None:
    assert await deliveries.oldest_due(db) is None
    await queue(db, 1)
    waited = await deliveries.oldest_due(db)
    assert waited is not None
    assert waited > timedelta(days=1)
    await claimed(db)
    assert await deliveries.oldest_due(db) is None
