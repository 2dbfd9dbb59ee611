"""What a receiver is sent: a CloudEvents 1.0 JSON event.

One set of shapes both writes and reads it (mails are rendered from the event), so that
what the schema says, what travels and what a mail shows cannot drift apart. The bytes
follow from the arguments alone: made twice, they are the same.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Literal

import orjson
from pydantic.json_schema import SkipJsonSchema

from alerts.model.alert import Alert, NamedEntity, RuleMatch
from alerts.model.entity import Evidence
from alerts.model.event_because import MatchedRule, matched_rule
from alerts.model.event_data import (
    KEPT,
    AlertData,
    EventEntity,
    EventReport,
    EventSource,
    cut,
)
from alerts.model.event_reading import EventReading
from alerts.model.event_told import Shape, told, words_of
from alerts.model.excerpt import excerpt
from alerts.model.report import Report

__all__ = [
    "MAX_EVENT_BYTES",
    "AlertData",
    "AlertEvent",
    "ConfirmationData",
    "ConfirmationEvent",
    "EventEntity",
    "EventKind",
    "EventReport",
    "EventSource",
    "alert_body",
    "alert_event",
    "confirmation_event",
    "test_event",
    "whole_alert",
]

MAX_EVENT_BYTES = 256 * 1024


class EventKind(StrEnum):
    """What an event is about. Receivers ignore types they do not know."""

    ALERT = "alert.created"
    TEST = "alert.test"
    CONFIRMATION = "destination.confirmation"


class ConfirmationData(Shape):
    """The data of a mail that asks an address's owner to confirm: nothing a user wrote."""

    destination_id: str


class _Envelope(Shape):
    """The CloudEvents attributes; `traceparent` is its distributed tracing extension."""

    specversion: Literal["1.0"] = "1.0"
    id: str
    source: str
    time: datetime
    datacontenttype: Literal["application/json"] = "application/json"
    traceparent: str | SkipJsonSchema[None] = None

    def to_bytes(self) -> bytes:
        """Write the event as JSON. An attribute without a value is left out (CloudEvents 3.1)."""
        members = self.model_dump(mode="json")
        if self.traceparent is None:
            del members["traceparent"]
        return orjson.dumps(members)


class AlertEvent(_Envelope):
    """An alert on its way to one destination, or a test of that way."""

    type: Literal[EventKind.ALERT, EventKind.TEST]
    data: AlertData

    @classmethod
    def read(cls, event: bytes) -> "AlertEvent":
        """Read back what `alert_event` or `test_event` wrote."""
        return cls.model_validate_json(event)


class ConfirmationEvent(_Envelope):
    """The record of a confirmation mail; it never travels to a webhook."""

    type: Literal[EventKind.CONFIRMATION] = EventKind.CONFIRMATION
    data: ConfirmationData


def alert_event(
    *,
    delivery_id: str,
    destination_id: str,
    public_url: str,
    at: datetime,
    alert: Alert,
    report: Report,
    entities: Sequence[NamedEntity],
    event: EventReading | None = None,
    unresolved: Sequence[Evidence] = (),
    traceparent: str | None = None,
) -> bytes:
    """Write the event for one destination; it hears only of the rules that notify it.

    It has no more than `MAX_EVENT_BYTES`, which receivers and what stands before them take.
    """
    rules = [rule for rule in alert.rules if destination_id in rule.notify]
    made = AlertEvent(
        id=delivery_id,
        source=public_url,
        type=EventKind.ALERT,
        time=at,
        data=_data(alert, rules, report, entities, event, unresolved),
        traceparent=traceparent,
    )
    written = made.to_bytes()
    if len(written) <= MAX_EVENT_BYTES:
        return written
    for kept in KEPT:
        data = cut(made.data, kept, f"{public_url}/v1/alerts/{alert.id}")
        written = made.model_copy(update={"data": data}).to_bytes()
        if len(written) <= MAX_EVENT_BYTES:
            break
    return written


def alert_body(
    *,
    alert: Alert,
    report: Report,
    entities: Sequence[NamedEntity],
    event: EventReading | None = None,
    unresolved: Sequence[Evidence] = (),
) -> bytes:
    """Write the whole alert, with every rule that matched, as its owner reads it over HTTP."""
    data = whole_alert(
        alert=alert, report=report, entities=entities, event=event, unresolved=unresolved
    )
    return data.model_dump_json().encode()


def whole_alert(
    *,
    alert: Alert,
    report: Report,
    entities: Sequence[NamedEntity],
    event: EventReading | None = None,
    unresolved: Sequence[Evidence] = (),
) -> AlertData:
    """Give what an alert says, with every rule that matched."""
    return _data(alert, alert.rules, report, entities, event, unresolved)


def _data(
    alert: Alert,
    matched: Sequence[RuleMatch],
    report: Report,
    entities: Sequence[NamedEntity],
    event: EventReading | None,
    unresolved: Sequence[Evidence],
) -> AlertData:
    rules = tuple(map(matched_rule, matched))
    return AlertData(
        alert_id=alert.id,
        subscriber_id=alert.subscriber_id,
        rules=rules,
        report=_report(report, _first_in_body(rules)),
        event=told(event) if event else None,
        entities=tuple(_entity(entity) for entity in entities),
        unresolved=tuple(map(words_of, unresolved)),
    )


def test_event(*, delivery_id: str, public_url: str, at: datetime, subscriber_id: str) -> bytes:
    """Write a test alert: the whole shape, and plain words that nothing has happened."""
    source = EventSource(name="Alerts", url=None, kind=None)
    report = EventReport(
        id="test",
        source=source,
        title="This is a test alert",
        published_at=at,
        url=None,
        excerpt="Nothing has happened. If you can read this, alerts reach this destination.",
    )
    data = AlertData(
        alert_id="alr_test", subscriber_id=subscriber_id, rules=(), report=report, entities=()
    )
    return AlertEvent(
        id=delivery_id, source=public_url, type=EventKind.TEST, time=at, data=data
    ).to_bytes()


def confirmation_event(
    *, delivery_id: str, public_url: str, at: datetime, destination_id: str
) -> bytes:
    """Write the event of a confirmation mail. Its link is signed only when it is sent."""
    data = ConfirmationData(destination_id=destination_id)
    return ConfirmationEvent(id=delivery_id, source=public_url, time=at, data=data).to_bytes()


def _first_in_body(rules: Sequence[MatchedRule]) -> tuple[int, int] | None:
    spans = [
        (reason.evidence.start, reason.evidence.end)
        for rule in rules
        for reason in rule.because
        if reason.evidence is not None and reason.evidence.field == "/body"
    ]
    return min(spans, default=None)


def _report(report: Report, around: tuple[int, int] | None) -> EventReport:
    source = report.source
    return EventReport(
        id=report.id,
        source=EventSource(name=source.name, url=source.url, kind=source.kind),
        title=report.title,
        published_at=report.published_at,
        url=source.url,
        excerpt=excerpt(report.body, around) if report.body else None,
    )


def _entity(entity: NamedEntity) -> EventEntity:
    return EventEntity(
        id=entity.id,
        kind=entity.kind,
        name=entity.name,
        mention=entity.role,
        part=entity.part,
        via=entity.via,
        evidence=words_of(entity.evidence) if entity.evidence else None,
        lat=entity.lat,
        lon=entity.lon,
    )
