"""Over its rate, a subscriber's alerts are kept and go together: each once, and none is lost."""

import asyncio
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from random import Random  # noqa: TID251 - a seed makes it no chance

import pytest

from alerts.model.delivery import Delivery, Purpose, Status
from alerts.model.digest import Rate, digest_due
from alerts.model.event_digest import Gathered
from alerts.model.rule import DestinationState
from alerts.store import (
    alerts,
    deliveries,
    destinations,
    digests,
    reports,
    retention,
    subscribers,
    tables,
)
from alerts.store.database import Database
from alerts.store.delivery_log import EVERY
from alerts.store.records import StoredDelivery
from alerts.store.resending import Again, resend
from tests.contracts.store.making import (
    MINUTE,
    NOW,
    claimed,
    held,
    notice,
    report,
    rows,
    tried,
    webhook,
)
from tests.contracts.store.test_reports import HUGE, Interrupted

HOUR = timedelta(hours=1)
QUARTER = timedelta(minutes=15)
TOLD = [("sub_a", ["dst_a"])]
# In the middle of an interval of dst_a's, so that a minute more is in it too.
THEN = digest_due("dst_a", NOW, QUARTER) - QUARTER / 2


def over(number: str, told: list[tuple[str, list[str]]] | None = None) -> reports.NewReport:
    """A report of which a digest says its number."""
    made = report(number, told=TOLD if told is None else told)
    return replace(
        made,
        alerts=tuple(
            replace(
                a, deliveries=tuple(replace(d, in_digest=number.encode()) for d in a.deliveries)
            )
            for a in made.alerts
        ),
    )


def listing(gathered: Gathered) -> bytes:
    """Write a digest that says what each alert says of itself."""
    return b" ".join(sorted(gathered.entries))


async def sent(db: Database, purpose: Purpose) -> list[StoredDelivery]:
    found = await deliveries.page(db, "sub_a", EVERY, 1000)
    return [one for one in found if one.purpose is purpose]


async def digest(db: Database) -> StoredDelivery:
    (one,) = await sent(db, Purpose.DIGEST)
    return one


async def listed(db: Database, id_: str) -> bytes:
    made = await digests.make(db, id_, listing, NOW)
    assert made is not None
    return made.event


async def test_what_is_over_the_rate_waits_in_one_digest(db: Database) -> None:
    told = await reports.record(db, [over(str(n)) for n in range(5)], THEN, rate=Rate(2, QUARTER))

    assert sum(r.alerts for r in told) == 5
    assert (sum(r.deliveries for r in told), sum(r.over for r in told)) == (2, 3)
    assert len(await alerts.page(db, "sub_a", 10)) == 5
    assert [d.status for d in await sent(db, Purpose.ALERT)] == [Status.PENDING] * 2
    waits = await digest(db)
    assert (waits.status, waits.alert_id, waits.destination_id) == (Status.PENDING, None, "dst_a")
    assert waits.next_at == THEN + QUARTER / 2
    assert len((await listed(db, waits.id)).split()) == 3


async def test_an_hour_after_the_first_they_are_sent_by_themselves_again(db: Database) -> None:
    rate = Rate(1, QUARTER)
    for number, at in enumerate([NOW, NOW + HOUR - MINUTE, NOW + HOUR, NOW + HOUR + MINUTE]):
        (told,) = await reports.record(db, [over(str(number))], at, rate=rate)
        assert told.over == number % 2


async def test_without_a_rate_all_are_sent_by_themselves(db: Database) -> None:
    told = await reports.record(db, [over(str(n)) for n in range(5)], NOW)
    assert [r.over for r in told] == [0] * 5
    assert await rows(db, tables.alert_rates) == 0


