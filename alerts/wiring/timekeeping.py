"""Keeps a process's clock set by the database's, and tells when the machine's own is wrong."""

import asyncio
from datetime import timedelta
from typing import Protocol

import structlog

from alerts.model.errors import Unavailable
from alerts.pauses import until_set

log = structlog.get_logger()

_EVERY_S = 10.0
_MUCH = timedelta(seconds=5)


class SetClock(Protocol):
    """A clock that is set by the database's."""

    async def set(self) -> None:
        """Ask the database. Raises `Unavailable`."""
        ...

    def ahead(self) -> timedelta:
        """Tell by how much this machine's own clock is ahead."""
        ...


async def keep_time(clock: SetClock, stop: asyncio.Event, every_s: float = _EVERY_S) -> None:
    """Set the clock now and every few seconds until `stop`; it goes on while nobody can be asked."""
    told = False
    while True:
        try:
            await clock.set()
        except Unavailable:
            pass  # whoever has work for the database says so
        else:
            ahead = clock.ahead()
            if abs(ahead) > _MUCH and not told:
                log.warning("clock.differs", ahead_s=round(ahead.total_seconds(), 3))
            told = abs(ahead) > _MUCH
        if await until_set(stop, every_s):
            return
