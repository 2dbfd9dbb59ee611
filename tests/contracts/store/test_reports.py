"""Recorded whole or not at all, once however often, by however many at once."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from random import Random  # noqa: TID251 - a seed makes it no chance
from typing import TypeVar

import orjson
import pytest
from sqlalchemy import Connection, select

from alerts.model.delivery import Status
from alerts.model.entity import Ambiguity, Evidence, Kind, Mention, Resolution, Role
from alerts.model.ids import ReportKey
from alerts.model.rule import DestinationState
from alerts.store import alerts, destinations, reports, tables
from alerts.store.database import Database
from alerts.store.errors import BadRow
from alerts.store.kept import KeptReport, kept
from tests.contracts.store.making import NOW, held, report, rows, statuses, webhook

T = TypeVar("T")
TOLD = [("sub_a", ["dst_a"]), ("sub_b", ["dst_b"])]


async def test_a_report_is_recorded_with_its_alerts_and_deliveries(db: Database) -> None:
    (recorded,) = await reports.record(db, [report(told=TOLD)], NOW)

    assert (recorded.new, recorded.alerts, recorded.deliveries) == (True, 2, 2)
    (mine,) = await alerts.page(db, "sub_a", 10)
    assert mine.body == b"body"
    assert mine.created_at == NOW
    assert [d.destination_id for d in mine.deliveries] == ["dst_a"]


async def test_what_was_sent_is_kept_as_it_was_sent(db: Database) -> None:
    one = report()
    await reports.record(db, [one], NOW)

    (row,) = await db.rows(select(tables.reports))
    assert row.raw == one.raw
    assert row.mentions == one.mentions
    assert (row.source, row.report_id, row.revision) == ("sohr", "1", 0)
    assert (row.kafka_topic, row.kafka_partition, row.kafka_offset) == ("reports", 3, 42)
    assert (row.published_at, row.occurred_at, row.kafka_at) == (
        None,
        one.occurred_at,
        one.kafka_at,
    )
    assert (row.received_at, row.incident_id, row.audience) == (NOW, None, None)


async def test_the_same_report_again_changes_nothing(db: Database) -> None:
    await reports.record(db, [report(told=TOLD)], NOW)
    (again,) = await reports.record(db, [report(told=[*TOLD, ("sub_c", [])])], NOW)

    assert again == reports.Recorded(report().key.digest, new=False)
    assert await rows(db, tables.alerts) == 2


async def test_a_key_that_comes_with_another_content_is_told(db: Database) -> None:
    await reports.record(db, [report()], NOW)
    (again,) = await reports.record(db, [report(content=b"other")], NOW)

    assert (again.new, again.content_differs) == (False, True)
    known = await reports.known(db, [report().key.digest, "unheard of"])
    assert known == {report().key.digest: reports.KnownReport(b"c", complete=True)}


async def test_the_first_of_two_in_one_batch_stands(db: Database) -> None:
    first, second = await reports.record(db, [report(), report(content=b"other")], NOW)

    assert (first.new, second.new, second.content_differs) == (True, False, True)
    assert (await reports.known(db, [first.digest]))[first.digest].content == b"c"


async def test_an_empty_batch_is_nothing(db: Database) -> None:
    assert await reports.record(db, [], NOW) == []
    assert await reports.known(db, []) == {}


async def test_overlapping_batches_of_two_recorders_neither_double_nor_deadlock(
    db: Database, other: Database
) -> None:
    chance = Random(7)
    for turn in range(10):
        everything = [report(f"{turn}-{n}", told=TOLD) for n in range(40)]
        mine, theirs = (chance.sample(everything, 30) for _ in range(2))
        told = await asyncio.gather(
            reports.record(db, mine, NOW), reports.record(other, theirs, NOW)
        )
        new = [r.digest for recorded in told for r in recorded if r.new]
        assert sorted(new) == sorted({r.key.digest for r in mine + theirs})
    recorded = await rows(db, tables.reports)
    assert await rows(db, tables.alerts) == await rows(db, tables.deliveries) == 2 * recorded


def record_in_a_process(url: str, seed: int) -> list[str]:
    async def run() -> list[str]:
        db = Database.open(url)
        chance = Random(seed)
        new = []
        for turn in range(5):
            batch = [report(f"{turn}-{n}", told=TOLD) for n in range(40)]
            chance.shuffle(batch)
            new += [r.digest for r in await reports.record(db, batch, NOW, chunk=3) if r.new]
        await db.close()
        return new

    return asyncio.run(run())


async def test_two_processes_record_each_report_once(db: Database, url: str) -> None:
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        told = await asyncio.gather(
            *(loop.run_in_executor(processes, record_in_a_process, url, n) for n in range(2))
        )
    new = [digest for recorded in told for digest in recorded]
    assert len(new) == len(set(new)) == 200
    assert await rows(db, tables.deliveries) == 400


class Interrupted(Database):
    """A process that ends after so many transactions."""

    left = 0
    end: BaseException = asyncio.CancelledError()

    async def write(self, work: Callable[[Connection], T]) -> T:
        if not self.left:
            raise self.end
        self.left -= 1
        return await super().write(work)


HUGE = [(f"sub_{n:03}", [f"dst_{n:03}_{m}" for m in range(3)]) for n in range(20)]


@pytest.mark.parametrize("survived", [1, 5, 9])
async def test_a_huge_fan_out_interrupted_is_completed_without_doubles(
    db: Database, url: str, survived: int
) -> None:
    process = Interrupted.open(url)
    process.left = survived
    huge = report(told=HUGE)
    with pytest.raises(asyncio.CancelledError):
        await reports.record(process, [huge], NOW, chunk=8)
    await process.close()

    assert not (await reports.known(db, [huge.key.digest]))[huge.key.digest].complete
    assert await rows(db, tables.alerts) == 2 * survived
    (second,) = await reports.record(db, [huge], NOW, chunk=8)

    assert second.new
    assert (second.alerts, second.deliveries) == (20 - 2 * survived, 60 - 6 * survived)
    assert await rows(db, tables.alerts) == 20
    assert await rows(db, tables.deliveries) == 60
    assert await rows(db, tables.reports) == 1
    (third,) = await reports.record(db, [huge], NOW, chunk=8)
    assert not third.new


async def test_an_interrupted_report_is_completed_among_others_too(db: Database, url: str) -> None:
    process = Interrupted.open(url)
    process.left = 2
    huge = report(told=HUGE)
    with pytest.raises(asyncio.CancelledError):
        await reports.record(process, [huge], NOW, chunk=8)
    await process.close()

    told = await reports.record(db, [report("2"), huge, report("3")], NOW)

    assert [r.new for r in told] == [True, True, True]
    assert await rows(db, tables.deliveries) == 60


async def test_two_recorders_of_one_huge_report_make_it_once(db: Database, other: Database) -> None:
    huge = report(told=HUGE)
    told = await asyncio.gather(
        reports.record(db, [huge], NOW, chunk=8), reports.record(other, [huge], NOW, chunk=8)
    )
    assert sum(r.deliveries for (r,) in told) == 60
    assert any(r.new for (r,) in told)
    assert await rows(db, tables.deliveries) == 60


@pytest.mark.parametrize(
    "bad",
    [
        replace(report("bad"), key=ReportKey("sohr", "a\0b", 0)),
        replace(report("bad"), key=ReportKey("sohr", "0", 2**63)),
        replace(report("bad"), gazetteer="\ud800"),
        replace(report("bad"), offset=2**63),
    ],
    ids=["NUL", "revision beyond 64 bits", "half a surrogate pair", "offset beyond 64 bits"],
)
async def test_a_row_that_no_database_takes_is_named_and_nothing_is_kept(
    db: Database, bad: reports.NewReport
) -> None:
    with pytest.raises(BadRow):
        await reports.record(db, [report("1"), bad, report("2")], NOW)

    assert await rows(db, tables.report_keys) == 0
    (good,) = await reports.record(db, [report("1")], NOW)
    assert good.new


async def test_a_delivery_is_held_for_a_disabled_destination(db: Database) -> None:
    await webhook(db, "dst_off", state=DestinationState.DISABLED)
    await reports.record(db, [held(report(told=[("sub_a", ["dst_off"])]))], NOW)

    assert set((await statuses(db)).values()) == {Status.HELD}


async def test_what_a_snapshot_held_is_sent_when_its_destination_was_enabled_since(
    db: Database,
) -> None:
    await webhook(db, "dst_off", state=DestinationState.DISABLED)
    await destinations.set_state(
        db,
        "dst_off",
        DestinationState.ACTIVE,
        None,
        NOW,
        only_from=[DestinationState.DISABLED],
    )
    await reports.record(db, [held(report(told=[("sub_a", ["dst_off"])]))], NOW)

    assert set((await statuses(db)).values()) == {Status.PENDING}


async def test_a_kept_report_is_found_by_its_key_as_it_came(db: Database) -> None:
    words = Evidence("/body", 0, 6, "Koniko")
    found = Resolution(
        (Mention("conoco-gas-plant", Kind.FACILITY, Role.PRIMARY, evidence=(words,)),),
        (Ambiguity(words, ("a", "b")),),
    )
    new = replace(report("1"), raw=b"as it came", mentions=orjson.dumps(found))
    await reports.record(db, [new], NOW)

    expected = KeptReport(new.key.digest, NOW, b"as it came", found, new.gazetteer)
    assert await kept(db, [new.key.digest, report("2").key.digest]) == [expected]
