"""How much a destination is given at once, by how it has answered lately.

It begins narrow and widens with each answer; a failure halves it, and several in a row close
it for a while, after which one delivery tries whether it is back. Nothing here waits or
stores, and nothing is decided about a delivery: each keeps its own schedule.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from alerts.model.delivery import Delivered, Outcome, Refused, TryAgain

NARROWEST = 4
FAILURES = 5
FIRST_PAUSE_S = 5.0
LONGEST_PAUSE_S = 60.0


@dataclass(frozen=True, slots=True)
class Open:
    """It is sent to: `width` at once. So many `failures` came since its last answer."""

    width: int = NARROWEST
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Closed:
    """It is left alone until then (steady seconds), when one delivery tries it."""

    until: float
    pause_s: float


@dataclass(frozen=True, slots=True)
class Gone:
    """It wants nothing more; the database is being told."""


Breaker = Open | Closed | Gone


def room(breaker: Breaker, most: int, now: float) -> int:
    """Give how many deliveries it may have at once, `most` at best."""
    match breaker:
        case Open(width=width):
            return min(width, most)
        case Closed(until=until):
            return int(now >= until)
        case Gone():
            return 0
    assert_never(breaker)


def after(breaker: Breaker, outcome: Outcome, most: int, now: float) -> Breaker:
    """Give what it is after an answer, or none.

    A rejection (most 4xx) is an answer too: it says nothing against the next delivery. Our own
    fault says nothing about the receiver at all.
    """
    match outcome:
        case Delivered():
            return _wider(breaker, most)
        case Refused():
            return Gone()
        case TryAgain(ours=True):
            return breaker
        case TryAgain(temporary=False):
            return replace(breaker, failures=0) if isinstance(breaker, Open) else Open()
        case TryAgain(after=asked):
            return _after_failure(breaker, asked.total_seconds() if asked else 0.0, now)
    assert_never(outcome)


def _wider(breaker: Breaker, most: int) -> Breaker:
    match breaker:
        case Open(width=width):
            return Open(min(width + 1, max(most, 1)))
        case Closed():
            return Open()
        case Gone():
            return breaker
    assert_never(breaker)


def _after_failure(breaker: Breaker, asked_s: float, now: float) -> Breaker:
    match breaker:
        case Open(width=width, failures=failures):
            if failures + 1 < FAILURES and not asked_s:
                return Open(max(width // 2, 1), failures + 1)
            return _closed(FIRST_PAUSE_S, asked_s, now)
        case Closed(until=until, pause_s=pause_s):
            if now < until and not asked_s:
                return breaker  # it was sent before it was closed
            return _closed(min(pause_s * 2, LONGEST_PAUSE_S), asked_s, now)
        case Gone():
            return breaker
    assert_never(breaker)


def _closed(pause_s: float, asked_s: float, now: float) -> Closed:
    return Closed(now + max(pause_s, min(asked_s, LONGEST_PAUSE_S)), pause_s)
