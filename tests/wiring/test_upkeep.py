"""Gauges and retention: what can wait an hour disturbs nobody."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Connection, insert
from structlog.testing import capture_logs

from alerts.model.delivery import Status
from alerts.model.errors import Unavailable
from alerts.model.ids import ReportKey
from alerts.model.rule import DestinationState
from alerts.store import destinations, reports, waiting
from alerts.store.database import Database, upgrade
from alerts.store.mail_tables import mail_lines
from alerts.store.types import number_of
from alerts.wiring.upkeep import upkeep
from tests.contracts.store.making import house, queue, statuses

T = TypeVar("T")
NOW = datetime(2021, 7, 13, tzinfo=UTC)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
ACTIVE, DISABLED = DestinationState.ACTIVE, DestinationState.DISABLED


class Watched(Database):
    """A database that says when it has been written to, or has a fault that no code knows."""

    faulty = False

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type] # handed on as they are
        self.tried = asyncio.Event()

    async def write(self, work: Callable[[Connection], T]) -> T:
        self.tried.set()
        if self.faulty:
            raise ZeroDivisionError
        return await super().write(work)


async def opened(path: Path) -> Watched:
    url = f"sqlite:///{path}/alerts.db"
    await upgrade(url)
    return Watched.open(url)


async def until(db: Database, is_done: Callable[[], Awaitable[bool]]) -> None:
    """Keep a database up until something is so; each look is a read of it, which yields."""
    stop = asyncio.Event()
    task = asyncio.create_task(upkeep(db, DAY, lambda: NOW, stop, mails_apart=SECOND))
    async with asyncio.timeout(10):
        while not await is_done():
            pass
    stop.set()
    await task


def report(id_: str) -> reports.NewReport:
    key = ReportKey("s", id_, 0)
    return reports.NewReport(key, b"", b"{}", b"[]", "1", None, None, "reports", 0, 0, NOW)


async def test_a_bug_in_upkeep_does_not_end_it(tmp_path: Path) -> None:
    db = await opened(tmp_path)
    db.faulty = True
    stop = asyncio.Event()
    task = asyncio.create_task(upkeep(db, DAY, lambda: NOW, stop, mails_apart=SECOND))

    await db.tried.wait()
    stop.set()

    await task
    await db.close()


async def test_reports_go_after_their_time_and_their_keys_long_after(tmp_path: Path) -> None:
    db = await opened(tmp_path)
    for id_, age in (("ancient", 5 * DAY), ("old", 2 * DAY), ("young", DAY / 2)):
        await reports.record(db, [report(id_)], NOW - age)
    known = [ReportKey("s", id_, 0).digest for id_ in ("ancient", "old", "young")]

    async def is_done() -> bool:
        return len(await reports.known(db, known)) <= 2

    await until(db, is_done)

    assert set(await reports.known(db, known)) == set(known[1:])
    await db.close()


async def test_what_a_change_of_state_left_is_settled_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST", 2)
    db = await opened(tmp_path)
    await house(db, {"sub_a": "dst_a"})
    await queue(db, 5)
    await destinations.set_state(db, "dst_a", DISABLED, None, NOW, only_from=[ACTIVE])

    async def is_done() -> bool:
        return set((await statuses(db)).values()) == {Status.HELD}

    await until(db, is_done)
    await db.close()


async def test_lines_of_a_future_that_is_none_any_more_begin_anew(tmp_path: Path) -> None:
    db = await opened(tmp_path)
    far = number_of(datetime(9000, 1, 1, tzinfo=UTC))
    line = insert(mail_lines).values(domain="a.example", ends=far, free=far)
    await db.write(lambda connection: connection.execute(line))
    stop = asyncio.Event()
    with capture_logs() as logs:
        task = asyncio.create_task(upkeep(db, DAY, lambda: NOW, stop, mails_apart=SECOND))
        async with asyncio.timeout(10):
            while (await db.rows(mail_lines.select()))[0].free == far:
                pass  # each look is a read of the database, which yields
        stop.set()
        await task
    assert [line["event"] for line in logs] == ["clock.set_back"]
    await db.close()


async def test_what_was_held_long_before_the_service_came_back_is_released(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST", 2)
    db = await opened(tmp_path)
    await house(db, {"sub_a": "dst_a"})
    await queue(db, 5)
    then = NOW - 9 * DAY
    await destinations.set_state(db, "dst_a", DISABLED, None, then, only_from=[ACTIVE])
    await waiting.settle_all(db, "dst_a", then, within=DAY)
    await destinations.set_state(db, "dst_a", ACTIVE, None, then, only_from=[DISABLED])

    async def is_done() -> bool:
        return Status.HELD not in (await statuses(db)).values()

    await until(db, is_done)
    await db.close()


async def test_a_duty_that_fails_keeps_no_other_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> list[str]:
        raise Unavailable("database: too slow")

    monkeypatch.setattr(waiting, "unsettled", fail)
    db = await opened(tmp_path)
    await reports.record(db, [report("ancient")], NOW - 5 * DAY)

    async def is_done() -> bool:
        return not await reports.known(db, [ReportKey("s", "ancient", 0).digest])

    await until(db, is_done)
    await db.close()
