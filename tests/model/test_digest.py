"""A digest is due at the end of its interval; it lists what fits, and counts and links the rest."""

from datetime import UTC, datetime, timedelta

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from alerts.model.digest import digest_due, digest_id
from alerts.model.entity import Kind, Role
from alerts.model.event import MAX_EVENT_BYTES, AlertData, EventEntity, EventReport, EventSource
from alerts.model.event_because import MatchedRule
from alerts.model.event_digest import (
    MOST_LISTED,
    DigestAlert,
    DigestEvent,
    Gathered,
    digest_alert,
    digest_event,
    heard_by,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
URL = "https://alerts.example"
INSTANTS = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds
INTERVALS = st.timedeltas(timedelta(seconds=1), timedelta(days=1))


@given(st.text(max_size=30), INSTANTS, INTERVALS)
def test_it_is_due_within_the_interval_and_all_of_that_have_the_same_due(
    destination: str, now: datetime, every: timedelta
) -> None:
    due = digest_due(destination, now, every)
    assert timedelta(0) < due - now <= every
    assert digest_due(destination, due - timedelta(microseconds=1), every) == due
    assert digest_due(destination, due, every) == due + every


def test_destinations_are_due_at_times_of_their_own() -> None:
    dues = {digest_due(f"dst_{n}", AT, QUARTER) for n in range(100)}
    assert len(dues) > 95
    assert max(dues) - min(dues) > QUARTER / 2


def test_an_id_is_of_a_destination_and_an_interval() -> None:
    ids = {digest_id(to, AT + n * QUARTER) for to in ("dst_1", "dst_2") for n in range(2)}
    assert len(ids) == 4
    assert digest_id("dst_1", AT) == digest_id("dst_1", AT)


def data(title: str | None = "Blast heard", rules: int = 2, **report: str | None) -> AlertData:
    source = EventSource(name="Zhyan", url=None, kind="media")
    told = EventReport(
        id="1",
        source=source,
        title=title,
        published_at=AT,
        url=report.get("url"),
        excerpt=report.get("excerpt", "A blast was heard."),
    )
    plant = EventEntity(
        id="conoco-gas-plant",
        kind=Kind.FACILITY,
        name="Conoco gas plant",
        mention=Role.PRIMARY,
        part=None,
        via=None,
        lat=None,
        lon=None,
    )
    return AlertData(
        alert_id="alr_1",
        subscriber_id="sub_1",
        rules=tuple(MatchedRule(id=f"rul_{n}", name=f"Rule {n}", because=()) for n in range(rules)),
        report=told,
        entities=(plant,),
    )


def gathered(entries: list[bytes], count: int | None = None) -> Gathered:
    return Gathered(
        *("dlv_1", "dst_1", "sub_1", len(entries) if count is None else count),
        *(AT, AT + QUARTER, entries),
    )


def read(entries: list[bytes], count: int | None = None) -> DigestEvent:
    event = digest_event(gathered(entries, count), public_url=URL, at=AT + QUARTER)
    assert len(event) <= MAX_EVENT_BYTES
    return DigestEvent.read(event)


def test_an_alert_in_short_says_what_where_and_by_which_rules() -> None:
    short = heard_by(digest_alert(data(url="https://z.example/1"), URL, AT), {"rul_1", "rul_9"})
    assert (short.title, short.places) == ("Blast heard", ("Conoco gas plant",))
    assert [(rule.id, rule.name) for rule in short.rules] == [("rul_1", "Rule 1")]
    assert (short.source, short.published_at, short.recorded_at) == ("Zhyan", AT, AT)
    assert (short.url, short.whole_alert) == ("https://z.example/1", f"{URL}/v1/alerts/alr_1")
    assert DigestAlert.model_validate_json(short.to_bytes()) == short


@pytest.mark.parametrize(
    ("title", "excerpt", "shown"),
    [
        (None, "A blast was heard.", "A blast was heard."),
        (None, None, None),
        ("T" * 999, None, 300),
    ],
    ids=["the beginning of its text", "no words at all", "cut"],
)
def test_a_title_is_the_reports_or_the_beginning_of_its_text(
    title: str | None, excerpt: str | None, shown: str | int | None
) -> None:
    short = digest_alert(data(title, excerpt=excerpt), URL, AT)
    assert (len(short.title or "") if isinstance(shown, int) else short.title) == shown


def test_of_very_many_rules_the_first_are_named_and_the_others_counted() -> None:
    short = heard_by(digest_alert(data(rules=50), URL, AT), {f"rul_{n}" for n in range(45)})
    assert (len(short.rules), short.more_rules) == (20, 25)


def test_an_event_lists_its_alerts_and_its_schema_takes_it() -> None:
    entry = digest_alert(data(), URL, AT).to_bytes()
    event = read([entry, entry])
    assert (event.type, event.id, event.source, event.time) == (
        *("alert.digest", "dlv_1", URL),
        AT + QUARTER,
    )
    assert (event.data.count, event.data.left_out, len(event.data.alerts)) == (2, 0, 2)
    assert (event.data.first_at, event.data.last_at) == (AT, AT + QUARTER)
    assert event.data.all_alerts == f"{URL}/v1/alerts?delivery=dlv_1"
    Draft202012Validator(DigestEvent.model_json_schema()).validate(
        orjson.loads(digest_event(gathered([entry]), public_url=URL, at=AT))
    )


def test_made_twice_the_bytes_are_the_same() -> None:
    entry = digest_alert(data(), URL, AT).to_bytes()
    made = {digest_event(gathered([entry] * 3), public_url=URL, at=AT) for _ in range(2)}
    assert len(made) == 1


@settings(max_examples=20, deadline=None)
@given(st.integers(1, MOST_LISTED), st.integers(0, 5000), st.integers(0, 300), st.integers(1, 30))
def test_what_does_not_fit_is_counted(listed: int, more: int, title: int, rules: int) -> None:
    entry = digest_alert(data("\x01" * title, rules), URL, AT).to_bytes()
    event = read([entry] * listed, listed + more)
    assert len(event.data.alerts) + event.data.left_out == event.data.count == listed + more
    assert event.data.alerts
