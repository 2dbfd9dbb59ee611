"""One attempt: send, judge, decide, and say so in one line.

Whatever happens in a channel, the delivery comes out of here with a next step: a bug of ours
costs a delivery time, never its life.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

import structlog

from alerts.deliver.channel import ChannelPort, NotYet
from alerts.deliver.retry import advance
from alerts.deliver.watchdog import Watchdog
from alerts.model.delivery import (
    Advance,
    Attempt,
    Delivered,
    Delivery,
    Outcome,
    Refused,
    Status,
    TryAgain,
)
from alerts.model.errors import Unavailable
from alerts.model.rule import Channel
from alerts.model.values import value
from alerts.store.deliveries import AttemptResult
from alerts.telemetry.metrics import DELIVERIES, DELIVERY_SECONDS, END_TO_END_SECONDS

_log = structlog.get_logger()
_MAX_DETAIL = 500


@value
class Tried:
    """A claimed delivery, and what an attempt of it came to."""

    delivery: Delivery
    outcome: Outcome
    result: AttemptResult


@dataclass(frozen=True, slots=True)
class Instruments:
    """Time and chance: the clock's instant, seconds that only grow, a draw from [0, 1), a token."""

    clock: Callable[[], datetime]
    ticks: Callable[[], float]
    jitter: Callable[[], float]
    token: Callable[[], str]


async def attempt(
    delivery: Delivery, channel: ChannelPort, limit: Watchdog, instruments: Instruments
) -> Tried | NotYet:
    """Try a delivery once, within the `limit`, and decide what becomes of it."""
    at, began = instruments.clock(), instruments.ticks()
    outcome = await _send(delivery, channel, limit)
    if isinstance(outcome, NotYet):
        return outcome
    seconds = instruments.ticks() - began
    ended = instruments.clock()
    advanced = advance(
        delivery.attempts + 1,
        outcome,
        now=ended,
        first_due=delivery.created_at,
        jitter=instruments.jitter(),
        standing=delivery.standing,
    )
    tried = Attempt(
        *(at, label(outcome), outcome.status, _detail(outcome), round(seconds * 1000, 3)),
        seen=outcome.seen,
    )
    _measure(delivery, outcome, seconds, ended)
    _say(delivery, tried, advanced)
    return Tried(delivery, outcome, AttemptResult(delivery.id, delivery.lease, tried, advanced))


def label(outcome: Outcome) -> str:
    """Name an outcome as logs, metrics and the delivery log do."""
    match outcome:
        case Delivered():
            return "delivered"
        case TryAgain():
            return "retry"
        case Refused():
            return "refused"
    assert_never(outcome)


# Looked up once: by their labels each time, they would cost more than what they count.
_COUNTED = {
    (channel, type(outcome)): DELIVERIES.labels(channel, label(outcome))
    for channel in Channel
    for outcome in (Delivered(), TryAgain(""), Refused(""))
}
_TIMED = {channel: DELIVERY_SECONDS.labels(channel) for channel in Channel}
_TRAVELLED = {channel: END_TO_END_SECONDS.labels(channel) for channel in Channel}


async def _send(delivery: Delivery, channel: ChannelPort, limit: Watchdog) -> Outcome | NotYet:
    try:
        with limit:
            return await channel.send(delivery)
    except TimeoutError:
        return TryAgain("no answer in time")
    except Unavailable as error:
        return TryAgain(str(error), ours=True)
    except Exception:  # noqa: BLE001 - a task's outermost frame: no bug may lose a delivery
        _log.exception("delivery.crashed", delivery_id=delivery.id, channel=delivery.channel)
        return TryAgain("an error of ours; it is in our log", ours=True)


def _detail(outcome: Outcome) -> str:
    """Give the reason as a database can keep it: no controls, not too long."""
    if isinstance(outcome, Delivered):
        return ""
    reason = outcome.reason
    return "".join(c if c.isprintable() else " " for c in reason)[:_MAX_DETAIL]


def _measure(delivery: Delivery, outcome: Outcome, seconds: float, ended: datetime) -> None:
    _COUNTED[delivery.channel, type(outcome)].inc()
    _TIMED[delivery.channel].observe(seconds)
    if isinstance(outcome, Delivered) and delivery.reported_at is not None:
        since = (ended - delivery.reported_at).total_seconds()
        _TRAVELLED[delivery.channel].observe(max(since, 0.0))


def _say(delivery: Delivery, tried: Attempt, advanced: Advance) -> None:
    _log.info(
        "delivery.attempted",
        delivery_id=delivery.id,
        destination_id=delivery.destination_id,
        channel=delivery.channel.value,
        attempt=delivery.attempts + 1,
        outcome=tried.outcome,
        status=tried.status,
        ms=tried.ms,
        next_at=advanced.next_at.isoformat() if advanced.next_at else None,
        **({"reason": tried.detail} if advanced.status is not Status.DELIVERED else {}),
    )
