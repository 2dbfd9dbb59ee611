"""The way onto the topic of reports, for those who have HTTP and no Kafka client.

What comes in one request is one Kafka record batch, which a broker takes whole or not at
all. A transaction would do the same for more than one batch holds, at the price of state
that outlives a fault; a list that long can as well be sent as two.
"""

import asyncio
from collections.abc import Callable, Sequence
from zlib import crc32

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from aiokafka.producer.message_accumulator import BatchBuilder

from alerts.intake.connection import LazyProducer
from alerts.model.errors import InvalidInput, Problem, Unavailable

log = structlog.get_logger()

Message = tuple[bytes, bytes]
_LIMIT_S = 15.0
_TOO_LONG = "is more than one Kafka batch holds; send fewer at a time"


class ReportTopic:
    """Puts (key, value) messages onto a topic. `connect` makes a producer, not yet started."""

    def __init__(self, connect: Callable[[], AIOKafkaProducer], topic: str) -> None:
        self._connection = LazyProducer(connect)
        self._topic = topic

    async def put(self, messages: Sequence[Message]) -> None:
        """Put all messages onto the topic, or none.

        Returns once every in-sync replica has all of them. Raises `InvalidInput` when they
        are too many for one batch, and `Unavailable`; whoever gets that may send again, for a
        report that comes twice is known by its key.
        """
        if not messages:
            return
        try:
            async with asyncio.timeout(_LIMIT_S):
                producer = await self._connection.get()
                partitions = sorted(await producer.partitions_for(self._topic))
                partition = partitions[crc32(messages[0][0]) % len(partitions)]
                batch = _filled(producer.create_batch(), messages)
                await (await producer.send_batch(batch, self._topic, partition=partition))
        except MessageSizeTooLargeError as error:
            raise InvalidInput("the request is too large", (Problem("", _TOO_LONG),)) from error
        except (KafkaError, TimeoutError) as error:
            await self._connection.drop()
            log.warning("reports.put_failed", error=repr(error))
            raise Unavailable(f"Kafka did not take the reports: {error!r}") from error

    async def close(self) -> None:
        """Let go of Kafka."""
        await self._connection.drop()


def _filled(batch: BatchBuilder, messages: Sequence[Message]) -> BatchBuilder:
    for key, value in messages:
        if batch.append(timestamp=None, key=key, value=value) is None:
            raise MessageSizeTooLargeError
    batch.close()
    return batch
