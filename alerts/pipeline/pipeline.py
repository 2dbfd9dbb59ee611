"""Reports in, recorded alerts out; the order of the steps is the promise.

The rules are read after the batch was consumed, so a rule acknowledged before a report
was consumed is applied to it. A report that makes our own code raise is tried again by
itself; when it raises twice it is handed back, and the others go on.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from alerts.model.entity import Resolution
from alerts.model.report import Report, content_digest
from alerts.pipeline.fan_out import FanOut
from alerts.pipeline.rule_book import RuleBook
from alerts.resolve.resolver import Resolver
from alerts.store import reports
from alerts.store.database import Database
from alerts.store.errors import BadRow
from alerts.telemetry import metrics

log = structlog.get_logger()

# How long the event loop may be held before others get their turn.
_TURN_S = 0.010


@dataclass(frozen=True, slots=True)
class Incoming:
    """A report with the Kafka record that brought it."""

    report: Report
    raw: bytes
    topic: str
    partition: int
    offset: int
    kafka_at: datetime
    traceparent: str | None = None

    @property
    def place(self) -> tuple[str, int, int]:
        """Where on Kafka it stands."""
        return (self.topic, self.partition, self.offset)


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that made our own code raise, twice."""

    report: Incoming
    error: str


@dataclass(frozen=True, slots=True)
class _Ready:
    """A report resolved and matched, waiting to be recorded."""

    incoming: Incoming
    row: reports.NewReport
    entities: int
    rules: int
    expired: bool
    ms: float


class Pipeline:
    """The one way a report can take. `clock` gives aware UTC, `ticks` monotonic seconds."""

    def __init__(
        self,
        db: Database,
        resolver: Resolver,
        rules: RuleBook,
        fan_out: FanOut,
        *,
        max_age: timedelta,
        clock: Callable[[], datetime],
        ticks: Callable[[], float],
        recorded: Callable[[], None],
    ) -> None:
        self._db = db
        self._resolver = resolver
        self._rules = rules
        self._fan_out = fan_out
        self._max_age = max_age
        self._clock = clock
        self._ticks = ticks
        self._recorded = recorded

    async def ping(self) -> None:
        """Raise `Unavailable` while nothing can be recorded."""
        await self._db.ping()

    async def process(self, batch: Sequence[Incoming]) -> list[Failure]:
        """Resolve, match and record a batch, in one transaction where it fits.

        Returns what raised twice. Raises `Unavailable` when the database is away; what was
        recorded by then is recognised when the batch comes again.
        """
        if not batch:
            return []
        await self._rules.refresh()
        fresh = await self._without_known(batch)
        ready, failures = await self._resolve_and_match(fresh)
        failures += await self._record(ready)
        return failures

    async def _without_known(self, batch: Sequence[Incoming]) -> list[Incoming]:
        """Pass over reports that are completely recorded, and repeats within the batch."""
        known = await reports.known(self._db, [i.report.key.digest for i in batch])
        seen: dict[str, bytes] = {
            digest: report.content for digest, report in known.items() if report.complete
        }
        fresh = []
        for incoming in batch:
            digest = incoming.report.key.digest
            content = content_digest(incoming.report)
            if digest in seen:
                _tell_duplicate(incoming, content_differs=seen[digest] != content)
            else:
                seen[digest] = content
                fresh.append(incoming)
        return fresh

    async def _resolve_and_match(
        self, batch: Sequence[Incoming]
    ) -> tuple[list[_Ready], list[Failure]]:
        ready: list[_Ready] = []
        failures: list[Failure] = []
        turn = self._ticks()
        for incoming in batch:
            outcome = await self._twice(incoming)
            if isinstance(outcome, _Ready):
                ready.append(outcome)
            else:
                failures.append(outcome)
            if self._ticks() - turn > _TURN_S:
                await asyncio.sleep(0)
                turn = self._ticks()
        return ready, failures

    async def _twice(self, incoming: Incoming) -> _Ready | Failure:
        error: Exception | None = None
        for _ in range(2):
            try:
                return await self._one(incoming)
            except Exception as raised:  # noqa: BLE001 - one bad report must not stop the others
                error = raised
        log.error("report.raised", report_id=incoming.report.id, exc_info=error)
        return Failure(incoming, repr(error))

    async def _one(self, incoming: Incoming) -> _Ready:
        started = self._ticks()
        resolution = await self._in_turns(self._resolver.resolving(incoming.report))
        resolved = self._ticks()
        now = self._clock()
        expired = now - incoming.kafka_at > self._max_age
        matched = () if expired else self._fan_out.matching(resolution)
        metrics.RESOLVE_SECONDS.observe(resolved - started)
        metrics.MATCH_SECONDS.observe(self._ticks() - resolved)
        row = self._fan_out.row(incoming, resolution, matched, now)
        return _Ready(
            incoming=incoming,
            row=row,
            entities=len(resolution.mentions),
            rules=len(matched),
            expired=expired,
            ms=(self._ticks() - started) * 1000,
        )

    async def _in_turns(self, steps: "Iterator[None]") -> Resolution:
        """Drive a long resolution, letting others in between its slices."""
        while True:
            try:
                next(steps)
            except StopIteration as done:
                resolution: Resolution = done.value
                return resolution
            await asyncio.sleep(0)

    async def _record(self, ready: Sequence[_Ready]) -> list[Failure]:
        """Record; when a row is one that the database refuses, halve until it is found."""
        if not ready:
            return []
        try:
            recorded = await reports.record(self._db, [r.row for r in ready], self._clock())
        except BadRow as error:
            if len(ready) == 1:
                log.exception("report.raised", report_id=ready[0].incoming.report.id)
                return [Failure(ready[0].incoming, repr(error))]
            half = len(ready) // 2
            return await self._record(ready[:half]) + await self._record(ready[half:])
        self._recorded()
        self._tell(ready, {r.digest: r for r in recorded})
        return []

    def _tell(self, ready: Sequence[_Ready], recorded: Mapping[str, reports.Recorded]) -> None:
        for one in ready:
            result = recorded[one.row.key.digest]
            if not result.new:
                _tell_duplicate(one.incoming, content_differs=result.content_differs)
                continue
            outcome = "expired" if one.expired else "processed"
            metrics.REPORTS.labels(outcome).inc()
            metrics.CREATED.inc(result.alerts)
            log.info(
                "report.processed",
                **_where(one.incoming),
                outcome=outcome,
                entities=one.entities,
                rules_matched=one.rules,
                alerts=result.alerts,
                ms=round(one.ms, 3),
                **_optional(one),
            )


def _optional(one: _Ready) -> dict[str, object]:
    ignored = one.incoming.report.ignored_fields
    return {"ignored_fields": ignored} if ignored else {}


def _tell_duplicate(incoming: Incoming, *, content_differs: bool) -> None:
    """Say that a report came whose key was recorded before: the first one stands."""
    metrics.REPORTS.labels("duplicate").inc()
    say = log.warning if content_differs else log.info
    say(
        "report.processed",
        **_where(incoming),
        outcome="duplicate",
        content_differs=content_differs,
        entities=0,
        rules_matched=0,
        alerts=0,
        ms=0.0,
    )


def _trace_id(incoming: Incoming) -> str | None:
    """W3C Trace Context: version, trace id, span id, flags, with dashes between."""
    return incoming.traceparent.split("-")[1] if incoming.traceparent else None


def _where(incoming: Incoming) -> dict[str, object]:
    return {
        "report_id": incoming.report.id,
        "topic": incoming.topic,
        "partition": incoming.partition,
        "offset": incoming.offset,
        "trace_id": _trace_id(incoming),
    }
