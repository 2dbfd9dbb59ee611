"""The long-running tasks of one process: all end well, or the process ends.

They are stopped by flag, so that each finishes what it has in hand, and are cancelled only
when they take longer than the shutdown may.
"""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from types import TracebackType
from typing import Any, Self

import structlog

log = structlog.get_logger()


class Tasks:
    """Runs tasks until `stop` is set; the first that fails sets it, and its error is raised."""

    def __init__(self, stop: asyncio.Event, limit: timedelta) -> None:
        self._stop = stop
        self._limit = limit
        self._running: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        return self

    def run(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Start a task that is meant to run until `stop`."""
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(self._ended)
        self._running.append(task)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        if not self._running:
            return
        _, late = await asyncio.wait(self._running, timeout=self._limit.total_seconds())
        for task in late:
            log.warning("service.part_cancelled", part=task.get_name())
            task.cancel()
        results = await asyncio.gather(*self._running, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception) and error is None:
                raise result

    def _ended(self, task: "asyncio.Task[None]") -> None:
        if task.cancelled() or (self._stop.is_set() and task.exception() is None):
            return
        log.critical("service.part_failed", part=task.get_name(), exc_info=task.exception())
        self._stop.set()
