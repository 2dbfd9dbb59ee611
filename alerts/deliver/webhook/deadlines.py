"""Until when answers are waited for, with one timer for all of them.

A timer for each request is made, put in order and cancelled thousands of times a second, for the
few that are ever up.
"""

import asyncio

from aiohttp.client_proto import ResponseHandler


class Deadlines:
    """Connections that something is expected on; at its time each ends with `TimeoutError`."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._until: dict[ResponseHandler, float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def add(self, connection: ResponseHandler, until: float) -> None:
        """End what is waited for on a connection at that time of the loop."""
        self._until[connection] = until
        if self._timer is None or until < self._timer.when():
            self._set(until)

    def drop(self, connection: ResponseHandler) -> None:
        """Wait no longer, for it has come; the timer stays, for the next ones."""
        self._until.pop(connection, None)

    def close(self) -> None:
        """Wait for nothing more."""
        self._until.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _set(self, until: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_at(until, self._look)

    def _look(self) -> None:
        self._timer = None
        now = self._loop.time()
        for connection in [one for one, until in self._until.items() if until <= now]:
            del self._until[connection]
            connection.set_exception(TimeoutError())
        if self._until:
            self._set(min(self._until.values()))
