"""A pipeline on SQLite with a gazetteer of a few entities."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Generator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import orjson
import pytest
from sqlalchemy import Connection

from alerts.model.condition import Condition
from alerts.model.entity import Entity, Kind, Link, Resolution
from alerts.model.errors import Unavailable
from alerts.model.report import Report, parse_report
from alerts.model.rule import Channel, DestinationState, Rule
from alerts.pipeline import Incoming, Pipeline, RuleBook
from alerts.pipeline.fan_out import FanOut
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Look, Resolver, Wanted, always
from alerts.store import destinations, rules, subscribers
from alerts.store.database import Database, upgrade

T = TypeVar("T")
NOW = datetime(2021, 7, 13, 6, 0, tzinfo=UTC)

GAZETTEER = Gazetteer.of(
    [
        Entity("SY", Kind.REGION, "country", "Syria"),
        Entity("SY-DY", Kind.REGION, "admin1", "Deir ez-Zor", (Link("SY", "lies_in"),)),
        Entity("IQ", Kind.REGION, "country", "Iraq"),
        Entity("conoco-plant", Kind.FACILITY, "gas_plant", "C", replaced_by="conoco-gas-plant"),
        Entity(
            "conoco-gas-plant",
            Kind.FACILITY,
            "gas_plant",
            "Conoco gas plant",
            (Link("SY-DY", "lies_in"),),
            {"en": ("Koniko gas field",)},
        ),
    ]
)


class FaultyResolver(Resolver):
    """The real one, with a fault that one report runs into."""

    raises_on: str | None = None
    raises_on_body: str | None = None

    def resolving(
        self, report: Report, look: Look = None, is_wanted: Wanted = always
    ) -> Generator[None, None, Resolution]:
        if report.id == self.raises_on or (report.body and report.body == self.raises_on_body):
            raise ZeroDivisionError
        return super().resolving(report, look, is_wanted)


class BrittleDatabase(Database):
    """A real database that goes away after so many more reads or writes, and counts the reads."""

    reads = 0
    reads_left: int | None = None
    writes_left: int | None = None

    async def read(self, work: Callable[[Connection], T]) -> T:
        self.reads += 1
        if self.reads_left is not None:
            if self.reads_left == 0:
                raise Unavailable("gone")
            self.reads_left -= 1
        return await super().read(work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        if self.writes_left is not None:
            if self.writes_left == 0:
                raise Unavailable("gone")
            self.writes_left -= 1
        return await super().write(work)


class WatchedBook(RuleBook):
    """The real one; `meanwhile` happens between the look into the index and the fetch."""

    meanwhile: Callable[[], Awaitable[object]] | None = None

    async def rules(self, ids: Collection[str]) -> dict[str, Rule]:
        if self.meanwhile is not None:
            await self.meanwhile()
            self.meanwhile = None
        return await super().rules(ids)


@dataclass
class House:
    """What a test works with."""

    db: BrittleDatabase
    pipeline: Pipeline
    resolver: FaultyResolver
    book: WatchedBook
    ticking: Callable[[], float] = lambda: 0.0
    numbers: int = 0

    def id(self, prefix: str) -> str:
        self.numbers += 1
        return f"{prefix}_{self.numbers}"

    async def subscriber(self) -> str:
        id_ = self.id("sub")
        await subscribers.create_subscriber(
            self.db,
            subscribers.NewSubscriber(id_, "somebody"),
            subscribers.NewKey(self.id("key"), "hash"),
            NOW,
        )
        return id_

    async def webhook(self, owner: str, state: DestinationState = DestinationState.ACTIVE) -> str:
        made = await destinations.create(
            self.db,
            destinations.NewDestination(
                self.id("dst"), owner, Channel.WEBHOOK, "https://receiver.example/", state
            ),
            NOW,
        )
        return made.id

    async def rule(self, owner: str, *notify: str, **keys: Any) -> str:
        made = await rules.create(self.db, new_rule(self.id("rul"), owner, notify, keys), NOW)
        assert isinstance(made, rules.StoredRule)
        return made.id

    async def change(self, rule: str, owner: str, *notify: str, **keys: Any) -> None:
        new = replace(new_rule(rule, owner, notify, keys), name="changed")
        assert isinstance(await rules.replace(self.db, new, NOW), rules.StoredRule)


def new_rule(
    id_: str, owner: str, notify: tuple[str, ...], keys: Mapping[str, Any]
) -> rules.NewRule:
    when = Condition.model_validate_json(orjson.dumps(keys), strict=True)
    return rules.NewRule(id_, owner, "a rule", when, when, (), notify)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    url = f"sqlite:///{tmp_path}/alerts.db"
    await upgrade(url)
    db = BrittleDatabase.open(url)
    made: list[House] = []

    def ticks() -> float:
        return made[0].ticking() if made else 0.0

    book = WatchedBook(db, GAZETTEER.retired, ticks)
    resolver = FaultyResolver(GAZETTEER)
    pipeline = Pipeline(
        db,
        resolver,
        book,
        FanOut(book, GAZETTEER, "https://alerts.example"),
        max_age=timedelta(days=7),
        clock=lambda: NOW,
        ticks=ticks,
        recorded=lambda: None,
    )
    made.append(House(db, pipeline, resolver, book))
    yield made[0]
    await db.close()


@pytest.fixture
def incoming() -> Callable[..., Incoming]:
    """Make a report as if Kafka had brought it."""

    def make(
        id_: str = "r-1", body: str = "Koniko gas field hit.", *, kafka_at: datetime = NOW
    ) -> Incoming:
        raw = f'{{"id": "{id_}", "source": {{"name": "Zhyan"}}, "body": "{body}"}}'.encode()
        return Incoming(parse_report(raw), raw, "reports", 0, 0, kafka_at)

    return make
