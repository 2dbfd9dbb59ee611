"""The real consumer on Apache Kafka, in front of a processor that tests can take away."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy

from alerts.intake.batch import BatchReader
from alerts.intake.connection import Cluster
from alerts.intake.consumer import ReportConsumer
from alerts.intake.dead_letters import DeadLetters
from alerts.model.errors import Unavailable
from alerts.pipeline import Failure, Incoming
from alerts.telemetry.readiness import Readiness
from tests.servers.kafka import Kafka

MAX_BYTES = 1024 * 1024
PATIENCE_S = 40


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - Kafka's clock is the real one


def report_of(id_: str) -> bytes:
    return b'{"id": "%s", "source": {"name": "s"}, "body": "b"}' % id_.encode()


class Ledger:
    """A processor that writes down what it is given; `away` makes it unavailable."""

    def __init__(self) -> None:
        self.reports: list[Incoming] = []
        self.away = False
        self.answers = False
        self.refused = 0
        self.pings = 0
        self.cursed: set[str] = set()
        self._news = asyncio.Condition()

    async def process(self, batch: Sequence[Incoming]) -> list[Failure]:
        async with self._news:
            self._news.notify_all()
            if self.away:
                self.refused += 1
                raise Unavailable("the ledger is closed")
            self.reports += batch
        return [Failure(i, "ZeroDivisionError()") for i in batch if i.report.id in self.cursed]

    async def ping(self) -> None:
        async with self._news:
            self.pings += 1
            self._news.notify_all()
        if self.away and not self.answers:
            raise Unavailable("the ledger is closed")

    @property
    def ids(self) -> list[str]:
        return [i.report.id for i in self.reports]

    async def until(self, told: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S), self._news:
            await self._news.wait_for(told)


class Name(str):
    """A header's name in Latin-1, which goes onto the wire as those bytes."""

    __slots__ = ()

    def encode(self, *_: str) -> bytes:
        return super().encode("latin-1")


Batch = Mapping[TopicPartition, Sequence[ConsumerRecord]]


@dataclass(frozen=True, slots=True)
class WatchedCluster(Cluster):
    """A cluster whose members say what a fetch brought, and go on only when they are let."""

    fetched: Callable[[Batch], Awaitable[None]] = field(kw_only=True)

    def consumer(self, group: str) -> AIOKafkaConsumer:
        member = Cluster.consumer(self, group)
        fetch = member.getmany

        async def getmany(**how: int) -> Batch:
            batch: Batch = await fetch(**how)
            if batch:
                await self.fetched(batch)
            return batch

        member.getmany = getmany
        return member


@dataclass
class Bench:
    """One topic with its dead letters, and consumers on it."""

    kafka: Kafka
    topic: str
    dead_topic: str
    stack: AsyncExitStack
    producer: AIOKafkaProducer
    ledger: Ledger = field(default_factory=Ledger)
    readiness: Readiness = field(default_factory=Readiness)

    async def member(
        self, ledger: Ledger | None = None, cluster: Cluster | None = None
    ) -> asyncio.Event:
        """Start a member of the group; setting the event given back stops it."""
        stop = asyncio.Event()
        cluster = cluster or Cluster(self.kafka.address)
        dead = DeadLetters(lambda: cluster.producer(MAX_BYTES), self.dead_topic, MAX_BYTES)
        consumer = ReportConsumer(
            cluster,
            topic=self.topic,
            group=f"group-{self.topic}",
            max_records=500,
            reader=BatchReader(ledger or self.ledger, dead, MAX_BYTES, clock=now),
            readiness=self.readiness,
            stop=stop,
        )
        task = asyncio.create_task(consumer.run())

        async def finish() -> None:
            stop.set()
            await task
            await dead.close()

        self.stack.push_async_callback(finish)
        return stop

    async def put(self, value: bytes | None, **more: object) -> None:
        await self.producer.send_and_wait(self.topic, value, **more)

    async def put_with_names(self, messages: Sequence[tuple[bytes, bytes]], codec: int) -> None:
        """Put reports as one batch on partition 0: each value with its header's name, any bytes."""
        batch = self.producer.create_batch()
        builder = _DefaultRecordBatchBuilderPy(2, codec, 0, -1, -1, 0, MAX_BYTES)
        # No client lets a name be bytes.
        batch._builder = builder
        for value, name in messages:
            headers = [(Name(name.decode("latin-1")), b"x"), ("origin", b"crawler-3")]
            batch.append(timestamp=None, key=b"its key", value=value, headers=headers)
        batch.close()
        await (await self.producer.send_batch(batch, self.topic, partition=0))

    async def put_report(self, report_id: str, **more: object) -> None:
        await self.put(report_of(report_id), **more)

    async def dead(self, count: int) -> list[ConsumerRecord]:
        """Read `count` dead letters, and one poll more to see that no other follows."""
        reader = AIOKafkaConsumer(
            self.dead_topic, bootstrap_servers=self.kafka.address, auto_offset_reset="earliest"
        )
        await reader.start()
        found: list[ConsumerRecord] = []
        try:
            async with asyncio.timeout(PATIENCE_S):
                while len(found) < count:
                    for records in (await reader.getmany(timeout_ms=500)).values():
                        found += records
            for records in (await reader.getmany(timeout_ms=500)).values():
                found += records
        finally:
            await reader.stop()
        return sorted(found, key=lambda r: (r.timestamp, r.partition, r.offset))

    async def committed(self) -> int:
        """Give how many messages the group has committed, over all partitions."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.kafka.address)
        await admin.start()
        try:
            offsets = await admin.list_consumer_group_offsets(f"group-{self.topic}")
        finally:
            await admin.close()
        return sum(o.offset for o in offsets.values() if o.offset > 0)


@pytest.fixture
async def bench(kafka: Kafka) -> AsyncIterator[Bench]:
    async with AsyncExitStack() as stack:
        topic = await kafka.fresh_topic("reports", partitions=4)
        dead_topic = await kafka.fresh_topic("dead", partitions=1)
        producer = AIOKafkaProducer(bootstrap_servers=kafka.address, max_request_size=4 * MAX_BYTES)
        await producer.start()
        stack.push_async_callback(producer.stop)
        yield Bench(kafka, topic, dead_topic, stack, producer)
