"""Whether Kafka answers, and how far behind we are.

A consumer whose broker is gone looks like one with nothing to do; so it is asked.
"""

import asyncio
from collections.abc import Set as AbstractSet

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition

from alerts.pauses import until_set
from alerts.telemetry import metrics
from alerts.telemetry.readiness import Readiness

log = structlog.get_logger()

NO_ANSWER = "Kafka does not answer"
_EVERY_S = 3.0
_LIMIT_S = 5.0


async def watch(
    consumer: AIOKafkaConsumer,
    topic: str,
    readiness: Readiness,
    part: str,
    joined: asyncio.Event,
    stop: asyncio.Event,
) -> None:
    """Ask Kafka every few seconds, until told to stop or cancelled."""
    shown: set[TopicPartition] = set()
    try:
        while not stop.is_set():
            try:
                async with asyncio.timeout(_LIMIT_S):
                    trouble = await _ask(consumer, topic, shown)
            except Exception as error:  # noqa: BLE001 - whatever it is, an operator must see it
                log.warning("consumer.disconnected", error=repr(error))
                trouble = NO_ANSWER
            if trouble is None and not joined.is_set():
                trouble = "joining the consumer group"
            if trouble is None:
                readiness.ready(part)
            else:
                readiness.waiting(part, trouble)
            await until_set(stop, _EVERY_S)
    finally:
        _hide(shown, set())


async def _ask(consumer: AIOKafkaConsumer, topic: str, shown: set[TopicPartition]) -> str | None:
    """Note the lag of each partition we hold, and keep in `shown` which they are.

    Returns what is wrong, if anything is.
    """
    _hide(shown, consumer.assignment())
    if topic not in await consumer.topics():
        return f"the topic {topic} does not exist; create it, or let the producer do so"
    mine = sorted(consumer.assignment())
    if not mine:
        return None  # more members than partitions: nothing to do is no fault
    for partition, end in (await consumer.end_offsets(mine)).items():
        if partition in consumer.assignment():
            behind = max(0, end - await consumer.position(partition))
            metrics.KAFKA_LAG.labels(partition.topic, partition.partition).set(behind)
            shown.add(partition)
    return None


def _hide(shown: set[TopicPartition], held: AbstractSet[TopicPartition]) -> None:
    """Take back the lag of partitions that another member reads now: it would stand still."""
    for partition in shown - held:
        metrics.KAFKA_LAG.remove(partition.topic, partition.partition)
        shown.discard(partition)
