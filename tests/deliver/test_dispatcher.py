"""The dispatcher on a real database: nothing lost, nothing doubled, nobody in another's way."""

import asyncio
from datetime import datetime, timedelta
from time import monotonic

from structlog.testing import capture_logs

from alerts.deliver.breaker import NARROWEST
from alerts.deliver.dispatcher import PART
from alerts.model.delivery import Delivered, Delivery, Outcome, Purpose, Refused, Status, TryAgain
from alerts.model.rule import Channel, DestinationState
from alerts.store import deliveries, destinations
from alerts.store.delivery_log import Chosen
from alerts.telemetry.readiness import Readiness
from tests.deliver.sending import (
    MoodyDatabase,
    Town,
    all_are,
    all_are_none,
    dispatcher,
    enqueue,
    now,
    receiver,
    run_out_all_leases,
    running,
    statuses,
    until,
    webhook,
)


async def test_what_is_due_is_sent_once_and_recorded(db: MoodyDatabase) -> None:
    ids = await enqueue(db, 150)
    port = receiver()
    async with running(dispatcher(db, {Channel.WEBHOOK: port})):
        await until(all_are(db, Status.DELIVERED))
    assert sorted(port.got) == ids
    kept = await deliveries.get(db, "sub_1", ids[0])
    assert kept is not None
    (attempt,) = kept.attempts
    assert (attempt.outcome, attempt.status) == ("delivered", 200)


async def test_one_line_is_logged_for_an_attempt(db: MoodyDatabase) -> None:
    (only,) = await enqueue(db, 1)
    with capture_logs() as logs:
        async with running(dispatcher(db, {Channel.WEBHOOK: receiver(TryAgain("503", 503))})):
            await until(all_are(db, Status.RETRYING))
    (line,) = [entry for entry in logs if entry["event"] == "delivery.attempted"]
    assert line["delivery_id"] == only
    assert line["destination_id"] == "dst_webhook"
    assert (line["channel"], line["attempt"], line["outcome"]) == ("webhook", 1, "retry")
    assert line["status"] == 503
    assert line["ms"] >= 0
    assert datetime.fromisoformat(line["next_at"]) > now()


async def test_two_workers_send_each_delivery_once(db: MoodyDatabase) -> None:
    ids = await enqueue(db, 200)
    one, two = receiver(), receiver()
    async with running(
        dispatcher(db, {Channel.WEBHOOK: one}, worker="one", slots={Channel.WEBHOOK: 8}),
        dispatcher(db, {Channel.WEBHOOK: two}, worker="two", slots={Channel.WEBHOOK: 8}),
    ):
        await until(all_are(db, Status.DELIVERED))
    assert sorted(one.got + two.got) == ids
    assert one.got
    assert two.got


async def test_a_refusal_disables_the_destination_and_holds_what_waits(db: MoodyDatabase) -> None:
    await enqueue(db, 3)
    port, to_it = receiver(Refused("410 Gone", 410)), Chosen(destination_id="dst_webhook")
    with capture_logs() as logs:
        async with running(dispatcher(db, {Channel.WEBHOOK: port}, slots={Channel.WEBHOOK: 1})):

            async def settled() -> bool:
                alerts = await deliveries.page(db, "sub_1", to_it, 10)
                return sorted(it.status for it in alerts) == ["failed", "held", "held"]

            await until(settled)
    assert len(port.got) == 1
    kept = await destinations.get(db, "sub_1", "dst_webhook")
    assert kept is not None
    assert (kept.state, kept.state_reason) == (DestinationState.DISABLED, "410 Gone")
    (line,) = [entry for entry in logs if entry["event"] == "destination.disabled"]
    assert (line["destination_id"], line["reason"]) == ("dst_webhook", "410 Gone")


async def test_a_bug_in_a_channel_costs_time_and_no_delivery(db: MoodyDatabase) -> None:
    await enqueue(db, 2)
    with capture_logs() as logs:
        async with running(dispatcher(db, {Channel.WEBHOOK: receiver(ZeroDivisionError())})):
            await until(all_are(db, Status.RETRYING))
    assert sum(entry["event"] == "delivery.crashed" for entry in logs) == 2


