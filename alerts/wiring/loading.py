"""The rules on their way into memory when a process starts.

A million take a while, and all that while probes are answered, progress is told, and whoever stops
the process is heard.
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


async def load(rules: RuleBook, readiness: Readiness, stop: asyncio.Event) -> None:
    """Load all rules; told to stop, come back without the rest. Raises `Unavailable`."""
    readiness.waiting(RULES, "none are loaded yet")
    began = told = chance.ticks()
    with keeping_all():
        async with aclosing(rules.catching_up()) as parts:
            async for loaded in parts:
                if stop.is_set():
                    return
                readiness.waiting(RULES, f"{loaded} are loaded so far")
                if chance.ticks() - told > _TELL_EVERY_S:
                    told = chance.ticks()
                    log.info("rules.loading", rules=loaded)
    readiness.ready(RULES)
    log.info("rules.loaded", rules=len(rules.index), seconds=round(chance.ticks() - began, 3))
    for pages in huge_pages.own_ranges():
        if stop.is_set():
            return
        await asyncio.to_thread(huge_pages.collapse, pages)
