"""What becomes of a delivery after an attempt, and when it is tried again.

All of it is here, and nothing here waits, sends or stores: one table-driven test covers
every rule. A failure is retried quickly at first, as most faults are short, then less and
less often for three days; chance only ever adds, so that no pause is shorter than promised.
A destination that takes nothing at all for three days, be it silent or rejecting, is disabled;
its owner hears of it when half of that has passed.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from alerts.model.delivery import Advance, Delivered, Outcome, Refused, Standing, Status, TryAgain

PAUSES = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
)
GIVE_UP = timedelta(hours=72)
WARN = GIVE_UP / 2
GIVE_UP_ON_REFUSALS = timedelta(hours=24)
JITTER = 0.1
LONGEST_ASKED = timedelta(hours=24)
_SOUND = Standing()


def advance(
    attempts: int,
    outcome: Outcome,
    *,
    now: datetime,
    first_due: datetime,
    jitter: float,
    standing: Standing = _SOUND,
) -> Advance:
    """Decide after attempt number `attempts` (the first is 1).

    `jitter` is drawn from [0, 1). Time is counted from `first_due`, but a delivery that waited
    for us, in an outage of ours, is not given up before it has had every pause of the schedule.
    `standing` is how its destination stood when it was claimed.
    """
    match outcome:
        case Delivered():
            return Advance(Status.DELIVERED, None, recovered=standing.is_failing)
        case Refused(reason=reason):
            return Advance(Status.FAILED, None, disable=reason)
        case TryAgain():
            advanced = _after_failure(attempts, outcome, now, first_due, jitter)
            return _with_its_destination(advanced, outcome, now, standing)
    assert_never(outcome)


def _with_its_destination(
    advanced: Advance, failure: TryAgain, now: datetime, standing: Standing
) -> Advance:
    """Add what it means for the destination; our fault is none of its.

    Whoever answers 404 to all that is sent gets no more of it than who is silent.
    """
    if failure.ours:
        return advanced
    advanced = replace(advanced, silent=True)
    if standing.since is None or advanced.disable is not None:
        return advanced
    silence = now - standing.since
    if silence >= GIVE_UP:
        return replace(
            advanced, disable=_silent_for(GIVE_UP, failure), unless_delivered_since=standing.since
        )
    if silence >= WARN and not standing.is_failing:
        return replace(
            advanced, failing=_silent_for(WARN, failure), unless_delivered_since=standing.since
        )
    return advanced


def _after_failure(
    attempts: int, failure: TryAgain, now: datetime, first_due: datetime, jitter: float
) -> Advance:
    last_try = first_due + (GIVE_UP if failure.temporary else GIVE_UP_ON_REFUSALS)
    if attempts > len(PAUSES) and now >= last_try:
        return _give_up(failure, first_due)
    pause = PAUSES[min(attempts, len(PAUSES)) - 1]
    next_at = now + pause * (1 + JITTER * jitter)
    if failure.after is not None:
        next_at = max(next_at, now + min(failure.after, LONGEST_ASKED))
    if now < last_try:
        next_at = min(next_at, last_try)
    return Advance(Status.RETRYING, next_at)


def _give_up(failure: TryAgain, first_due: datetime) -> Advance:
    """Say what one delivery's end means: a day of 4xx, or our own fault, disables nothing yet.

    Nor does one that the destination will not have, while others arrive.
    """
    if failure.ours or not failure.temporary:
        return Advance(Status.FAILED, None)
    return Advance(
        Status.FAILED,
        None,
        disable=_silent_for(GIVE_UP, failure),
        unless_delivered_since=first_due,
    )


def _silent_for(span: timedelta, failure: TryAgain) -> str:
    return f"nothing but failures for {span // timedelta(hours=1)} h: {failure.reason}"
