"""All that the HTTP rooms work with: plain values, and doors to other rooms.

Those rooms stand beside this one and are not imported; each comes in as the few calls that
are made of it.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from alerts.keyring import Keyring
from alerts.model.report import Report
from alerts.model.rule_limits import RuleLimits
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from alerts.store.database import Database
from alerts.telemetry.readiness import Readiness
from alerts.web.reader import Reader


class UrlGuard(Protocol):
    """Judges where webhooks may go."""

    async def check_destination(self, url: str) -> None:
        """Raise `InvalidInput` with the reason why webhooks must not go there."""


class ReportSink(Protocol):
    """The way onto the Kafka topic of reports."""

    async def put(self, messages: Sequence[tuple[bytes, bytes]]) -> None:
        """Put all (key, value) messages onto the topic, or none. Raises `Unavailable`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one may ask for. Requests are counted per API key.

    `body_bytes` is for whole lists of reports, which the operator sends. What a subscriber sends
    is read in one piece while everything else waits, so that it has a lower limit of its own.
    """

    body_bytes: int = 8 * 1024 * 1024
    record_bytes: int = 1024 * 1024
    report_bytes: int = 1024 * 1024
    rules: int = 10_000
    destinations: int = 100
    keys: int = 50
    requests_per_minute: int = 600
    confirmations_per_day: int = 3
    preview_reports: int = 2_000
    noisy_per_day: int = 50
    retention_days: int = 90
    rule: RuleLimits = field(default_factory=RuleLimits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """What a process that serves the API has.

    `operator_key_hash` is the key's SHA-256 (32 bytes), None where no operator key is set.
    `resolver` makes one when first called, which takes a second. `read_kept` reads a report's bytes
    as Kafka brought them, whatever wrapped it. `check_address` gives a mail address in its one form; None where the service sends no
    mail. `check_header` raises `InvalidInput` for a header that a webhook may not carry.
    `topic` is None in a process without a way to Kafka. `ticks` are seconds that only grow.
    `nudge` tells the dispatcher of this process, if there is one, that something is due.
    """

    db: Database
    gazetteer: Gazetteer
    resolver: Callable[[], Resolver]
    read_kept: Callable[[bytes], Report]
    keyring: Keyring
    guard: UrlGuard
    check_header: Callable[[str, str], None]
    check_address: Callable[[str], str] | None
    topic: ReportSink | None
    readiness: Readiness
    public_url: str
    operator_key_hash: bytes | None
    now: Callable[[], datetime]
    ticks: Callable[[], float]
    new_id: Callable[[str], str]
    entropy: Callable[[int], bytes]
    nudge: Callable[[], None]
    limits: Limits = field(default_factory=Limits)
    # What is counted before it is made, is made one at a time: else many at once pass a limit.
    counting: asyncio.Lock = field(default_factory=asyncio.Lock)
    # A preview may read thousands of reports; another waits its turn, so that deliveries need not.
    previewing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def reader(self) -> Reader:
        """Give what reads reports."""
        return Reader(self.gazetteer, self.resolver, self.read_kept)
