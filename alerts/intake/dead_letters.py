"""What could not be a report, kept as it came.

Whoever reads `reports.dead` must be able to mend the producer and send the message
again: so bytes, key and headers are the original's, and ours say why and whence.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from alerts.intake.connection import LazyProducer
from alerts.intake.header_names import as_told
from alerts.model.errors import DeadReason, Unavailable
from alerts.telemetry import metrics

log = structlog.get_logger()

_LIMIT_S = 30.0


class Record(Protocol):
    """A consumed Kafka record, as far as a dead letter needs it."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A record that could not be a report, and why."""

    record: Record
    reason: DeadReason
    detail: str


class DeadLetters:
    """The topic of dead letters. `max_bytes`: a longer value is cut there.

    The topic itself may take less (`max.message.bytes` counts the headers too): then the
    value is halved until it fits, for the coordinates in the headers find the rest.
    """

    def __init__(self, connect: Callable[[], AIOKafkaProducer], topic: str, max_bytes: int) -> None:
        self._connection = LazyProducer(connect)
        self._topic = topic
        self._max_bytes = max_bytes

    async def bury(self, letters: Sequence[DeadLetter]) -> None:
        """Send all; return when Kafka has them all (`acks=all`). Raises `Unavailable`."""
        try:
            async with asyncio.timeout(_LIMIT_S):
                producer = await self._connection.get()
                await asyncio.gather(
                    *(self._send(producer, letter, self._max_bytes) for letter in letters)
                )
        except (KafkaError, TimeoutError) as error:
            await self._connection.drop()
            raise Unavailable(f"the dead-letter topic {self._topic}: {error!r}") from error
        for letter in letters:
            _tell(letter)

    async def close(self) -> None:
        """Let go of Kafka."""
        await self._connection.drop()

    async def _send(self, producer: AIOKafkaProducer, letter: DeadLetter, limit: int) -> None:
        record = letter.record
        value = _value(record, limit)
        try:
            await producer.send_and_wait(
                self._topic,
                key=record.key,
                value=value,
                headers=[*_own(record), *_reasons(letter)],
            )
        except MessageSizeTooLargeError:
            if not value:
                raise
            await self._send(producer, letter, len(value) // 2)


def _value(record: Record, limit: int) -> bytes | None:
    """Give the value as it came; no producer of ours can send null under a null key."""
    if record.value is None:
        return b"" if record.key is None else None
    return bytes(record.value[:limit])


def _own(record: Record) -> list[tuple[str, bytes]]:
    return [(as_told(name), text) for name, text in record.headers]


def _reasons(letter: DeadLetter) -> list[tuple[str, bytes]]:
    record = letter.record
    return [
        ("reason", letter.reason.encode()),
        ("detail", letter.detail.encode("utf-8", "replace")[:1000]),
        ("topic", record.topic.encode()),
        ("partition", str(record.partition).encode()),
        ("offset", str(record.offset).encode()),
    ]


def _tell(letter: DeadLetter) -> None:
    metrics.REPORTS.labels("rejected").inc()
    metrics.DEAD_LETTERS.labels(letter.reason).inc()
    say = log.error if letter.reason is DeadReason.INTERNAL_ERROR else log.warning
    say(
        "report.rejected",
        reason=letter.reason,
        detail=letter.detail,
        topic=letter.record.topic,
        partition=letter.record.partition,
        offset=letter.record.offset,
    )
