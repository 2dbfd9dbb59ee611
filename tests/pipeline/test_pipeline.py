"""A batch's way into the database."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import orjson
import pytest
from sqlalchemy import insert, select
from structlog.testing import capture_logs

from alerts.model.errors import Unavailable
from alerts.model.event import AlertEvent
from alerts.model.event_reading import Precision
from alerts.model.report import EventType, Severity, parse_report
from alerts.model.rule import Channel, DestinationState
from alerts.pipeline import Incoming
from alerts.store import alerts, claiming, destinations, rules, tables
from alerts.store.sharing import Room
from tests.pipeline.conftest import NOW, House

Make = Callable[..., Incoming]
LEASE = timedelta(minutes=1)


async def claimed(house: House) -> list[AlertEvent]:
    due = (await claiming.claim(house.db, "w", Room(100), LEASE, list(Channel))).deliveries
    return [AlertEvent.read(d.event) for d in due]


async def test_a_matching_report_becomes_one_alert_with_its_reason(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    to = await house.webhook(owner)
    rule = await house.rule(owner, to, facility=["conoco-gas-plant"], region=["SY-DY"])

    failures = await house.pipeline.process([incoming(body="The Koniko gas field was hit.")])

    (event,) = await claimed(house)
    (matched,) = event.data.rules
    assert failures == []
    assert matched.id == rule
    assert {r.clause: (r.entity and r.entity.name, r.via) for r in matched.because} == {
        "facility": ("Conoco gas plant", None),
        "region": ("Deir ez-Zor", "conoco-gas-plant"),
    }
    words = next(r.evidence for r in matched.because if r.clause == "facility")
    assert words is not None
    assert words.text == "The Koniko gas field was hit."[words.start : words.end]


async def test_a_rule_in_the_whole_language_alerts_with_the_reason_of_each_clause(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    to = await house.webhook(owner)
    body = "A drone hit the Koniko gas field. Two workers were killed."
    met = {
        "severity": {"at_least": "severe"},
        "any": [{"words": ["drone"]}, {"region": ["IQ"]}],
        "not": {"region": ["IQ"]},
    }
    rule = await house.rule(owner, to, **met)
    await house.rule(owner, to, **(met | {"not": {"region": ["SY"]}}))
    await house.rule(owner, to, near={"lat": 35.3, "lon": 40.2, "km": 10})

    await house.pipeline.process([incoming(body=body)])

    (event,) = await claimed(house)
    (matched,) = event.data.rules
    assert matched.id == rule
    by_clause = {r.clause: r for r in matched.because}
    assert by_clause.keys() == {"severity", "words", "not"}
    assert by_clause["severity"].saw == "severe"
    assert by_clause["not"].saw == "SY-DY, SY"
    words = by_clause["words"].evidence
    assert words is not None
    assert (words.field, words.text) == ("/body", "drone")


async def test_an_alert_shows_what_was_read_of_the_event_and_what_nobody_knows(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    await house.rule(owner, await house.webhook(owner), facility=["conoco-gas-plant"])
    raw = orjson.dumps(
        {
            "id": "r-1",
            "source": {"name": "Zhyan"},
            "body": "A drone struck on Monday evening, killing two.",
            "published_at": "2021-07-14T10:00:00Z",
            "facilities": ["Koniko gas field", "Conoko"],
            "severity": "minor",
        }
    )
    brought = replace(incoming(), report=parse_report(raw), raw=raw)

    with capture_logs() as logs:
        await house.pipeline.process([brought])

    (event,) = await claimed(house)
    told = event.data.event
    assert told is not None
    assert (told.event_type, told.severity) == (EventType.AIR_DRONE_STRIKE, Severity.MINOR)
    assert told.occurred_at == datetime(2021, 7, 12, 16, tzinfo=UTC)
    assert told.precision is Precision.PART_OF_DAY
    assert told.evidence.keys() == {"event_type", "occurred_at"}
    assert [(u.field, u.text) for u in event.data.unresolved] == [("/facilities/1", "Conoko")]
    (processed,) = (line for line in logs if line["event"] == "report.processed")
    assert processed["unresolved"] == ("Conoko",)


async def test_news_is_told_from_background_only_where_a_rule_could_match(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    to = await house.webhook(owner)
    await house.rule(owner, to, facility=["conoco-gas-plant"], region=["SY"])
    recalled = "A convoy was shelled in Iraq. Last week the Koniko gas field was hit."

    await house.pipeline.process(
        [incoming("named", body=recalled), incoming("other", body="A convoy was shelled in Iraq.")]
    )

    columns = tables.reports.c
    kept = {
        id_: orjson.loads(mentions)
        for id_, mentions in await house.db.rows(select(columns.report_id, columns.mentions))
    }
    roles = {
        id_: {(m["entity"], m["role"]) for m in resolution["mentions"]}
        for id_, resolution in kept.items()
    }
    assert kept["named"]["weighed"]
    assert {("IQ", "primary"), ("conoco-gas-plant", "context")} <= roles["named"]
    assert not kept["other"]["weighed"]
    assert roles["other"] == {("IQ", "context")}
    assert await claimed(house) == []


async def test_each_subscriber_has_one_alert_and_each_destination_one_delivery(
    house: House, incoming: Make
) -> None:
    one, other = await house.subscriber(), await house.subscriber()
    first, second = await house.webhook(one), await house.webhook(one)
    both = await house.rule(one, first, second, region=["SY"])
    only_first = await house.rule(one, first, region=["SY-DY"])
    await house.rule(other, await house.webhook(other), region=["IQ"])

    await house.pipeline.process([incoming()])

    heard = {
        d.destination_id: {r.id for r in AlertEvent.read(d.event).data.rules}
        for d in (await claiming.claim(house.db, "w", Room(100), LEASE, list(Channel))).deliveries
    }
    assert heard == {first: {both, only_first}, second: {both}}
    (alert,) = await alerts.page(house.db, one, 10)
    assert {r["id"] for r in orjson.loads(alert.body)["rules"]} == {both, only_first}
    assert await alerts.page(house.db, other, 10) == []


async def test_the_same_report_again_changes_nothing(house: House, incoming: Make) -> None:
    owner = await house.subscriber()
    await house.rule(owner, await house.webhook(owner), region=["SY"])

    for batch in ([incoming()], [incoming()], [incoming(), incoming()]):
        await house.pipeline.process(batch)

    assert len(await alerts.page(house.db, owner, 10)) == 1
    assert len(await claimed(house)) == 1


async def test_a_key_that_comes_again_with_other_words_leaves_the_first(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    await house.rule(owner, await house.webhook(owner), region=["IQ"])

    await house.pipeline.process([incoming(body="Quiet in Syria."), incoming(body="Iraq.")])

    assert await alerts.page(house.db, owner, 10) == []


async def test_rules_count_from_the_batch_after_their_change(house: House, incoming: Make) -> None:
    owner = await house.subscriber()
    to = await house.webhook(owner)
    await house.pipeline.process([incoming("before")])
    rule = await house.rule(owner, to, region=["SY"])
    await house.pipeline.process([incoming("during")])
    await rules.delete(house.db, owner, rule, NOW)
    await house.pipeline.process([incoming("after")])

    assert [e.data.report.id for e in await claimed(house)] == ["during"]


async def test_a_report_too_old_is_kept_and_alerts_nobody(house: House, incoming: Make) -> None:
    owner = await house.subscriber()
    await house.rule(owner, await house.webhook(owner), region=["SY"])
    old = incoming(kafka_at=NOW - timedelta(days=8))

    await house.pipeline.process([old])
    await house.pipeline.process([old])

    assert await alerts.page(house.db, owner, 10) == []


async def test_a_disabled_destination_has_its_delivery_held(house: House, incoming: Make) -> None:
    owner = await house.subscriber()
    to = await house.webhook(owner)
    await house.rule(owner, to, region=["SY"])
    await destinations.set_state(
        house.db,
        to,
        DestinationState.DISABLED,
        "gone",
        NOW,
        only_from=[DestinationState.ACTIVE],
    )

    await house.pipeline.process([incoming()])

    assert await claimed(house) == []
    (alert,) = await alerts.page(house.db, owner, 10)
    assert [d.status for d in alert.deliveries] == ["held"]


async def test_an_unconfirmed_address_gets_nothing(house: House, incoming: Make) -> None:
    owner = await house.subscriber()
    to = await house.webhook(owner, DestinationState.PENDING)
    await house.rule(owner, to, region=["SY"])

    await house.pipeline.process([incoming()])

    (alert,) = await alerts.page(house.db, owner, 10)
    assert alert.deliveries == ()


async def test_a_rule_that_notifies_nobody_still_makes_an_alert(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    await house.rule(owner, region=["SY"])

    await house.pipeline.process([incoming()])

    assert len(await alerts.page(house.db, owner, 10)) == 1


async def test_a_report_that_raises_twice_is_handed_back_and_the_others_go_on(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    await house.rule(owner, region=["SY"])
    cursed = incoming("cursed")
    house.resolver.raises_on = "cursed"

    failures = await house.pipeline.process([incoming("a"), cursed, incoming("b")])

    assert [f.report for f in failures] == [cursed]
    assert "ZeroDivisionError" in failures[0].error
    assert len(await alerts.page(house.db, owner, 10)) == 2


async def test_a_row_that_the_database_refuses_is_found_among_many(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    await house.rule(owner, region=["SY"])
    batch = [incoming(f"r-{i}") for i in range(9)]
    batch[5] = replace(batch[5], offset=2**80)  # fits no column

    failures = await house.pipeline.process(batch)

    assert [f.report for f in failures] == [batch[5]]
    assert len(await alerts.page(house.db, owner, 20)) == 8


async def test_when_the_first_with_a_key_raises_the_next_with_it_is_not_lost(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    await house.rule(owner, region=["SY"])
    house.resolver.raises_on_body = "cursed"
    first, second, third = (
        incoming(body="cursed"),
        incoming(body="Koniko gas field hit."),
        incoming(body="late"),
    )

    with capture_logs() as logs:
        failures = await house.pipeline.process([first, second, third])

    assert [f.report for f in failures] == [first]
    assert len(await alerts.page(house.db, owner, 10)) == 1
    told = [line["outcome"] for line in logs if line["event"] == "report.processed"]
    assert told == ["processed", "duplicate"]


async def test_what_was_recorded_before_the_database_went_away_is_said_once(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    await house.rule(owner, region=["SY"])
    many = [await house.webhook(owner) for _ in range(1000)]
    await house.rule(owner, *many, facility=["conoco-gas-plant"])
    batch = [
        *(incoming(f"small-{n}", "Quiet in Syria.") for n in range(3)),
        incoming("a transaction of its own"),
    ]
    house.db.writes_left = 1

    with capture_logs() as logs:
        with pytest.raises(Unavailable):
            await house.pipeline.process(batch)
        house.db.writes_left = None
        await house.pipeline.process(batch)

    outcomes = [line["outcome"] for line in logs if line["event"] == "report.processed"]
    assert outcomes.count("processed") == len(batch)
    assert sum(line.get("alerts", 0) for line in logs) == len(batch)


async def test_a_batch_of_several_transactions_loses_and_doubles_nothing(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    await house.rule(owner, region=["SY"])
    batch = [incoming(f"r-{n}", f"Quiet in Syria {n}.") for n in range(400)]
    batch[7] = replace(batch[7], offset=2**80)  # fits no column
    house.resolver.raises_on = "r-390"
    house.db.writes_left = 16  # enough to find the bad row, not for all that comes after it

    with capture_logs() as logs:
        with pytest.raises(Unavailable):
            await house.pipeline.process(batch)
        house.db.writes_left = None
        failures = await house.pipeline.process(batch)

    assert {f.report.report.id for f in failures} == {"r-7", "r-390"}
    told = [line for line in logs if line.get("outcome") == "processed"]
    assert len({line["report_id"] for line in told}) == len(told) == 398
    assert len(await alerts.page(house.db, owner, 1000)) == 398


async def test_a_report_recorded_in_part_is_completed_when_it_comes_again_among_many(
    house: House, incoming: Make
) -> None:
    owners = [await house.subscriber() for _ in range(2)]
    for owner in owners:  # each alert fills most of a transaction
        many = [await house.webhook(owner) for _ in range(500)]
        await house.rule(owner, *many, facility=["conoco-gas-plant"])
    huge = incoming("huge")
    house.db.writes_left = 1
    with pytest.raises(Unavailable):
        await house.pipeline.process([huge])
    house.db.writes_left = None
    assert sum([len(await alerts.page(house.db, owner, 10)) for owner in owners]) == 1

    await house.pipeline.process([*(incoming(f"r-{n}", "Quiet.") for n in range(20)), huge])

    for owner in owners:
        (alert,) = await alerts.page(house.db, owner, 10)
        assert len(alert.deliveries) == 500


async def test_while_thousands_are_told_of_a_report_others_have_their_turns(
    house: House, incoming: Make
) -> None:
    for _ in range(50):
        owner = await house.subscriber()
        await house.rule(owner, await house.webhook(owner), region=["SY"])
    elsewhere = 0
    seen: set[int] = set()
    seconds = count()
    stop = asyncio.Event()

    def ticking() -> float:
        seen.add(elsewhere)
        return next(seconds)  # each look at the clock finds a second gone

    house.ticking = ticking

    async def others() -> None:
        nonlocal elsewhere
        while not stop.is_set():
            elsewhere += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(others())
    await house.pipeline.process([incoming()])
    stop.set()
    await task

    assert len(seen) > 100  # a turn for each alert and each delivery


async def test_a_rule_never_reaches_into_another_subscribers_destinations(
    house: House, incoming: Make
) -> None:
    owner, other = await house.subscriber(), await house.subscriber()
    mine, theirs = await house.webhook(owner), await house.webhook(other)
    rule = await house.rule(owner, mine, region=["SY"])
    stolen = insert(tables.rule_destinations).values(  # the API and the store refuse this
        rule_id=rule, position=1, destination_id=theirs, subscriber_id=owner
    )
    await house.db.write(lambda connection: connection.execute(stolen))

    await house.pipeline.process([incoming()])

    heard = (await claiming.claim(house.db, "w", Room(100), LEASE, list(Channel))).deliveries
    assert [d.destination_id for d in heard] == [mine]
