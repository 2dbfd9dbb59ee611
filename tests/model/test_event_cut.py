"""An alert that is too long to be sent is cut, tells where all of it is, and stays true."""

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.model.alert import Alert, Because, NamedEntity, RuleMatch
from alerts.model.entity import Evidence, Kind, Role
from alerts.model.event import MAX_EVENT_BYTES, AlertEvent, alert_event
from alerts.model.report import Report, report_of
from tests.model.test_event import AT

URL = "https://alerts.example"


def made(
    report: Report, rules: int = 1, reasons: int = 1, entities: int = 1, word: str = "Koni"
) -> bytes:
    words = Evidence("/title", 0, 4, word)
    because = Because(
        *("facility", "conoco-gas-plant", "conoco-gas-plant", Kind.FACILITY, "Conoco gas plant"),
        *(Role.PRIMARY, words),
    )
    matched = tuple(
        RuleMatch(f"rul_{n}", "x" * 200, ("dst_1",), (because,) * reasons) for n in range(rules)
    )
    named = NamedEntity("conoco-gas-plant", Kind.FACILITY, "Conoco", Role.PRIMARY, evidence=words)
    return alert_event(
        delivery_id="dlv_1",
        destination_id="dst_1",
        public_url=URL,
        at=AT,
        alert=Alert("alr_1", "sub_1", report.key, matched, AT),
        report=report,
        entities=[named] * entities,
        unresolved=[Evidence("/facilities/0", 0, 1, "y" * 1000)] * 20,
    )


def reported(
    title: str = "Koniko", source: str = "Zhyan", url: str = "https://z.example/1"
) -> Report:
    return report_of({"id": "1", "source": {"name": source, "url": url}, "title": title})


def test_an_ordinary_alert_is_whole_and_says_so() -> None:
    event = AlertEvent.read(made(reported(), rules=20, entities=300))
    assert event.data.whole_alert is None
    assert len(event.data.entities) == 300


@pytest.mark.parametrize(
    "event",
    [
        made(reported(title="Koniko " * 100_000)),
        made(reported(title="كونيكو" * 100_000)),
        made(reported(title="\x1b\n'" * 100_000)),
        made(reported(source="Z" * 900_000)),
        made(reported(url=f"https://z.example/{'1' * 900_000}")),
        made(reported(), rules=2_000),
        made(reported(), rules=2, reasons=10_000),
        made(reported(title="Koniko " * 100_000), rules=200, reasons=50, entities=300),
        made(reported(), 100, 100, 300, word="\x01" * 200),
    ],
    ids=["title", "script", "escapes", "source", "url", "rules", "reasons", "all of it", "words"],
)  # fmt: skip
def test_a_long_one_is_cut_and_says_where_the_whole_is(event: bytes) -> None:
    assert len(event) < MAX_EVENT_BYTES
    data = AlertEvent.read(event).data
    assert data.whole_alert == f"{URL}/v1/alerts/alr_1"
    assert data.rules
    assert data.entities


def test_a_url_stands_whole_or_not_at_all() -> None:
    event = AlertEvent.read(made(reported(url=f"https://z.example/{'1' * 900_000}")))
    assert event.data.report.url is None


def test_it_is_cut_in_the_same_way_each_time() -> None:
    assert made(reported(), rules=2_000) == made(reported(), rules=10_000)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 300), st.integers(1, 20), st.integers(0, 300), st.integers(0, 400_000))
def test_whatever_comes_together_an_event_has_its_limit(
    rules: int, reasons: int, entities: int, title: int
) -> None:
    event = made(reported(title="K" + "\x01" * title), rules, reasons, entities)
    assert len(event) <= MAX_EVENT_BYTES
    assert orjson.loads(event)["data"]["alert_id"] == "alr_1"
