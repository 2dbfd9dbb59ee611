"""The consumer: batches in, and an offset committed only after the batch is recorded.

It never decides that time has healed something by itself: when the database or the
dead letters are away it goes back to where the batch began, pauses, and keeps polling,
so that the group does not take it for dead; then it reads the same batch again. What was
recorded meanwhile is recognised by its key.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AsyncExitStack

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.errors import KafkaError

from alerts.intake.batch import BatchReader
from alerts.intake.connection import Cluster, stop_quietly
from alerts.intake.watch import NO_ANSWER, watch
from alerts.model.errors import Unavailable
from alerts.pauses import until_set
from alerts.telemetry.readiness import Readiness

log = structlog.get_logger()

PART = "kafka"
RECORDING = "recording"
_POLL_MS = 200
_COMMIT_LIMIT_S = 10.0
_FIRST_WAIT_S = 0.25
_LONGEST_WAIT_S = 5.0

Batch = Mapping[TopicPartition, Sequence[ConsumerRecord]]


class ReportConsumer(ConsumerRebalanceListener):  # type: ignore[misc] # aiokafka has no types
    """One member of the consumer group. `run` returns when `stop` is set."""

    def __init__(
        self,
        cluster: Cluster,
        *,
        topic: str,
        group: str,
        max_records: int,
        reader: BatchReader,
        readiness: Readiness,
        stop: asyncio.Event,
    ) -> None:
        self._cluster = cluster
        self._topic = topic
        self._group = group
        self._max_records = max_records
        self._reader = reader
        self._readiness = readiness
        self._stop = stop
        self._in_hand = asyncio.Lock()
        self._epoch = 0
        self._joined = asyncio.Event()
        self._wait_s = _FIRST_WAIT_S
        self._rejoin_s = _FIRST_WAIT_S

    async def run(self) -> None:
        """Consume until told to stop, through every outage."""
        while not self._stop.is_set():
            try:
                await self._member()
            except KafkaError as error:
                self._wait_for_kafka(error)
                await until_set(self._stop, self._rejoin_s)
                self._rejoin_s = min(self._rejoin_s * 2, _LONGEST_WAIT_S)

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        """Finish the batch in hand before its partitions are given up."""
        async with self._in_hand:
            self._epoch += 1
            # What could not be recorded may be another's now; if it is not, it says so again.
            self._recovered()
        if gone := list(revoked):
            log.info("consumer.rebalanced", revoked=_listed(gone))

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Say what we hold from now on; only a member of the group reads anything."""
        self._joined.set()
        self._readiness.ready(PART)
        log.info("consumer.rebalanced", assigned=_listed(assigned))

    async def _member(self) -> None:
        """Join the group and consume, until told to stop or Kafka fails for good."""
        async with AsyncExitStack() as stack:
            consumer = self._cluster.consumer(self._group)
            stack.push_async_callback(stop_quietly, consumer)
            await consumer.start()
            # After the start, which would wait for the topic and say nothing meanwhile.
            consumer.subscribe([self._topic], listener=self)
            self._joined.clear()
            watcher = asyncio.create_task(
                watch(consumer, self._topic, self._readiness, PART, self._joined, self._stop)
            )
            stack.push_async_callback(_end, watcher)
            while not self._stop.is_set():
                await self._next_batch(consumer)

    async def _next_batch(self, consumer: AIOKafkaConsumer) -> None:
        epoch = self._epoch
        batch = await consumer.getmany(timeout_ms=_POLL_MS, max_records=self._max_records)
        if not batch:
            return
        async with self._in_hand:
            if epoch != self._epoch:
                # Fetched before the rebalance or after it, that cannot be told: what is
                # still ours is read again, the rest by whoever has it now.
                _go_back(consumer, batch)
                return
            try:
                await self._reader.read(_records(batch))
            except Unavailable as error:
                _go_back(consumer, batch)
                outage: Unavailable | None = error
            else:
                outage = None
                await self._commit(consumer, batch)
                self._recovered()
        if outage is not None:
            await self._sit_out(consumer, outage)

    async def _commit(self, consumer: AIOKafkaConsumer, batch: Batch) -> None:
        """Commit; what cannot be committed is read again, and known by its key then."""
        offsets = {partition: records[-1].offset + 1 for partition, records in batch.items()}
        try:
            async with asyncio.timeout(_COMMIT_LIMIT_S):
                await consumer.commit(offsets)
        except (KafkaError, TimeoutError) as error:
            log.warning("consumer.commit_failed", error=repr(error))
        self._reader.forget(_records(batch))

    async def _sit_out(self, consumer: AIOKafkaConsumer, outage: Unavailable) -> None:
        """Stay in the group, reading nothing, until what was away answers again.

        That it answers need not mean that it records (a full disk can be read): so the waits
        grow until a batch has gone through.
        """
        self._readiness.waiting(RECORDING, str(outage))
        log.warning("consumer.paused", reason=str(outage))
        while not self._stop.is_set():
            await self._poll_paused(consumer, self._wait_s)
            self._wait_s = min(self._wait_s * 2, _LONGEST_WAIT_S)
            try:
                await self._reader.ping()
                break
            except Unavailable:
                continue
        consumer.resume(*consumer.assignment())
        log.info("consumer.resumed")

    def _recovered(self) -> None:
        self._wait_s = self._rejoin_s = _FIRST_WAIT_S
        self._readiness.ready(RECORDING)

    async def _poll_paused(self, consumer: AIOKafkaConsumer, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while loop.time() < until and not self._stop.is_set():
            # A rebalance hands out partitions that are not paused yet.
            consumer.pause(*consumer.assignment())
            _go_back(consumer, await consumer.getmany(timeout_ms=_POLL_MS))

    def _wait_for_kafka(self, error: KafkaError) -> None:
        # /readyz needs no key, so addresses stay in the log.
        self._readiness.waiting(PART, NO_ANSWER)
        log.warning("consumer.disconnected", error=repr(error))


def _records(batch: Batch) -> list[ConsumerRecord]:
    return [record for records in batch.values() for record in records]


def _go_back(consumer: AIOKafkaConsumer, batch: Batch) -> None:
    """Make the next fetch start where this batch began."""
    assigned = consumer.assignment()
    for partition, records in batch.items():
        if partition in assigned:
            consumer.seek(partition, records[0].offset)


def _listed(partitions: Iterable[TopicPartition]) -> list[str]:
    return sorted(f"{p.topic}/{p.partition}" for p in partitions)


async def _end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait([task])