@pytest.mark.parametrize(
    ("everybodys", "own", "sent_alone"),
    [(2, 3, 3), (3, 1, 1), (2, 0, 5), (None, 2, 2), (2, None, 2), (None, None, 5), (None, 0, 5)],
)
async def test_a_subscriber_s_own_number_stands_before_the_one_for_everybody(
    db: Database, everybodys: int | None, own: int | None, sent_alone: int
) -> None:
    await subscribers.change_max_alerts(db, "sub_a", own)
    batch = [over(str(n), [*TOLD, ("sub_b", ["dst_b"])]) for n in range(5)]
    told = await reports.record(db, batch, NOW, rate=Rate(everybodys, QUARTER))
    others = 5 if everybodys is None else everybodys
    assert sum(one.deliveries for one in told) == sent_alone + others
    assert len(await sent(db, Purpose.ALERT)) == sent_alone
    assert sum(one.over for one in told) == 10 - sent_alone - others


async def test_a_number_that_is_changed_counts_for_the_hour_that_has_begun(db: Database) -> None:
    rate = Rate(1, QUARTER)
    for number, own in enumerate([None, 2, 2, 1, 3]):
        await subscribers.change_max_alerts(db, "sub_a", own)
        (told,) = await reports.record(db, [over(str(number))], NOW, rate=rate)
        assert told.over == (number in {2, 3})


async def test_who_has_no_limit_is_not_counted(db: Database) -> None:
    await reports.record(db, [over("1")], NOW, rate=Rate(None, QUARTER))
    assert await rows(db, tables.alert_rates) == 0


async def test_each_subscriber_has_a_rate_and_each_destination_a_digest(db: Database) -> None:
    await webhook(db, "dst_a2")
    told = [("sub_a", ["dst_a", "dst_a2"]), ("sub_b", ["dst_b"])]
    await reports.record(db, [over("1", told)], NOW, rate=Rate(1, QUARTER))
    await reports.record(db, [over("2", told[:1])], NOW, rate=Rate(1, QUARTER))

    waiting = await sent(db, Purpose.DIGEST)
    assert {one.destination_id for one in waiting} == {"dst_a", "dst_a2"}
    assert len(await deliveries.page(db, "sub_b", EVERY, 10)) == 1


async def test_what_nobody_is_sent_counts_for_nothing(db: Database) -> None:
    rate = Rate(1, QUARTER)
    await reports.record(db, [over(str(n), [("sub_a", [])]) for n in range(3)], NOW, rate=rate)
    (told,) = await reports.record(db, [over("4")], NOW, rate=rate)
    assert told.over == 0


async def test_the_next_interval_has_the_next_digest(db: Database) -> None:
    for number, at in enumerate([THEN, THEN + MINUTE, THEN + QUARTER]):
        await reports.record(db, [over(str(number))], at, rate=Rate(0, QUARTER))

    later, first = await sent(db, Purpose.DIGEST)
    assert (await listed(db, first.id), await listed(db, later.id)) == (b"0 1", b"2")
    assert first.next_at is not None
    assert later.next_at == first.next_at + QUARTER


async def test_once_it_is_made_its_bytes_stand_and_nothing_joins_it(db: Database) -> None:
    rate = Rate(0, QUARTER)
    await reports.record(db, [over("1")], THEN, rate=rate)
    first = await digest(db)
    assert await digests.make(db, first.id, listing, NOW) == digests.Made(b"1", 1)
    await reports.record(db, [over("2")], THEN + MINUTE, rate=rate)

    assert await digests.make(db, first.id, listing, NOW) == digests.Made(b"1")
    later = next(one for one in await sent(db, Purpose.DIGEST) if one.id != first.id)
    assert await listed(db, later.id) == b"2"
    (delivery,) = [one for one in await claimed(db) if one.id == first.id]
    assert (delivery.purpose, delivery.event) == (Purpose.DIGEST, b"1")


async def test_two_who_make_it_make_one(db: Database, other: Database) -> None:
    await reports.record(db, [over(str(n)) for n in range(9)], THEN, rate=Rate(0, QUARTER))
    id_ = (await digest(db)).id
    made = await asyncio.gather(*(digests.make(each, id_, listing, NOW) for each in (db, other)))

    assert {one.event for one in made if one} == {b" ".join(b"%d" % n for n in range(9))}
    assert sorted(one.count is None for one in made if one) == [False, True]


