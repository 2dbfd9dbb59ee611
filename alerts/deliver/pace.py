"""How fast deliveries are taken, and how long anything may take."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

_FIRST_PAUSE_S = 0.1
_LONGEST_PAUSE_S = 5.0
_REST = 4


@dataclass(frozen=True, slots=True)
class Pace:
    """The dispatcher's measures of time.

    `attempt` bounds one attempt whatever its channel does; `poll` is how often the queue is
    looked at unasked, as nudges come from this process alone; `grace` is how long what is in
    flight may take to end when we stop.
    """

    lease: timedelta = timedelta(seconds=60)
    attempt: timedelta = timedelta(seconds=45)
    poll: timedelta = timedelta(seconds=1)
    grace: timedelta = timedelta(seconds=20)
    record: timedelta = timedelta(seconds=5)


class Backoff:
    """Pauses that double while something is away, in seconds."""

    def __init__(self) -> None:
        self._next_s = _FIRST_PAUSE_S

    def longer(self) -> float:
        """Give the next pause."""
        pause, self._next_s = self._next_s, min(self._next_s * 2, _LONGEST_PAUSE_S)
        return pause

    def reset(self) -> None:
        """Begin again with a short one."""
        self._next_s = _FIRST_PAUSE_S


class Sparingly:
    """Something worth doing every `every_s` seconds, for no more than a fifth of the time."""

    def __init__(self, every_s: float) -> None:
        self._every_s = every_s
        self._next = 0.0

    def wait_s(self, now: float) -> float:
        """Give how long it is until it is time."""
        return max(0.0, self._next - now)

    def done(self, began: float, now: float) -> None:
        """Note when it was begun, and that it is done."""
        self._next = max(began + self._every_s, now + _REST * (now - began))


async def first_of(*signals: asyncio.Event, within_s: float) -> None:
    """Return when one of the signals is set, or `within_s` seconds have passed."""
    if any(signal.is_set() for signal in signals):
        return
    waits = [asyncio.ensure_future(signal.wait()) for signal in signals]
    try:
        await asyncio.wait(waits, timeout=within_s, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
