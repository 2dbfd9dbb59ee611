"""What a database needs from time to time, and what its gauges show.

Runs where deliveries run, for it is their queue that is watched. It fails softly: an hour
without it hurts nobody, and the next round makes up for it.
"""

import asyncio
from collections.abc import Callable
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
_ROUNDS_BETWEEN_PURGES = 720  # an hour
_ROUNDS_BETWEEN_LOOKS = 12  # a minute: what a change of state leaves is no hurry
_AT_ONCE = 500

# A report's key is 60 bytes, and may come again from a producer's own archive.
_KEYS_ARE_KEPT = 4  # times as long as the report

# However long nobody was there to settle what waits.
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
    rounds, left = 0, False
    while not stop.is_set():
        try:
            await _note(db)
            if left or rounds % _ROUNDS_BETWEEN_LOOKS == 0:
                left = await _settle(db, clock, stop)
            if await mail_turns.begin_anew(db, mails_apart):
                log.warning("clock.set_back")
            if rounds % _ROUNDS_BETWEEN_PURGES == 0:
                await _purge(db, clock(), keep, stop)
        except Unavailable as error:
            log.warning("upkeep.postponed", reason=str(error))
        except Exception as error:  # a bug in what can wait an hour must not end the process
            log.exception("upkeep.postponed", reason=repr(error))
        rounds += 1
        await until_set(stop, _EVERY_S)


async def _note(db: Database) -> None:
    oldest = await deliveries.oldest_due(db)
    metrics.OLDEST_DUE_SECONDS.set(oldest.total_seconds() if oldest else 0.0)
    counts = await destinations.count_by_state(db)
    for state in DestinationState:
        metrics.DESTINATIONS.labels(state).set(counts.get(state, 0))


async def _settle(db: Database, clock: Callable[[], datetime], stop: asyncio.Event) -> bool:
    """Hold, release or cancel the many of which a change of state settled only the first.

    Tell whether there was anything to do: then there may be more.
    """
    found = await waiting.unsettled(db, clock() - _CHANGED_LATELY)
    for destination in found:
        while not stop.is_set() and await waiting.settle_more(db, destination, clock()):
            pass
    return bool(found)


async def _purge(db: Database, now: datetime, keep: timedelta, stop: asyncio.Event) -> None:
    before, keys_before = now - keep, now - keep * _KEYS_ARE_KEPT
    await mail_turns.forget_idle(db, now - _TURNS_ARE_KEPT)
    gone = 0
    while not stop.is_set():
        some = await retention.purge(db, before, _AT_ONCE, keys_before=keys_before)
        gone += some
        if some < _AT_ONCE:
            break
    if gone:
        log.info("retention.purged", rows=gone, before=before.isoformat())