async def test_a_digest_that_is_gone_is_not_made(db: Database) -> None:
    assert await digests.make(db, "dlv_none", listing, NOW) is None


async def test_of_very_many_the_first_are_gathered_and_all_are_counted(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "MOST_LISTED", 2)
    for number in range(4):
        at = THEN + number * timedelta(seconds=1)
        await reports.record(db, [over(str(number))], at, rate=Rate(0, QUARTER))
    seen: list[Gathered] = []

    def write(gathered: Gathered) -> bytes:
        seen.append(gathered)
        return b"made"

    await digests.make(db, (await digest(db)).id, write, NOW)
    (gathered,) = seen
    assert (gathered.count, list(gathered.entries)) == (4, [b"0", b"1"])
    assert (gathered.first_at, gathered.last_at) == (THEN, THEN + timedelta(seconds=3))
    assert (gathered.subscriber_id, gathered.destination_id) == ("sub_a", "dst_a")


async def test_sent_before_its_time_it_takes_nothing_more(db: Database) -> None:
    rate = Rate(0, HOUR)
    await reports.record(db, [over("1")], NOW, rate=rate)
    first = await digest(db)
    assert await resend(db, "sub_a", first.id, NOW) == Again(1)
    (delivery,) = await claimed(db)
    assert await listed(db, delivery.id) == b"1"
    await deliveries.record_attempts(db, [tried(delivery)], NOW, notice)
    await reports.record(db, [over("2")], NOW, rate=rate)

    found = {one.id: one.status for one in await sent(db, Purpose.DIGEST)}
    assert sorted(found.values()) == [Status.DELIVERED, Status.PENDING]
    assert found[first.id] is Status.DELIVERED


async def test_of_a_disabled_destination_it_is_held_until_that_is_enabled(db: Database) -> None:
    await webhook(db, "dst_off", state=DestinationState.DISABLED)
    one = held(over("1", [("sub_a", ["dst_off"])]))
    await reports.record(db, [one], NOW, rate=Rate(0, QUARTER))
    waits = await digest(db)
    assert (waits.status, waits.next_at) == (Status.HELD, None)

    again = held(over("2", [("sub_a", ["dst_off"])]))
    await reports.record(db, [again], NOW, rate=Rate(0, QUARTER))
    active = DestinationState.ACTIVE
    await destinations.set_state(
        db, "dst_off", active, None, NOW, only_from=[DestinationState.DISABLED]
    )
    (delivery,) = await claimed(db)
    assert (delivery.id, await listed(db, delivery.id)) == (waits.id, b"1 2")


@pytest.mark.parametrize("end", ["unsubscribed", "deleted"])
async def test_what_waits_for_a_destination_that_ends_is_cancelled(db: Database, end: str) -> None:
    await reports.record(db, [over("1")], NOW, rate=Rate(0, QUARTER))
    if end == "deleted":
        await destinations.delete(db, "sub_a", "dst_a", NOW)
    else:
        await destinations.unsubscribe(db, "dst_a", NOW)
    first = await digest(db)
    assert first.status is Status.CANCELLED

    await reports.record(db, [over("2")], NOW, rate=Rate(0, QUARTER))
    later = next(one for one in await sent(db, Purpose.DIGEST) if one.id != first.id)
    assert await listed(db, later.id) == b"2"
    assert later.id not in [one.id for one in await claimed(db)]


async def test_an_alert_shows_its_digest_and_a_digest_its_alerts(db: Database) -> None:
    told = [("sub_a", ["dst_a"]), ("sub_b", ["dst_b"])]
    await reports.record(db, [over(str(n), told) for n in range(3)], NOW, rate=Rate(1, QUARTER))
    waits = await digest(db)

    shown = {one.id: [d.id for d in one.deliveries] for one in await alerts.page(db, "sub_a", 10)}
    carried = await alerts.page(db, "sub_a", 10, delivery_id=waits.id)
    assert {one.id for one in carried} == {a for a, sent in shown.items() if sent == [waits.id]}
    assert len(carried) == 2
    (own,) = await sent(db, Purpose.ALERT)
    (single,) = await alerts.page(db, "sub_a", 10, delivery_id=own.id)
    assert single.id == own.alert_id
    for id_ in (waits.id, own.id, "dlv_none"):
        assert await alerts.page(db, "sub_b", 10, delivery_id=id_) == []