async def test_a_channel_that_never_answers_is_given_up_on(db: MoodyDatabase) -> None:
    await enqueue(db, 1)
    port = receiver(closed=True)
    async with running(dispatcher(db, {Channel.WEBHOOK: port}, attempt=timedelta(seconds=0.05))):
        await until(all_are(db, Status.RETRYING))


async def test_slow_mail_stands_before_no_webhook_and_takes_no_more_than_its_slots(
    db: MoodyDatabase,
) -> None:
    await enqueue(db, 10, Channel.EMAIL)
    webhooks = await enqueue(db, 10)
    mail, web = receiver(closed=True), receiver()
    slots = {Channel.EMAIL: 2, Channel.WEBHOOK: 4}
    async with running(dispatcher(db, {Channel.EMAIL: mail, Channel.WEBHOOK: web}, slots=slots)):

        async def webhooks_done() -> bool:
            return (await statuses(db)).count(Status.DELIVERED) == 10

        await until(webhooks_done)
        assert len(mail.got) == 2
        mail.open.set()
        await until(all_are(db, Status.DELIVERED))
    assert sorted(web.got) == webhooks
    assert mail.most == 2
    assert web.most <= 4


async def test_a_nudge_wakes_it_at_once(db: MoodyDatabase) -> None:
    nudge, port = asyncio.Event(), receiver()
    slow = dispatcher(db, {Channel.WEBHOOK: port}, nudge=nudge, poll=timedelta(hours=1))
    async with running(slow):
        await until(all_are_none(db))
        await enqueue(db, 1)
        nudge.set()
        await until(all_are(db, Status.DELIVERED))


async def test_what_is_in_flight_at_the_stop_is_finished_and_recorded(db: MoodyDatabase) -> None:
    await enqueue(db, 3)
    port = receiver(closed=True)
    async with running(dispatcher(db, {Channel.WEBHOOK: port}, slots={Channel.WEBHOOK: 2})) as stop:
        await port.arrived.wait()
        stop.set()
        port.open.set()
    assert sorted(await statuses(db)) == [Status.DELIVERED, Status.DELIVERED, Status.PENDING]


async def test_what_outlasts_the_grace_is_given_back_at_once(db: MoodyDatabase) -> None:
    await enqueue(db, 1)
    stuck, other = receiver(closed=True), receiver()
    async with running(dispatcher(db, {Channel.WEBHOOK: stuck}, grace=timedelta(seconds=0.05))):
        await stuck.arrived.wait()
    async with running(dispatcher(db, {Channel.WEBHOOK: other}, worker="two")):
        await until(all_are(db, Status.DELIVERED))


async def test_a_lease_is_kept_up_while_its_delivery_is_in_flight(db: MoodyDatabase) -> None:
    await enqueue(db, 1)
    slow, eager = receiver(closed=True), receiver()
    lease = timedelta(seconds=0.6)
    async with running(dispatcher(db, {Channel.WEBHOOK: slow}, worker="slow", lease=lease)):
        await slow.arrived.wait()
        async with running(dispatcher(db, {Channel.WEBHOOK: eager}, worker="eager")):
            await asyncio.wait([asyncio.create_task(eager.arrived.wait())], timeout=1.5)
            assert eager.got == []
            slow.open.set()
            await until(all_are(db, Status.DELIVERED))
    assert eager.got == []


async def test_a_worker_that_slept_past_its_lease_leaves_the_delivery_to_others(
    db: MoodyDatabase,
) -> None:
    await enqueue(db, 1)
    readings = iter([0.0])
    port = receiver()
    asleep = dispatcher(
        db, {Channel.WEBHOOK: port}, ticks=lambda: next(readings, 1e6), lease=timedelta(minutes=1)
    )
    with capture_logs() as logs:
        async with running(asleep):

            async def seen() -> bool:
                await statuses(db)
                return any(entry["event"] == "delivery.lease_lost" for entry in logs)

            await until(seen)
    assert port.got == []
    assert await statuses(db) == [Status.PENDING]


