"""A digest is made of its alerts just before it is sent, once; all else goes as it is."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alerts.deliver.digesting import Digesting
from alerts.model.delivery import Delivered, Delivery, Outcome, Purpose, TryAgain
from alerts.model.digest import Rate
from alerts.model.errors import Unavailable
from alerts.model.event_digest import DigestEvent, digest_alert
from alerts.store import reports
from alerts.store.database import upgrade
from tests.contracts.store.making import HOUSE, NOW, claimed, house, report
from tests.deliver.sending import MoodyDatabase
from tests.model.test_digest import data

URL = "https://alerts.example"
MADE = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass
class Wire:
    """A channel that keeps what it is given."""

    sent: list[Delivery] = field(default_factory=list)

    async def send(self, delivery: Delivery) -> Outcome:
        self.sent.append(delivery)
        return Delivered(200)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[MoodyDatabase]:
    url = f"sqlite:///{tmp_path}/alerts.db"
    await upgrade(url)
    database = MoodyDatabase.open(url)
    await house(database, HOUSE)
    yield database
    await database.close()


async def over(db: MoodyDatabase, number: str) -> None:
    """Record a report that is over the rate, with what a digest says of it."""
    one = report(number, told=[("sub_a", ["dst_a"])])
    (alert,) = one.alerts
    (way,) = alert.deliveries
    said = digest_alert(data(f"Report {number}"), URL, NOW).to_bytes()
    alert = replace(alert, deliveries=(replace(way, in_digest=said),))
    rate = Rate(0, timedelta(minutes=15))
    await reports.record(db, [replace(one, alerts=(alert,))], NOW, rate=rate)


async def test_it_is_made_of_its_alerts_and_every_try_sends_the_same(db: MoodyDatabase) -> None:
    await over(db, "1")
    await over(db, "2")
    (delivery,) = await claimed(db)
    wire = Wire()
    channel = Digesting(wire, db, lambda: MADE, URL)
    again = Digesting(wire, db, lambda: MADE + timedelta(hours=1), "https://moved.example")

    assert await channel.send(delivery) == Delivered(200)
    assert await again.send(delivery) == Delivered(200)
    first, second = (DigestEvent.read(one.event) for one in wire.sent)
    assert first == second
    assert sorted(str(alert.title) for alert in first.data.alerts) == ["Report 1", "Report 2"]
    assert (first.id, first.source, first.time) == (delivery.id, URL, MADE)
    assert first.data.subscriber_id == "sub_a"


async def test_what_has_its_bytes_goes_as_it_is(db: MoodyDatabase) -> None:
    await reports.record(db, [report(told=[("sub_a", ["dst_a"])])], NOW)
    (delivery,) = await claimed(db)
    wire = Wire()
    channel = Digesting(wire, db, lambda: MADE, URL)
    made = replace(delivery, purpose=Purpose.DIGEST)
    for one in (delivery, made):
        assert await channel.send(one) == Delivered(200)
    assert wire.sent == [delivery, made]


async def test_while_the_database_is_away_nothing_is_sent(db: MoodyDatabase) -> None:
    await over(db, "1")
    (delivery,) = await claimed(db)
    wire = Wire()
    db.away = True
    with pytest.raises(Unavailable):
        await Digesting(wire, db, lambda: MADE, URL).send(delivery)
    assert wire.sent == []


async def test_of_one_whose_alerts_are_gone_nothing_is_sent(db: MoodyDatabase) -> None:
    await over(db, "1")
    (delivery,) = await claimed(db)
    wire = Wire()
    gone = replace(delivery, id="dlv_gone")
    outcome = await Digesting(wire, db, lambda: MADE, URL).send(gone)
    assert isinstance(outcome, TryAgain)
    assert (outcome.temporary, outcome.ours) == (False, True)
    assert wire.sent == []
