"""What receivers are sent: CloudEvents whose bytes are fixed, holding only what is theirs."""

from datetime import UTC, datetime

import orjson
import pytest
from jsonschema import Draft202012Validator

from alerts.model import event as events
from alerts.model.alert import Alert, Because, NamedEntity, RuleMatch
from alerts.model.entity import Evidence, Kind, Role
from alerts.model.event_reading import EventReading, Precision
from alerts.model.report import EventType, Severity, report_of

AT = datetime(2021, 7, 13, 0, 0, 1, 500, tzinfo=UTC)
BODY = "Filler. " * 100 + "A blast was heard at the Koniko gas field." + " Filler." * 100
START = BODY.index("Koniko")
REPORT = report_of(
    {
        "id": "zhyan-1585",
        "source": {"name": "Zhyan", "url": "https://zhyan.example/1585", "kind": "media"},
        "title": "Missile hits al-Omar",
        "body": BODY,
        "published_at": "2021-07-13T00:00:00Z",
    }
)
WORDS = Because(
    "facility",
    "conoco-gas-plant",
    "conoco-gas-plant",
    Kind.FACILITY,
    "Conoco gas plant",
    Role.PRIMARY,
    Evidence("/body", START, START + 16, "Koniko gas field"),
)
IMPLIED = Because(
    "region", "SY-DY", "SY-DY", Kind.REGION, "Deir ez-Zor", Role.PRIMARY, via="conoco-gas-plant"
)
ALERT = Alert(
    "alr_1",
    "sub_1",
    REPORT.key,
    (
        RuleMatch("rul_1", "Gas", ("dst_1", "dst_2"), (WORDS,)),
        RuleMatch("rul_2", "Deir ez-Zor", ("dst_2",), (IMPLIED,)),
    ),
    AT,
)
ENTITIES = [NamedEntity("conoco-gas-plant", Kind.FACILITY, "Conoco gas plant", Role.PRIMARY)]


def event(destination: str = "dst_1", traceparent: str | None = None) -> bytes:
    return events.alert_event(
        delivery_id="dlv_1",
        destination_id=destination,
        public_url="https://alerts.example",
        at=AT,
        alert=ALERT,
        report=REPORT,
        entities=ENTITIES,
        traceparent=traceparent,
    )


def test_what_was_read_has_its_words_and_what_the_producer_said_none() -> None:
    blast = Evidence("/body", 802, 807, "blast")
    read = EventReading(
        EventType.OTHER,
        event_type_evidence=(blast,),
        occurred_at=AT,
        precision=Precision.EXACT,
        severity=Severity.MINOR,
    )
    lost = Evidence("/regions/0", 0, 8, "Atlantis")
    body = orjson.loads(
        events.alert_body(
            alert=ALERT, report=REPORT, entities=ENTITIES, event=read, unresolved=[lost]
        )
    )
    assert body["event"] == {
        "event_type": "other",
        "occurred_at": "2021-07-13T00:00:01.000500Z",
        "precision": "exact",
        "severity": "minor",
        "evidence": {"event_type": [{"field": "/body", "start": 802, "end": 807, "text": "blast"}]},
    }
    assert body["unresolved"] == [{"field": "/regions/0", "start": 0, "end": 8, "text": "Atlantis"}]


def test_an_event_has_the_attributes_of_cloudevents() -> None:
    members = orjson.loads(event())
    data = members.pop("data")
    assert members == {
        "specversion": "1.0",
        "id": "dlv_1",
        "source": "https://alerts.example",
        "type": "alert.created",
        "time": "2021-07-13T00:00:01.000500Z",
        "datacontenttype": "application/json",
    }
    assert data["alert_id"] == "alr_1"
    assert data["subscriber_id"] == "sub_1"
    assert data["report"]["id"] == "zhyan-1585"
    assert data["report"]["published_at"] == "2021-07-13T00:00:00Z"


def test_the_bytes_are_the_same_each_time_and_read_back_whole() -> None:
    assert event() == event()
    assert events.AlertEvent.read(event()).to_bytes() == event()


def test_a_destination_hears_only_of_the_rules_that_notify_it() -> None:
    def rules(destination: str) -> list[str]:
        return [r.id for r in events.AlertEvent.read(event(destination)).data.rules]

    assert rules("dst_1") == ["rul_1"]
    assert rules("dst_2") == ["rul_1", "rul_2"]


def test_a_clause_says_which_words_met_it_or_what_implied_it() -> None:
    words, implied = orjson.loads(event("dst_2"))["data"]["rules"]
    assert words["because"] == [
        {
            "clause": "facility",
            "wanted": "conoco-gas-plant",
            "entity": {"id": "conoco-gas-plant", "kind": "facility", "name": "Conoco gas plant"},
            "evidence": {
                "field": "/body",
                "start": START,
                "end": START + 16,
                "text": "Koniko gas field",
            },
            "mention": "primary",
            "via": None,
            "saw": None,
        }
    ]
    assert implied["because"][0]["via"] == "conoco-gas-plant"
    assert implied["because"][0]["evidence"] is None


def test_the_excerpt_lies_around_the_first_evidence() -> None:
    excerpt = events.AlertEvent.read(event()).data.report.excerpt
    assert excerpt is not None
    assert "the Koniko gas field." in excerpt
    assert excerpt.startswith("…")


def test_a_trace_travels_with_the_event() -> None:
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    assert orjson.loads(event(traceparent=trace))["traceparent"] == trace


@pytest.mark.parametrize("traceparent", [None, f"00-{'a' * 32}-{'b' * 16}-01"])
def test_the_schema_promises_every_member_that_is_always_there(traceparent: str | None) -> None:
    validator = Draft202012Validator(events.AlertEvent.model_json_schema())
    sent = orjson.loads(event(traceparent=traceparent))
    assert validator.is_valid(sent)
    for name in sent.keys() - {"traceparent"}:
        assert not validator.is_valid({k: v for k, v in sent.items() if k != name}), name
    del sent["data"]["entities"][0]["evidence"]
    assert not validator.is_valid(sent)


def test_a_test_has_the_shape_of_an_alert() -> None:
    made = events.test_event(
        delivery_id="dlv_9", public_url="https://alerts.example", at=AT, subscriber_id="sub_1"
    )
    read = events.AlertEvent.read(made)
    assert read.type is events.EventKind.TEST
    assert orjson.loads(made)["data"].keys() == orjson.loads(event())["data"].keys()


def test_a_confirmation_holds_nothing_that_a_user_wrote() -> None:
    made = events.confirmation_event(
        delivery_id="dlv_9", public_url="https://alerts.example", at=AT, destination_id="dst_1"
    )
    assert orjson.loads(made)["data"] == {"destination_id": "dst_1"}


def test_the_body_that_its_owner_reads_has_every_rule() -> None:
    body = orjson.loads(events.alert_body(alert=ALERT, report=REPORT, entities=ENTITIES))
    assert [rule["id"] for rule in body["rules"]] == ["rul_1", "rul_2"]
    assert body.keys() == orjson.loads(event())["data"].keys()
