"""What is old goes; what may yet be sent stays, and so does the memory of every report."""

from datetime import datetime

from alerts.model.delivery import Status
from alerts.store import alerts, deliveries, destinations, reports, retention, tables
from alerts.store.database import Database
from tests.contracts.store.making import MINUTE, NOW, claimed, notice, report, rows, to, tried

TOLD = [("sub_a", ["dst_a"])]


async def purge(db: Database, before: datetime, limit: int) -> int:
    """Purge as long as every key is still to be kept."""
    return await retention.purge(db, before, limit, keys_before=NOW)


async def test_old_reports_and_finished_alerts_go_in_batches(db: Database) -> None:
    await reports.record(db, [report(str(n), told=TOLD) for n in range(5)], NOW)
    await deliveries.record_attempts(db, [tried(d) for d in await claimed(db)], NOW, notice)

    assert await purge(db, NOW + MINUTE, 3) == 6
    assert await purge(db, NOW + MINUTE, 3) == 4
    assert await purge(db, NOW + MINUTE, 3) == 0

    for table in (tables.reports, tables.alerts, tables.deliveries, tables.attempts):
        assert await rows(db, table) == 0


async def test_a_report_that_was_forgotten_is_still_known(db: Database) -> None:
    await reports.record(db, [report(told=TOLD)], NOW)
    await purge(db, NOW + MINUTE, 100)

    (again,) = await reports.record(db, [report(told=TOLD)], NOW)
    assert not again.new
    assert await rows(db, tables.reports) == 0


async def test_what_is_younger_stays(db: Database) -> None:
    await reports.record(db, [report(told=TOLD)], NOW)
    await deliveries.record_attempts(db, [tried(d) for d in await claimed(db)], NOW, notice)

    assert await purge(db, NOW, 100) == 0
    assert len(await alerts.page(db, "sub_a", 10)) == 1


async def test_an_alert_stays_while_a_delivery_of_it_waits(db: Database) -> None:
    await reports.record(db, [report(told=TOLD)], NOW)
    (delivery,) = await claimed(db)
    await deliveries.record_attempts(
        db, [tried(delivery, Status.RETRYING, next_at=NOW)], NOW, notice
    )

    await purge(db, NOW + MINUTE, 100)
    assert await rows(db, tables.alerts) == await rows(db, tables.deliveries) == 1

    await destinations.unsubscribe(db, "dst_a", NOW)
    await purge(db, NOW + MINUTE, 100)
    assert await rows(db, tables.alerts) == await rows(db, tables.deliveries) == 0


async def test_test_alerts_go_too_once_sent(db: Database) -> None:
    await deliveries.enqueue_test(db, "sub_a", to("dst_a", "dlv_t"), NOW)
    assert await purge(db, NOW + MINUTE, 100) == 0
    await deliveries.record_attempts(db, [tried(d) for d in await claimed(db)], NOW, notice)
    assert await purge(db, NOW + MINUTE, 100) == 1


async def test_a_key_goes_in_its_own_time(db: Database) -> None:
    await reports.record(db, [report("old")], NOW - MINUTE)
    await reports.record(db, [report("young")], NOW)

    assert await retention.purge(db, NOW - MINUTE, 100, keys_before=NOW) == 1

    (old,) = await reports.record(db, [report("old")], NOW)
    (young,) = await reports.record(db, [report("young")], NOW)
    assert (old.new, young.new) == (True, False)
