"""What a database needs from time to time, and what its gauges show.

Runs where deliveries run, for it is their queue that is watched. It fails softly, and each duty for
itself: a round does at most a few pieces of each, and one that fails is tried again while the
others go on.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from alerts.model.errors import Unavailable
from alerts.model.rule import DestinationState
from alerts.pauses import until_set
from alerts.store import deliveries, destinations, mail_turns, retention, waiting
from alerts.store.database import Database
from alerts.telemetry import metrics

log = structlog.get_logger()

_EVERY_S = 5.0
_BETWEEN_PURGES_S = 3600.0
_BETWEEN_LOOKS_S = 60.0  # what a change of state leaves is no hurry
_AFTER_A_FAILURE_S = 60.0
_AT_ONCE = 500
# Of one duty in one round: then it is the turn of the others.
_PIECES = 20

# A report's key is 60 bytes, and may come again from a producer's own archive.
_KEYS_ARE_KEPT = 4  # times as long as the report

# What is older was seen by the first look, which goes back to the beginning.
_CHANGED_LATELY = timedelta(days=2)

# Who has not come for its turn by then was cancelled, or takes another.
_TURNS_ARE_KEPT = timedelta(days=1)


async def upkeep(
    db: Database,
    keep: timedelta,
    clock: Callable[[], datetime],
    stop: asyncio.Event,
    *,
    mails_apart: timedelta,
) -> None:
    """Note the gauges every few seconds, delete what is past retention every hour.

    To one domain mails are written so far apart, at best.
    """

    async def note() -> bool:
        await _note(db)
        return False

    async def begin_anew() -> bool:
        if await mail_turns.begin_anew(db, mails_apart):
            log.warning("clock.set_back")
        return False

    async def forget() -> bool:
        await mail_turns.forget_idle(db, clock() - _TURNS_ARE_KEPT)
        return False

    duties = (
        _Duty("gauges", _EVERY_S, note),
        _Duty("states", _BETWEEN_LOOKS_S, _Settling(db, clock, stop).some),
        _Duty("mail_turns", _EVERY_S, begin_anew),
        _Duty("idle_mail_turns", _BETWEEN_PURGES_S, forget),
        _Duty("retention", _BETWEEN_PURGES_S, lambda: _purge_some(db, clock(), keep, stop)),
    )
    elapsed = asyncio.get_running_loop().time
    while not stop.is_set():
        for duty in duties:
            if not stop.is_set():
                await duty.do_if_due(elapsed())
        await until_set(stop, _EVERY_S)


class _Duty:
    """What is done every so often, or in the next round again if there is more to do."""

    def __init__(self, name: str, every_s: float, do: Callable[[], Awaitable[bool]]) -> None:
        self._name = name
        self._every_s = every_s
        self._do = do
        self._due = float("-inf")

    async def do_if_due(self, now: float) -> None:
        if now < self._due:
            return
        wait_s = min(self._every_s, _AFTER_A_FAILURE_S)
        try:
            wait_s = 0.0 if await self._do() else self._every_s
        except Unavailable as error:
            log.warning("upkeep.postponed", duty=self._name, reason=str(error))
        except Exception as error:  # a bug in what can wait must not end the process
            log.exception("upkeep.postponed", duty=self._name, reason=repr(error))
        self._due = now + wait_s


async def _note(db: Database) -> None:
    oldest = await deliveries.oldest_due(db)
    metrics.OLDEST_DUE_SECONDS.set(oldest.total_seconds() if oldest else 0.0)
    counts = await destinations.count_by_state(db)
    for state in DestinationState:
        metrics.DESTINATIONS.labels(state).set(counts.get(state, 0))


class _Settling:
    """Holds, releases or cancels the many of which a change of state settled only the first."""

    def __init__(self, db: Database, clock: Callable[[], datetime], stop: asyncio.Event) -> None:
        self._db = db
        self._clock = clock
        self._stop = stop
        # Till a look finds nothing it has no bound: nobody knows how long nobody was here.
        self._has_seen_all = False
        self._failed = set[str]()

    async def some(self) -> bool:
        """Settle some; tell whether there was anything to do: then there may be more."""
        since = self._clock() - _CHANGED_LATELY if self._has_seen_all else None
        found = await waiting.unsettled(self._db, since)
        if not found:
            self._has_seen_all = True
            return False
        left = deque(sorted(found, key=self._failed.__contains__))
        for _ in range(_PIECES):
            if not left or self._stop.is_set():
                break
            destination = left.popleft()
            # Who fails comes last from then on: it is in nobody's way.
            self._failed.add(destination)
            if await waiting.settle_more(self._db, destination, self._clock()):
                left.append(destination)
            self._failed.discard(destination)
        return True


async def _purge_some(db: Database, now: datetime, keep: timedelta, stop: asyncio.Event) -> bool:
    before, keys_before = now - keep, now - keep * _KEYS_ARE_KEPT
    gone, some = 0, _AT_ONCE
    for _ in range(_PIECES):
        if stop.is_set():
            break
        some = await retention.purge(db, before, _AT_ONCE, keys_before=keys_before)
        gone += some
        if some < _AT_ONCE:
            break
    if gone:
        log.info("retention.purged", rows=gone, before=before.isoformat())
    return some >= _AT_ONCE
