"""What happened, when and how gravely, as a report tells it.

Where the producer's own fields say it there is no evidence; where words said it, these are they.
What neither says stays unknown.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from alerts.model.entity import Evidence
from alerts.model.report import EventType, Severity


class Precision(StrEnum):
    """How exactly an instant is known; `exact` is the producer's own."""

    EXACT = "exact"
    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class EventReading:
    """An event as told. Evidence is empty for what the producer's own fields say."""

    event_type: EventType | None = None
    event_type_evidence: tuple[Evidence, ...] = ()
    occurred_at: datetime | None = None
    precision: Precision | None = None
    occurred_at_evidence: tuple[Evidence, ...] = ()
    severity: Severity | None = None
    severity_evidence: tuple[Evidence, ...] = ()
