"""Whether Kafka answers, and how far behind we are.

A consumer whose broker is gone looks like one with nothing to do; so it is asked.
"""

import asyncio

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError

from alerts.pauses import until_set
from alerts.telemetry import metrics
from alerts.telemetry.readiness import Readiness

_EVERY_S = 3.0
_LIMIT_S = 5.0


async def watch(
    consumer: AIOKafkaConsumer, topic: str, readiness: Readiness, part: str, stop: asyncio.Event
) -> None:
    """Ask Kafka every few seconds, until told to stop or cancelled."""
    while not stop.is_set():
        try:
            async with asyncio.timeout(_LIMIT_S):
                trouble = await _ask(consumer, topic)
        except (KafkaError, TimeoutError) as error:
            trouble = f"Kafka does not answer: {error!r}"
        if trouble is None:
            readiness.ready(part)
        else:
            readiness.waiting(part, trouble)
        await until_set(stop, _EVERY_S)


async def _ask(consumer: AIOKafkaConsumer, topic: str) -> str | None:
    """Note the lag of each partition we hold. Returns what is wrong, if anything is."""
    if topic not in await consumer.topics():
        return f"the topic {topic} does not exist; create it, or let the producer do so"
    mine = sorted(consumer.assignment())
    if not mine:
        return None  # more members than partitions: nothing to do is no fault
    for partition, end in (await consumer.end_offsets(mine)).items():
        if partition in consumer.assignment():
            behind = max(0, end - await consumer.position(partition))
            metrics.KAFKA_LAG.labels(partition.topic, partition.partition).set(behind)
    return None