async def test_its_alerts_stay_until_it_was_sent(db: Database) -> None:
    await reports.record(db, [over(str(n)) for n in range(3)], NOW, rate=Rate(0, QUARTER))

    async def purge() -> None:
        await retention.purge(db, NOW + MINUTE, 100, keys_before=NOW)

    await purge()
    assert await rows(db, tables.alerts) == await rows(db, tables.digest_entries) == 3
    (delivery,) = await claimed(db)
    await listed(db, delivery.id)
    await deliveries.record_attempts(db, [tried(delivery)], NOW, notice)
    await purge()
    for table in (tables.alerts, tables.digest_entries, tables.deliveries):
        assert await rows(db, table) == 0


@pytest.mark.parametrize("survived", [1, 5, 9])
async def test_a_fan_out_that_was_cut_short_is_completed_without_counting_twice(
    db: Database, url: str, survived: int
) -> None:
    mine = [("sub_a", ["dst_a"])]
    await reports.record(db, [over("before", mine)], NOW, rate=Rate(1, QUARTER))
    process = Interrupted.open(url)
    process.left = survived
    huge = over("huge", [*mine, *HUGE])
    with pytest.raises(asyncio.CancelledError):
        await reports.record(process, [huge], NOW, chunk=8, rate=Rate(1, QUARTER))
    await process.close()
    await reports.record(db, [huge], NOW, chunk=8, rate=Rate(1, QUARTER))

    assert await rows(db, tables.digest_entries) == 1
    assert await listed(db, (await digest(db)).id) == b"huge"
    # Each of the others had its first, and it went by itself.
    assert await rows(db, tables.deliveries) == 1 + 1 + 60


def record_in_a_process(url: str, name: str) -> int:
    async def run() -> int:
        db = Database.open(url)
        told = []
        for turn in range(10):
            batch = [over(f"{name}-{turn}-{n}") for n in range(10)]
            told += await reports.record(db, batch, NOW, chunk=3, rate=Rate(50, QUARTER))
        await db.close()
        return sum(one.over for one in told)

    return asyncio.run(run())


async def test_two_processes_count_together(db: Database, url: str) -> None:
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        counts = await asyncio.gather(
            *(loop.run_in_executor(processes, record_in_a_process, url, name) for name in "xy")
        )
    assert sum(counts) == 150
    assert len(await sent(db, Purpose.ALERT)) == 50
    assert len((await listed(db, (await digest(db)).id)).split()) == 150


async def test_while_some_record_and_others_send_each_alert_is_in_one_digest(
    db: Database, other: Database
) -> None:
    chance = Random(3)
    batches = [[over(f"{turn}-{n}") for n in range(chance.randint(1, 5))] for turn in range(40)]
    recorded = asyncio.Event()
    arrived: list[bytes] = []

    async def record(to: Database, some: list[list[reports.NewReport]]) -> None:
        for batch in some:
            await reports.record(to, batch, NOW, rate=Rate(0, QUARTER))

    async def send(delivery: Delivery) -> None:
        arrived.extend((await listed(other, delivery.id)).split())
        await deliveries.record_attempts(other, [tried(delivery)], NOW, notice)

    async def deliver() -> None:
        while True:
            last = recorded.is_set()
            found = await claimed(other)
            for delivery in found:
                await send(delivery)
            if last and not found:
                return

    delivering = asyncio.create_task(deliver())
    await asyncio.gather(record(db, batches[::2]), record(other, batches[1::2]))
    recorded.set()
    await delivering
    numbers = Counter(one.alerts[0].deliveries[0].in_digest for b in batches for one in b)
    assert Counter(arrived) == numbers
