"""The rules on their way into memory when a process starts.

A million take a while, and all that while probes are answered, progress is told, and whoever stops
the process is heard. What is there already is moved to large pages beside it: the rest is put in the
sooner, for that looks at what is there.
"""

import asyncio
from contextlib import aclosing

import structlog

from alerts.pipeline import RuleBook
from alerts.resolve.keeping import keeping_all
from alerts.telemetry.readiness import Readiness
from alerts.wiring import chance, huge_pages

log = structlog.get_logger()

RULES = "rules"
_TELL_EVERY_S = 5.0
_MOVE_EVERY = 150_000  # rules: some fifty megabytes


async def load(rules: RuleBook, readiness: Readiness, stop: asyncio.Event) -> None:
    """Load all rules; told to stop, come back without the rest. Raises `Unavailable`."""
    readiness.waiting(RULES, "none are loaded yet")
    began = told = chance.ticks()
    moving, moved = None, 0
    try:
        with keeping_all():
            async with aclosing(rules.catching_up()) as parts:
                async for loaded in parts:
                    if stop.is_set():
                        return
                    readiness.waiting(RULES, f"{loaded} are loaded so far")
                    if chance.ticks() - told > _TELL_EVERY_S:
                        told = chance.ticks()
                        log.info("rules.loading", rules=loaded)
                    if loaded - moved > _MOVE_EVERY and (moving is None or moving.done()):
                        moving, moved = asyncio.create_task(_move(stop)), loaded
    finally:
        if moving is not None:
            await moving
    readiness.ready(RULES)
    log.info("rules.loaded", rules=len(rules.index), seconds=round(chance.ticks() - began, 3))
    await _move(stop)


async def _move(stop: asyncio.Event) -> None:
    """Move what is in memory to large pages, in a thread; told to stop, leave the rest.

    Where the system does not let it, all stays as it is: no rule is the worse for that.
    """
    try:
        for pages in huge_pages.own_ranges():
            if stop.is_set():
                return
            await asyncio.to_thread(huge_pages.collapse, pages)
    except OSError as error:
        log.warning("memory.not_moved", error=str(error))
