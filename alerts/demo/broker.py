"""A Kafka broker without Kafka: librdkafka's own, made for its tests, inside this process.

It speaks the real protocol to the service, which cannot tell the difference. It forgets
what is more than some megabytes old and bears one group member only: enough to be shown.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import orjson
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaException, Producer, TopicPartition

from alerts.demo.samples import Sample
from alerts.model.errors import Unavailable

_QUIET = {"log_level": 0}
_TIMEOUT_S = 10.0
_POLL_S = 0.2
_FETCH_WAIT_MS = 50  # new data does not wake a fetch that waits


class Timestamps:
    """When each report was put onto Kafka, read back from the topic.

    The embedded broker gives a producer no true timestamp, and reports come from the user
    too; so this reads the topic along, in no consumer group.
    """

    def __init__(self, servers: str, topic: str, partitions: Sequence[int]) -> None:
        self._consumer = Consumer(
            _QUIET
            | {
                "bootstrap.servers": servers,
                "group.id": "demo-onlooker",  # asked for by the client; never joined
                "enable.auto.commit": False,
                "fetch.wait.max.ms": _FETCH_WAIT_MS,
            }
        )
        self._consumer.assign([TopicPartition(topic, p, OFFSET_BEGINNING) for p in partitions])
        self._loop = asyncio.get_running_loop()
        self._known: dict[str, asyncio.Future[int]] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read_along, name="demo-onlooker")
        self._thread.start()

    async def of(self, report_id: str) -> int | None:
        """Give milliseconds since 1970; None if the topic does not show the report in time."""
        known = self._known.setdefault(report_id, self._loop.create_future())
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                return await asyncio.shield(known)
        except TimeoutError:
            return None

    async def close(self) -> None:
        """Stop reading."""
        self._stop.set()
        await asyncio.to_thread(self._thread.join)
        self._consumer.close()

    def _read_along(self) -> None:
        while not self._stop.is_set():
            message = self._consumer.poll(_POLL_S)
            if message is not None and message.error() is None:
                report_id = _id_of(message.value())
                self._loop.call_soon_threadsafe(self._note, report_id, message.timestamp()[1])

    def _note(self, report_id: str, at_ms: int) -> None:
        known = self._known.setdefault(report_id, self._loop.create_future())
        if not known.done():
            known.set_result(at_ms)


def _id_of(value: bytes | None) -> str:
    try:
        report = orjson.loads(value or b"")
    except orjson.JSONDecodeError:
        return ""
    return str(report.get("id", "")) if isinstance(report, dict) else ""


class Broker:
    """The embedded broker, a producer of its own, and the topic's timestamps."""

    def __init__(self, servers: str, topic: str, partitions: Sequence[int]) -> None:
        self.servers = servers
        self.timestamps = Timestamps(servers, topic, partitions)
        self._topic = topic
        self._producer = Producer(_QUIET | {"bootstrap.servers": servers, "linger.ms": 0})

    async def put(self, sample: Sample) -> None:
        """Put a report onto the topic as any producer would. Raises `Unavailable`."""
        self._producer.produce(self._topic, sample.value, key=sample.key)
        if await asyncio.to_thread(self._producer.flush, _TIMEOUT_S):
            raise Unavailable("the embedded Kafka broker does not take a report")


@asynccontextmanager
async def embedded_broker(topic: str) -> AsyncIterator[Broker]:
    """Run a broker with one topic. Raises `Unavailable` when it does not start."""
    host = Producer(_QUIET | {"test.mock.num.brokers": 1})
    try:
        metadata = await asyncio.to_thread(host.list_topics, topic, _TIMEOUT_S)
    except KafkaException as error:
        raise Unavailable(f"the embedded Kafka broker did not start: {error}") from error
    servers = ",".join(f"{b.host}:{b.port}" for b in metadata.brokers.values())
    broker = Broker(servers, topic, sorted(metadata.topics[topic].partitions))
    try:
        yield broker
    finally:
        await broker.timestamps.close()
        await asyncio.to_thread(host.close)
