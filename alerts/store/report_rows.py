"""A report that is to be recorded, and the rows that keep it: its bulk, and what it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from alerts.model.delivery import Status
from alerts.model.ids import ReportKey
from alerts.model.rule import Channel
from alerts.store.bulk import BulkInsert, Row
from alerts.store.kept import entities_text
from alerts.store.tables import report_entities, reports


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A delivery to be made; `held` when its destination is disabled.

    `in_digest` is what a digest says of it, should its subscriber have too many.
    """

    id: str
    destination_id: str
    channel: Channel
    event: bytes
    status: Status = Status.PENDING
    in_digest: bytes = b""


@dataclass(frozen=True, slots=True)
class NewAlert:
    """An alert to be recorded, with its deliveries."""

    id: str
    subscriber_id: str
    body: bytes
    deliveries: tuple[NewDelivery, ...] = ()


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report to be recorded: its bytes, what was found in it, where on Kafka it stood.

    `entities` are the ids of all that `mentions` holds.
    """

    key: ReportKey
    content: bytes
    raw: bytes
    mentions: bytes
    gazetteer: str
    published_at: datetime | None
    occurred_at: datetime | None
    topic: str
    partition: int
    offset: int
    kafka_at: datetime
    entities: tuple[str, ...] = ()
    alerts: tuple[NewAlert, ...] = ()


_REPORTS = BulkInsert(
    reports,
    [
        *("digest", "source", "report_id", "revision", "raw", "mentions", "gazetteer"),
        *("published_at", "occurred_at", "kafka_topic", "kafka_partition", "kafka_offset"),
        *("kafka_at", "received_at"),
    ],
)
_ENTITIES = BulkInsert(report_entities, ["received_at", "digest", "entities"])


def keep(connection: Connection, group: Sequence[NewReport], now: datetime) -> None:
    """Write the rows of reports that are new."""
    _REPORTS.run(connection, [_row(report, now) for report in group])
    named = [(now, report.key.digest, entities_text(report.entities)) for report in group]
    _ENTITIES.run(connection, named)


def _row(report: NewReport, now: datetime) -> Row:
    return (
        *(report.key.digest, report.key.source, report.key.id, report.key.revision),
        *(report.raw, report.mentions, report.gazetteer),
        *(report.published_at, report.occurred_at),
        *(report.topic, report.partition, report.offset, report.kafka_at, now),
    )