async def test_a_database_that_goes_away_costs_nothing(db: MoodyDatabase) -> None:
    ids = await enqueue(db, 5)
    readiness, port = Readiness(), receiver(closed=True)
    with capture_logs() as logs:
        async with running(dispatcher(db, {Channel.WEBHOOK: port}, readiness=readiness)):
            await port.arrived.wait()
            db.away = True
            port.open.set()

            async def said() -> bool:
                await statuses(db)
                return readiness.parts().get(PART) is not None

            await until(said)
            assert await statuses(db) == [Status.PENDING] * 5
            db.away = False
            await until(all_are(db, Status.DELIVERED))

            async def ready() -> bool:
                await statuses(db)
                return readiness.parts()[PART] is None

            await until(ready)
    assert sorted(port.got) == ids
    assert any(entry["event"] == "delivery.store_unavailable" for entry in logs)


async def test_what_is_in_flight_through_an_outage_longer_than_its_lease_is_sent_once(
    db: MoodyDatabase,
) -> None:
    ids = await enqueue(db, NARROWEST)
    port, slept = receiver(closed=True), 0.0
    async with running(dispatcher(db, {Channel.WEBHOOK: port}, ticks=lambda: monotonic() + slept)):
        await port.arrived.wait()
        db.away = True
        slept = 61.0
        await run_out_all_leases(db)
        db.away = False

        async def leased_again() -> bool:
            return await deliveries.oldest_due(db) is None

        await until(leased_again)
        port.open.set()
        await until(all_are(db, Status.DELIVERED))
    assert sorted(port.got) == ids


async def test_receivers_that_hang_fill_their_own_lanes_and_no_others(db: MoodyDatabase) -> None:
    for name in ("hang1", "hang2"):
        await webhook(db, name)
        await enqueue(db, 50, to=name)
    ids = await enqueue(db, 60)
    town = Town(frozenset({"dst_hang1", "dst_hang2"}))
    crowded = dispatcher(
        db,
        {Channel.WEBHOOK: town},
        slots={Channel.WEBHOOK: 12},
        poll=timedelta(hours=1),
        grace=timedelta(0),
    )
    async with running(crowded):

        async def others_done() -> bool:
            return (await statuses(db)).count(Status.DELIVERED) == 60

        await until(others_done)
    assert sorted(town.got) == ids
    assert len(town.stuck) == 2 * NARROWEST


async def test_an_owner_hears_of_a_disabled_destination_by_another(db: MoodyDatabase) -> None:
    await webhook(db, "gone")
    await enqueue(db, 1, to="gone")
    mail = receiver()
    ports = {Channel.WEBHOOK: receiver(Refused("410 Gone", 410)), Channel.EMAIL: mail}
    async with running(dispatcher(db, ports, poll=timedelta(hours=1))):
        await asyncio.wait_for(mail.arrived.wait(), 10)
    told = await deliveries.page(db, "sub_1", Chosen(destination_id="dst_email"), 10)
    assert {delivery.purpose for delivery in told} == {Purpose.NOTICE}


class Quitter:
    """A channel whose first task ends as if somebody had cancelled it."""

    def __init__(self) -> None:
        self.sent = 0

    async def send(self, _: Delivery) -> Outcome:
        self.sent += 1
        if self.sent == 1:
            raise asyncio.CancelledError
        return Delivered(200)


async def test_a_task_that_ends_without_a_word_leaves_its_delivery_to_the_next_claim(
    db: MoodyDatabase,
) -> None:
    await enqueue(db, 1)
    async with running(dispatcher(db, {Channel.WEBHOOK: Quitter()}, lease=timedelta(seconds=0.3))):
        await until(all_are(db, Status.DELIVERED))
