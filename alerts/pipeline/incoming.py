"""A report on its way in: as it came, and as it is about to be recorded."""

from dataclasses import dataclass
from datetime import datetime

from alerts.model.report import Report
from alerts.store.reports import NewReport


@dataclass(frozen=True, slots=True)
class Incoming:
    """A report with the Kafka record that brought it."""

    report: Report
    raw: bytes
    topic: str
    partition: int
    offset: int
    kafka_at: datetime
    traceparent: str | None = None

    @property
    def place(self) -> tuple[str, int, int]:
        """Where on Kafka it stands."""
        return (self.topic, self.partition, self.offset)


@dataclass(frozen=True, slots=True)
class Ready:
    """A report resolved and matched, waiting to be recorded."""

    incoming: Incoming
    row: NewReport
    entities: int
    unresolved: tuple[str, ...]
    rules: int
    expired: bool
    ms: float
