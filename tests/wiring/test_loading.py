"""Rules are loaded before anything is read, and whoever waits is told."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from alerts.model.condition import Condition
from alerts.pipeline import RuleBook
from alerts.store import rules, subscribers
from alerts.store.database import Database, upgrade
from alerts.telemetry.readiness import Readiness
from alerts.wiring import huge_pages
from alerts.wiring.loading import RULES, load
from tests.wiring.test_upkeep import NOW


class WatchedBook(RuleBook):
    """The real one; notes what is said of it while it loads, and may be told to stop then."""

    def watch(self, readiness: Readiness, stop: asyncio.Event | None = None) -> None:
        self.readiness, self.stop = readiness, stop
        self.said: list[str | None] = []

    async def catching_up(self) -> AsyncGenerator[int, None]:
        async for loaded in super().catching_up():
            self.said.append(self.readiness.parts()[RULES])
            if self.stop:
                self.stop.set()
            yield loaded


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite:///{tmp_path}/alerts.db"
    await upgrade(url)
    db = Database.open(url)
    owner = subscribers.NewSubscriber("sub_1", "somebody")
    await subscribers.create_subscriber(db, owner, subscribers.NewKey("key_1", "hash"), NOW)
    when = Condition(region=("SY",))
    for number in range(3):
        await rules.create(
            db, rules.NewRule(f"rul_{number}", "sub_1", "a rule", when, when, (), ()), NOW
        )
    yield db
    await db.close()


async def test_until_all_rules_are_loaded_the_process_is_not_ready(db: Database) -> None:
    book, readiness = WatchedBook(db, {}, lambda: 0.0), Readiness()
    book.watch(readiness)

    with capture_logs() as logs:
        await load(book, readiness, asyncio.Event())

    assert book.said[0] is not None
    assert readiness.parts()[RULES] is None
    assert len(book.index) == 3
    assert [(line["event"], line["rules"]) for line in logs] == [("rules.loaded", 3)]


async def test_told_to_stop_it_does_not_load_the_rest(db: Database) -> None:
    book, readiness, stop = WatchedBook(db, {}, lambda: 0.0), Readiness(), asyncio.Event()
    book.watch(readiness, stop)

    with capture_logs() as logs:
        await load(book, readiness, stop)

    assert len(book.said) == 1
    assert readiness.parts()[RULES] is not None
    assert logs == []


class ManyMore(RuleBook):
    """The real one, which says that its few rules are very many."""

    async def catching_up(self) -> AsyncGenerator[int, None]:
        async for loaded in super().catching_up():
            yield loaded + 1_000_000
            yield loaded + 2_000_000


async def test_what_it_moves_to_large_pages_meanwhile_has_ended_when_it_has(db: Database) -> None:
    book, readiness = ManyMore(db, {}, lambda: 0.0), Readiness()

    await load(book, readiness, asyncio.Event())

    assert readiness.parts()[RULES] is None
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_where_the_system_forbids_to_look_at_memory_all_stays_as_it_is(
    db: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(huge_pages, "_MAPS", tmp_path)  # there, and no file to be read
    book, readiness = ManyMore(db, {}, lambda: 0.0), Readiness()

    with capture_logs() as logs:
        await load(book, readiness, asyncio.Event())

    assert readiness.parts()[RULES] is None
    assert {line["event"] for line in logs} == {"memory.not_moved", "rules.loaded"}
