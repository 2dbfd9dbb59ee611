"""The ways to wait here: for an event, in bounded time, and for one's next turn.

Nobody sleeps; whoever waits can be told to stop.
"""

import asyncio
from collections.abc import Callable

_TURN_S = 0.010


async def until_set(event: asyncio.Event, seconds: float) -> bool:
    """Wait until `event` is set, `seconds` at most; tell whether it is."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return event.is_set()
    return True


class Turns:
    """Work of one task that takes long is done in turns, so that the event loop has others.

    Probes, heartbeats and receivers' answers share the loop with it. `ticks` gives seconds
    that only grow.
    """

    def __init__(self, ticks: Callable[[], float], length_s: float = _TURN_S) -> None:
        self._ticks = ticks
        self._length_s = length_s
        self._began = ticks()

    async def give_way(self) -> None:
        """Let others in, if this turn has lasted long enough."""
        if self._ticks() - self._began > self._length_s:
            await asyncio.sleep(0)
            self._began = self._ticks()
