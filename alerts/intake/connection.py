"""How we speak to Kafka, each setting with its reason.

aiokafka's defaults are made for a script: they start at the end of the topic, commit
what was only read, and look for new partitions every five minutes. Each would lose.
"""

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import KafkaError

from alerts.intake.header_names import read_every_name

_FETCH_BYTES = 8 * 1024 * 1024
_HEADROOM = 1024 * 1024  # headers and framing beside the largest value


@dataclass(frozen=True, slots=True)
class Security:
    """Transport and login (KIP-12, KIP-43)."""

    protocol: str = "PLAINTEXT"
    mechanism: str | None = None
    username: str | None = None
    password: str | None = None
    ca_file: Path | None = None

    def options(self) -> dict[str, Any]:
        """Give the keyword arguments that every aiokafka client takes."""
        encrypted = self.protocol in {"SSL", "SASL_SSL"}
        return {
            "security_protocol": self.protocol,
            "ssl_context": ssl.create_default_context(cafile=self.ca_file) if encrypted else None,
            "sasl_mechanism": self.mechanism or "PLAIN",
            "sasl_plain_username": self.username,
            "sasl_plain_password": self.password,
        }


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where Kafka is. `fetch_wait_ms`: how long the broker may hold an empty fetch."""

    servers: str
    security: Security = Security()
    fetch_wait_ms: int = 250

    def consumer(self, group: str) -> AIOKafkaConsumer:
        """Make a member of `group` that commits nothing by itself."""
        read_every_name()
        return AIOKafkaConsumer(
            bootstrap_servers=self.servers,
            client_id="alerts-intake",
            group_id=group,
            enable_auto_commit=False,  # read is not recorded
            auto_offset_reset="earliest",  # a new group, or one asleep too long, misses nothing
            isolation_level="read_committed",  # a producer's aborted report never happened
            session_timeout_ms=30_000,  # a slow commit to the database is no death
            heartbeat_interval_ms=3_000,
            max_poll_interval_ms=600_000,
            metadata_max_age_ms=10_000,  # new partitions are read within seconds
            max_partition_fetch_bytes=_FETCH_BYTES,
            fetch_max_wait_ms=self.fetch_wait_ms,
            request_timeout_ms=40_000,
            retry_backoff_ms=250,
            **self.security.options(),
        )

    def producer(self, max_bytes: int, batch_bytes: int = 16 * 1024) -> AIOKafkaProducer:
        """Make a producer whose sends are done when every in-sync replica has them.

        `max_bytes` is the largest value it will be given; a batch it fills by itself is
        closed at `batch_bytes`, well under what any broker takes.
        """
        return AIOKafkaProducer(
            bootstrap_servers=self.servers,
            client_id="alerts",
            acks="all",
            enable_idempotence=True,  # a retry after a lost answer is not a second message
            max_request_size=max_bytes + _HEADROOM,
            max_batch_size=batch_bytes,
            request_timeout_ms=10_000,
            metadata_max_age_ms=30_000,
            **self.security.options(),
        )


class LazyProducer:
    """A producer that is started when it is first needed, and made anew after a fault.

    So a process whose Kafka is away still starts. `connect` makes one, not yet started.
    """

    def __init__(self, connect: Callable[[], AIOKafkaProducer]) -> None:
        self._connect = connect
        self._producer: AIOKafkaProducer | None = None
        self._turn = asyncio.Lock()

    async def get(self) -> AIOKafkaProducer:
        """Give the producer, started. Raises `KafkaError`."""
        async with self._turn:
            if self._producer is None:
                producer = self._connect()
                try:
                    await producer.start()
                except BaseException:
                    await stop_quietly(producer)
                    raise
                self._producer = producer
            return self._producer

    async def drop(self) -> None:
        """Stop it, if there is one; the next `get` makes another."""
        async with self._turn:
            producer, self._producer = self._producer, None
        if producer is not None:
            await stop_quietly(producer)


async def stop_quietly(client: AIOKafkaConsumer | AIOKafkaProducer, limit_s: float = 10.0) -> None:
    """Stop a client in bounded time, whatever the state of its broker.

    aiokafka 0.14 raises `CancelledError` out of `stop()` when the broker is gone though
    nobody cancelled; only a cancellation that was asked for is passed on.
    """
    task = asyncio.current_task()
    try:
        async with asyncio.timeout(limit_s):
            await client.stop()
    except (KafkaError, TimeoutError):
        return
    except asyncio.CancelledError:
        if task is not None and task.cancelling():
            raise
