"""Reports in, recorded alerts out; the order of the steps is the promise.

The rules are read after the batch was consumed, so a rule acknowledged before a report
was consumed is applied to it. A report that makes our own code raise is tried again by
itself; when it raises twice it is handed back, and the others go on.
"""

import asyncio
from collections.abc import Awaitable, Callable, Generator, Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final, NamedTuple, TypeVar

import structlog

from alerts.model.digest import Rate
from alerts.model.errors import Unavailable
from alerts.model.rule import Rule
from alerts.pauses import Turns
from alerts.pipeline.fan_out import FanOut
from alerts.pipeline.incoming import Incoming, Ready
from alerts.pipeline.matched import Matched, by_rules
from alerts.pipeline.rule_book import RuleBook
from alerts.pipeline.telling import tell_duplicate, tell_recorded
from alerts.resolve.resolver import Look, Resolver
from alerts.store import reports
from alerts.store.database import Database
from alerts.store.errors import BadRow
from alerts.store.leasing import KeepSeats, no_seats
from alerts.telemetry import metrics

log = structlog.get_logger()

T = TypeVar("T")

_ASKED_FROM = 8
_MAX_TOLD, _LONGEST_TOLD = 10, 80  # names logged that nobody knows, and letters of each
_TOGETHER = 128  # reports in one transaction: so many take longer to resolve than to commit


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that made our own code raise, twice."""

    report: Incoming
    error: str


@dataclass(frozen=True, slots=True)
class _Repeat:
    """A report whose key came before: in an earlier batch, or earlier in this one."""

    incoming: Incoming
    content_differs: bool


class _Looked(NamedTuple):
    """What was seen of a report ahead of resolving it, and its share of the time that took."""

    look: Look
    seconds: float


_UNSEEN: Final = _Looked(None, 0.0)


def _never(_: AbstractSet[str]) -> bool:
    return False


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
        seats: KeepSeats = no_seats,
        rate: Rate | None = None,
    ) -> None:
        self._db = db
        self._resolver = resolver
        self._rules = rules
        self._fan_out = fan_out
        self._max_age = max_age
        self._clock = clock
        self._ticks = ticks
        self._turns = Turns(ticks)
        self._recorded = recorded
        self._seats = seats
        self._rate = rate

    async def ping(self) -> None:
        """Raise `Unavailable` while nothing can be recorded."""
        await self._db.ping()

    async def process(self, batch: Sequence[Incoming]) -> list[Failure]:
        """Resolve, match and record a batch, a part of it in one transaction where that fits.

        Returns what raised twice. Raises `Unavailable` when the database is away; what was
        recorded by then is recognised when the batch comes again.
        """
        failures: list[Failure] = []
        waiting = batch
        while waiting:
            await self._rules.refresh()
            fresh, repeats = await self._sorted_out(waiting)
            failed = await self._carry_out(fresh)
            # The first with a key stands, unless it failed: then the next has its chance.
            lost = {failure.report.report.key.digest for failure in failed}
            waiting = [r.incoming for r in repeats if r.incoming.report.key.digest in lost]
            for repeat in repeats:
                if repeat.incoming.report.key.digest not in lost:
                    tell_duplicate(repeat.incoming, content_differs=repeat.content_differs)
            failures += failed
        return failures

    async def _sorted_out(self, batch: Sequence[Incoming]) -> tuple[list[Incoming], list[_Repeat]]:
        """Tell what is to be recorded from what is known, or comes twice in the batch.

        A small batch is not worth the question: recording asks it again in any case, and the
        answer takes longer than to resolve a handful of reports.
        """
        seen: dict[str, bytes] = {}
        if len(batch) > _ASKED_FROM:
            known = await reports.known(self._db, [i.report.key.digest for i in batch])
            seen = {digest: report.content for digest, report in known.items() if report.complete}
        fresh: list[Incoming] = []
        repeats: list[_Repeat] = []
        for incoming in batch:
            digest = incoming.report.key.digest
            content = incoming.report.content
            if digest in seen:
                repeats.append(_Repeat(incoming, content_differs=seen[digest] != content))
            else:
                seen[digest] = content
                fresh.append(incoming)
            await self._turns.give_way()
        return fresh, repeats

    async def _carry_out(self, fresh: Sequence[Incoming]) -> list[Failure]:
        """Resolve one part while the one before it is recorded: that mostly waits for the disk."""
        failures: list[Failure] = []
        recording = asyncio.create_task(self._record(()))
        try:
            for start in range(0, len(fresh), _TOGETHER):
                ready, failed = await self._resolve_and_match(fresh[start : start + _TOGETHER])
                failures += [*failed, *await recording]
                recording = asyncio.create_task(self._record(ready))
            failures += await recording
        except Unavailable:  # of a question for rules: what is being recorded may well end
            await asyncio.gather(recording, return_exceptions=True)
            raise
        finally:
            recording.cancel()  # only when it is not awaited to its end above
            await asyncio.wait([recording])
        return failures

    async def _resolve_and_match(
        self, batch: Sequence[Incoming]
    ) -> tuple[list[Ready], list[Failure]]:
        matched: list[Matched] = []
        ready: list[Ready] = []
        failures: list[Failure] = []
        for incoming, looked in zip(batch, await self._look(batch), strict=True):
            tries = (partial(self._match, incoming, known) for known in (looked, _UNSEEN))
            _sort_in(await _first(incoming, tries), matched, failures)
            await self._turns.give_way()
        for some in by_rules(matched):
            rules = await self._rules.rules({id_: None for one in some for id_ in one.rules})
            for one in some:
                wanted = [rules[id_] for id_ in one.rules if id_ in rules]
                _sort_in(
                    await _first(one.incoming, [partial(self._make, one, wanted)] * 2),
                    ready,
                    failures,
                )
                await self._turns.give_way()
        return ready, failures

    async def _look(self, batch: Sequence[Incoming]) -> list[_Looked]:
        started = self._ticks()
        looks: list[Look] = [None] * len(batch)
        with suppress(Exception):  # whatever it is, resolving meets it again, and says so
            looks = await self._in_turns(self._resolver.looking([i.report for i in batch]))
        each = (self._ticks() - started) / max(1, len(batch))
        return [_Looked(look, each) for look in looks]

    async def _match(self, incoming: Incoming, looked: _Looked) -> Matched:
        started = self._ticks() - looked.seconds
        now = self._clock()
        expired = now - incoming.kafka_at > self._max_age
        is_wanted = _never if expired else partial(self._fan_out.could_match, incoming.report)
        resolution = await self._in_turns(
            self._resolver.resolving(incoming.report, looked.look, is_wanted)
        )
        resolved = self._ticks()
        facts = self._fan_out.facts(incoming.report, resolution)
        rules = self._fan_out.matching(facts) if resolution.weighed else ()
        matched = self._ticks()
        metrics.RESOLVE_SECONDS.observe(resolved - started)
        metrics.MATCH_SECONDS.observe(matched - resolved)
        ms = (matched - started) * 1000
        return Matched(incoming, resolution, facts, rules, now, expired, ms)

    async def _make(self, matched: Matched, rules: Sequence[Rule]) -> Ready:
        """Make the row of a report; `rules` are those it matched, as they are now."""
        started = self._ticks()
        facts, resolution = matched.facts, matched.resolution
        met = await self._in_turns(self._fan_out.judging(rules, facts))
        row = await self._in_turns(
            self._fan_out.making(matched.incoming, resolution, facts, met, matched.at)
        )
        return Ready(
            incoming=matched.incoming,
            row=row,
            entities=len(resolution.mentions),
            unresolved=tuple(e.text[:_LONGEST_TOLD] for e in resolution.lost[:_MAX_TOLD]),
            rules=len(met),
            expired=matched.expired,
            ms=matched.ms + (self._ticks() - started) * 1000,
        )

    async def _in_turns(self, steps: Generator[None, None, T]) -> T:
        """Drive long work, letting others in between its steps."""
        while True:
            try:
                next(steps)
            except StopIteration as done:
                made: T = done.value
                return made
            await self._turns.give_way()

    async def _record(self, ready: Sequence[Ready]) -> list[Failure]:
        """Record; when a row is one that the database refuses, halve until it is found."""
        waiting = {one.row.key.digest: one for one in ready}

        def committed(some: Sequence[reports.Recorded]) -> None:
            # Said at once: should a later part of the batch fail, this part stands all the same.
            if any(recorded.left for recorded in some):
                self._recorded()
            for recorded in some:
                tell_recorded(waiting.pop(recorded.digest), recorded)

        try:
            await reports.record(
                *(self._db, [one.row for one in ready], self._clock()),
                committed=committed,
                seats=self._seats,
                rate=self._rate,
            )
        except BadRow as error:
            left = list(waiting.values())
            if len(left) == 1:
                log.exception("report.raised", report_id=left[0].incoming.report.id)
                return [Failure(left[0].incoming, repr(error))]
            half = len(left) // 2
            return await self._record(left[:half]) + await self._record(left[half:])
        return []


async def _first(incoming: Incoming, tries: Iterable[Callable[[], Awaitable[T]]]) -> T | Failure:
    """Give what comes of the first try that does not raise, or of them all the failure."""
    error: Exception | None = None
    for trying in tries:
        try:
            return await trying()
        except Exception as raised:  # noqa: BLE001 - one bad report must not stop the others
            error = raised
    log.error("report.raised", report_id=incoming.report.id, exc_info=error)
    return Failure(incoming, repr(error))


def _sort_in(outcome: T | Failure, done: list[T], failures: list[Failure]) -> None:
    if isinstance(outcome, Failure):
        failures.append(outcome)
    else:
        done.append(outcome)
