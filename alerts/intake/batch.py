"""From a batch of Kafka records to recorded reports and buried letters.

Dead letters go first and are remembered until the batch is committed: if the database
is away and the batch comes again, nobody gets the same dead letter twice.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from aiokafka import ConsumerRecord

from alerts.intake.dead_letters import DeadLetter
from alerts.intake.envelope import report_in, traceparent
from alerts.intake.header_names import as_told, is_sound
from alerts.model.errors import DeadReason, MalformedReport
from alerts.pauses import Turns
from alerts.pipeline import Failure, Incoming

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Processor(Protocol):
    """What records the reports: `pipeline.Pipeline`."""

    async def process(self, batch: Sequence[Incoming]) -> list[Failure]:
        """Resolve, match and record a batch; give back what raised twice."""
        ...

    async def ping(self) -> None:
        """Raise `Unavailable` while the batch could not be recorded."""
        ...


class Grave(Protocol):
    """Where dead letters go: `dead_letters.DeadLetters`."""

    async def bury(self, letters: Sequence[DeadLetter]) -> None:
        """Keep them for good. Raises `Unavailable`."""
        ...


class BatchReader:
    """Reads batches. `forget` is called once a batch is committed."""

    def __init__(
        self,
        processor: Processor,
        dead: Grave,
        max_bytes: int,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._processor = processor
        self._dead = dead
        self._max_bytes = max_bytes
        self._clock = clock
        self._buried: set[tuple[str, int, int]] = set()

    async def read(self, records: Sequence[ConsumerRecord]) -> None:
        """Record every report, bury what is none. Raises `Unavailable`; nothing is lost then."""
        incoming: list[Incoming] = []
        letters: list[DeadLetter] = []
        turns = Turns(asyncio.get_running_loop().time)
        for record in records:
            match self._parse(record):
                case Incoming() as report:
                    incoming.append(report)
                case DeadLetter() as letter:
                    letters.append(letter)
            await turns.give_way()
        await self._bury(letters)
        by_place = {_place(r): r for r in records}
        failures = await self._processor.process(incoming)
        await self._bury(
            [
                DeadLetter(by_place[f.report.place], DeadReason.INTERNAL_ERROR, f.error)
                for f in failures
            ]
        )

    async def ping(self) -> None:
        """Raise `Unavailable` while a batch could not be recorded."""
        await self._processor.ping()

    def forget(self, records: Sequence[ConsumerRecord]) -> None:
        """Drop what was remembered of records that will not be read again."""
        self._buried.difference_update(map(_place, records))

    def _parse(self, record: ConsumerRecord) -> Incoming | DeadLetter:
        try:
            return self._incoming(record)
        except MalformedReport as error:
            return DeadLetter(record, error.reason, str(error))
        except Exception as error:  # noqa: BLE001 - our own bug must not cost the other reports
            return DeadLetter(record, DeadReason.INTERNAL_ERROR, repr(error))

    def _incoming(self, record: ConsumerRecord) -> Incoming:
        for name, _ in record.headers:
            if not is_sound(name):
                raise MalformedReport(
                    f"the name of the header {as_told(name)} is not UTF-8",
                    reason=DeadReason.INVALID_TEXT,
                )
        return Incoming(
            report=report_in(record.value, record.headers, self._max_bytes),
            raw=record.value,
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            kafka_at=_instant(record.timestamp) or self._clock(),
            traceparent=traceparent(record.headers),
        )

    async def _bury(self, letters: Sequence[DeadLetter]) -> None:
        fresh = [letter for letter in letters if _place(letter.record) not in self._buried]
        if fresh:
            await self._dead.bury(fresh)
            self._buried |= {_place(letter.record) for letter in fresh}


def _instant(timestamp: int | None) -> datetime | None:
    """Read a record's timestamp, milliseconds since 1970.

    None for a record without one (-1), and for a producer's nanoseconds, which are no date:
    such a report is as fresh as it looks.
    """
    if timestamp is None or timestamp < 0:
        return None
    try:
        return _EPOCH + timedelta(milliseconds=timestamp)
    except OverflowError:
        return None


def _place(record: ConsumerRecord) -> tuple[str, int, int]:
    return (record.topic, record.partition, record.offset)
