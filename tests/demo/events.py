"""One alert as the service would send it."""

from datetime import UTC, datetime

from alerts.demo.arrivals import Arrival
from alerts.demo.judge import Receipt
from alerts.model.entity import Kind, Role
from alerts.model.event import (
    AlertData,
    AlertEvent,
    EventEntity,
    EventKind,
    EventReport,
    EventSource,
)
from alerts.model.event_because import Found, MatchedRule, Reason
from alerts.model.event_told import Words
from alerts.model.rule import Channel

WORDS = Words(field="/body", start=12, end=22, text="حقل كونيكو")
PLANT = EventEntity(
    id="conoco-gas-plant",
    kind=Kind.FACILITY,
    name="Conoco gas plant",
    mention=Role.PRIMARY,
    part=None,
    via=None,
    evidence=WORDS,
    lat=None,
    lon=None,
)
REGION = PLANT.model_copy(
    update={
        "id": "SY-DY",
        "kind": Kind.REGION,
        "name": "Deir ez-Zor",
        "via": PLANT.id,
        "evidence": None,
    }
)
RULE = MatchedRule(
    id="rul_1",
    name="East of the river",
    because=(
        Reason(
            clause="region",
            wanted="SY-DY",
            entity=Found(id="SY-DY", kind=Kind.REGION, name="Deir ez-Zor"),
            evidence=None,
            mention=Role.PRIMARY,
            via=PLANT.id,
        ),
    ),
)


def alert(*, title: str | None = "انفجار") -> AlertData:
    return AlertData(
        alert_id="alr_1",
        subscriber_id="sub_1",
        rules=(RULE,),
        report=EventReport(
            id="r1",
            source=EventSource(name="Desk", url=None, kind=None),
            title=title,
            published_at=None,
            url=None,
            excerpt="سُمع دوي انفجار في حقل كونيكو" if title else None,
        ),
        entities=(PLANT, REGION),
    )


def arrival(*, title: str | None = "انفجار", is_news: bool = True) -> Arrival:
    receipt = Receipt("r1", "Deir ez-Zor desk", Channel.EMAIL)
    subject = "انفجار (Conoco gas plant)"
    return Arrival(receipt, "dlv_1", alert(title=title), 17.4, subject, is_news)


def event() -> AlertEvent:
    return AlertEvent(
        id="dlv_1",
        source="https://alerts.example",
        type=EventKind.ALERT,
        time=datetime(2026, 3, 1, tzinfo=UTC),
        data=alert(),
    )
