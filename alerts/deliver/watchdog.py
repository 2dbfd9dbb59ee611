"""Bounds the time of each of many things that one task does after the other.

`asyncio.timeout` makes and drops a timer each time, which costs as much as signing what is sent.
Here the timer stays: when it is up it looks how long the present thing has left.
"""

import asyncio
from types import TracebackType


class Watchdog:
    """Of the task that makes it, within which each `with` of it may take `limit_s` seconds."""

    def __init__(self, limit_s: float) -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("there is no task to be watched")
        self.task = task
        self._loop = asyncio.get_running_loop()
        self._limit_s = limit_s
        self._until: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._cancelling = 0
        self._has_barked = False

    def __enter__(self) -> None:
        self._until = self._loop.time() + self._limit_s
        self._cancelling = self.task.cancelling()
        if self._timer is None:
            self._timer = self._loop.call_at(self._until, self._look)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Raise `TimeoutError` where the time was up."""
        self._until = None
        if not self._has_barked:
            return
        self._has_barked = False
        if self.task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
            raise TimeoutError from error

    def lie_down(self) -> None:
        """Watch no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        self._timer = None
        if self._until is None:
            return
        if self._loop.time() < self._until:
            self._timer = self._loop.call_at(self._until, self._look)
        else:
            self._has_barked = True
            self.task.cancel()
