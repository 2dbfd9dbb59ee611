"""A batch is read whole, whatever stands in it."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from aiokafka import ConsumerRecord

from alerts.intake.batch import BatchReader
from alerts.intake.dead_letters import DeadLetter
from alerts.model.errors import Unavailable
from tests.intake.conftest import MAX_BYTES, Ledger

NOW = datetime(2021, 7, 13, 6, 0, tzinfo=UTC)
REPORT = b'{"id": "r-1", "source": {"name": "s"}, "body": "b"}'


class Graveyard:
    """Keeps the places of what was buried."""

    def __init__(self) -> None:
        self.offsets: list[int] = []

    async def bury(self, letters: Sequence[DeadLetter]) -> None:
        self.offsets += [letter.record.offset for letter in letters]


def record(
    value: bytes = REPORT, *, offset: int = 0, timestamp: int | None = 0
) -> ConsumerRecord[bytes, bytes]:
    return ConsumerRecord(
        "reports", 0, offset, timestamp, 0, None, value, None, 0, len(value), headers=()
    )


def reader(ledger: Ledger, graveyard: Graveyard) -> BatchReader:
    return BatchReader(ledger, graveyard, MAX_BYTES, clock=lambda: NOW)


@pytest.mark.parametrize(
    ("timestamp", "kafka_at"),
    [
        pytest.param(1_626_123_600_000, datetime(2021, 7, 12, 21, tzinfo=UTC), id="milliseconds"),
        pytest.param(1_626_123_600_000_000, NOW, id="microseconds, by mistake"),
        pytest.param(2**63 - 1, NOW, id="no date at all"),
        pytest.param(-(2**63), NOW, id="before all time"),
        pytest.param(-1, NOW, id="Kafka's sign for none"),
        pytest.param(None, NOW, id="none, as in the oldest format"),
    ],
)
async def test_a_timestamp_that_is_none_costs_no_report_and_makes_it_no_older(
    timestamp: int | None, kafka_at: datetime
) -> None:
    ledger = Ledger()

    await reader(ledger, Graveyard()).read([record(timestamp=timestamp)])

    assert [report.kafka_at for report in ledger.reports] == [kafka_at]


async def test_what_is_buried_is_buried_once_though_another_batch_is_committed_meanwhile() -> None:
    ledger, graveyard = Ledger(), Graveyard()
    batches = reader(ledger, graveyard)
    bad, good = record(b"no report", offset=7), record(offset=8)
    ledger.away = True
    with pytest.raises(Unavailable):
        await batches.read([bad, good])
    ledger.away = False
    other = record(offset=1)
    await batches.read([other])
    batches.forget([other])

    await batches.read([bad, good])

    assert graveyard.offsets == [7]
