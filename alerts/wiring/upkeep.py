"""What a database needs from time to time, and what its gauges show.

Runs where deliveries run, for it is their queue that is watched. Each duty is for itself: one
that fails is tried again in the next round, one with much to do does some of it each round, and
neither keeps the others waiting.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog

from alerts.model.errors import Unavailable
from alerts.model.rule import DestinationState
from alerts.pauses import until_set
from alerts.store import deliveries, destinations, mail_turns, retention, waiting
from alerts.store.database import Database
from alerts.telemetry import metrics

log = structlog.get_logger()

_EVERY_S = 5.0
_ROUNDS_BETWEEN_PURGES = 720  # an hour
_ROUNDS_BETWEEN_LOOKS = 12  # a minute: what a change of state leaves is no hurry
_AT_ONCE = 500
_BATCHES = 20  # of one duty in one round

# A report's key is 60 bytes, and may come again from a producer's own archive.
_KEYS_ARE_KEPT = 4  # times as long as the report

# What changed before that was settled; only who has just begun looks at all, for nobody may
# have been there to settle it.
_CHANGED_LATELY = timedelta(days=2)
_EVER = datetime(1, 1, 1, tzinfo=UTC)

# Who has not come for its turn by then was cancelled, or takes another.
_TURNS_ARE_KEPT = timedelta(days=1)


@dataclass(slots=True)
class _Duty:
    """What is done every so many rounds; in the next one too if `do` tells that more is left."""

    do: Callable[[], Awaitable[bool]]
    every: int
    due: int = 0


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
    duties = (
        _Duty(partial(_note, db), 1),
        _Duty(_Settling(db, clock).some, _ROUNDS_BETWEEN_LOOKS),
        _Duty(partial(_begin_anew, db, mails_apart), 1),
        _Duty(partial(_forget_turns, db, clock), _ROUNDS_BETWEEN_PURGES),
        _Duty(_Purge(db, keep, clock).some, _ROUNDS_BETWEEN_PURGES),
    )
    rounds = 0
    while not stop.is_set():
        for duty in duties:
            if duty.due <= rounds and not stop.is_set():
                is_left = await _done(duty)
                duty.due = rounds + (1 if is_left else duty.every)
        rounds += 1
        await until_set(stop, _EVERY_S)


async def _done(duty: _Duty) -> bool:
    try:
        return await duty.do()
    except Unavailable as error:
        log.warning("upkeep.postponed", reason=str(error))
    except Exception as error:  # a bug in what can wait an hour must not end the process
        log.exception("upkeep.postponed", reason=repr(error))
    return True


async def _note(db: Database) -> bool:
    oldest = await deliveries.oldest_due(db)
    metrics.OLDEST_DUE_SECONDS.set(oldest.total_seconds() if oldest else 0.0)
    counts = await destinations.count_by_state(db)
    for state in DestinationState:
        metrics.DESTINATIONS.labels(state).set(counts.get(state, 0))
    return False


class _Settling:
    """Holds, releases or cancels the many of which a change of state settled only the first."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock
        self._has_looked = False

    async def some(self) -> bool:
        """Settle some; tell whether there was anything to do, for then there may be more.

        Raises `Unavailable` for one that could not be settled, when the others had their turn.
        """
        since = self._clock() - _CHANGED_LATELY if self._has_looked else _EVER
        found = deque(await waiting.unsettled(self._db, since))
        self._has_looked = self._has_looked or not found
        is_left = bool(found)
        failed: Unavailable | None = None
        for _ in range(_BATCHES):
            if not found:
                break
            destination = found.popleft()
            try:
                if await waiting.settle_more(self._db, destination, self._clock()):
                    found.append(destination)  # behind the others, that each has some of the time
            except Unavailable as error:
                failed = error
        if failed:
            raise failed
        return is_left


async def _begin_anew(db: Database, mails_apart: timedelta) -> bool:
    if await mail_turns.begin_anew(db, mails_apart):
        log.warning("clock.set_back")
    return False


async def _forget_turns(db: Database, clock: Callable[[], datetime]) -> bool:
    await mail_turns.forget_idle(db, clock() - _TURNS_ARE_KEPT)
    return False


class _Purge:
    """Deletes what is past retention; what it deleted is told when all of it is gone."""

    def __init__(self, db: Database, keep: timedelta, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._keep = keep
        self._clock = clock
        self._gone = 0

    async def some(self) -> bool:
        """Delete some; tell whether more is left."""
        now = self._clock()
        before, keys_before = now - self._keep, now - self._keep * _KEYS_ARE_KEPT
        for _ in range(_BATCHES):
            some = await retention.purge(self._db, before, _AT_ONCE, keys_before=keys_before)
            self._gone += some
            if some < _AT_ONCE:
                if self._gone:
                    log.info("retention.purged", rows=self._gone, before=before.isoformat())
                self._gone = 0
                return False
        return True
