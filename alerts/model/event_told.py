"""What an alert says of the event itself, beside who and where.

Here too nothing is said without its reason: what was read from words has them beside it, and
what has none beside it the producer said.
"""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from alerts.model.entity import Evidence
from alerts.model.event_reading import EventReading, Precision
from alerts.model.report import EventType, Severity

Read = Literal["event_type", "occurred_at", "severity"]


def _as_written(schema: dict[str, Any]) -> None:
    """Promise every member to the receiver, but a trace: that is left out where there is none."""
    members = schema["properties"]
    for member in members.values():
        member.pop("default", None)
    schema["required"] = [name for name in members if name != "traceparent"]


class Shape(BaseModel):
    """A part of an event, written whole: receivers need not ask whether a member is there."""

    model_config = ConfigDict(frozen=True, json_schema_extra=_as_written)


class Words(Shape):
    """The words that named an entity: code points of `field` as the producer sent it."""

    field: str
    start: int
    end: int
    text: str


class EventTold(Shape):
    """What happened, when and how gravely; `evidence` has the words of what was read from text."""

    event_type: EventType | None
    occurred_at: datetime | None
    precision: Precision | None
    severity: Severity | None
    evidence: dict[Read, tuple[Words, ...]]


def words_of(evidence: Evidence) -> Words:
    """Write evidence down."""
    return Words(field=evidence.field, start=evidence.start, end=evidence.end, text=evidence.text)


def told(event: EventReading) -> EventTold:
    """Write an event down."""
    read: dict[Read, tuple[Evidence, ...]] = {
        "event_type": event.event_type_evidence,
        "occurred_at": event.occurred_at_evidence,
        "severity": event.severity_evidence,
    }
    return EventTold(
        event_type=event.event_type,
        occurred_at=event.occurred_at,
        precision=event.precision,
        severity=event.severity,
        evidence={name: tuple(map(words_of, words)) for name, words in read.items() if words},
    )
