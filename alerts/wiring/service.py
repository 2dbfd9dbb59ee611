"""The service, built from its settings: a straight line per role.

A part that cannot work yet waits and says so; a part that ends by a bug ends the process,
for a supervisor restarts a process, and nobody restarts half of one.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from typing import Any

import structlog

from alerts.model.errors import InvalidInput, Problem, Unavailable
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from alerts.settings import Settings
from alerts.store.clock import DatabaseClock
from alerts.store.leasing import KeepSeats, no_seats
from alerts.telemetry.readiness import Readiness
from alerts.web.app import build_app
from alerts.web.health import build_health_app
from alerts.wiring import chance, parts
from alerts.wiring.front import Front
from alerts.wiring.role import Role
from alerts.wiring.storage import open_store, read_keyring
from alerts.wiring.tasks import Tasks
from alerts.wiring.timekeeping import keep_time

log = structlog.get_logger()

_START = "start"
_THREADS = 64

# What a part needs, after what was in flight has had its time, to write down the last of it.
_SPARE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Running:
    """A service that has started.

    `port` is the one it listens on; `ended` is set when it is to stop, or must for a fault.
    """

    port: int
    readiness: Readiness
    ended: asyncio.Event


@asynccontextmanager
async def service(settings: Settings, role: Role, stop: asyncio.Event) -> AsyncIterator[Running]:
    """Run the roles until the context is left; set `stop` to end it in good order.

    A part that fails for good sets `stop` too; its error is raised on leaving. Raises
    `InvalidInput` for settings that cannot work together.
    """
    _check(settings, role)
    readiness = Readiness()
    # The operator's own names are looked up in these threads; one may hang in its name server.
    asyncio.get_running_loop().set_default_executor(
        ThreadPoolExecutor(_THREADS, thread_name_prefix="alerts")
    )
    readiness.waiting(_START, "the parts are being built")
    async with AsyncExitStack() as stack:
        front = Front(
            settings.http_host,
            settings.http_port,
            settings.shutdown_timeout.total_seconds(),
            settings.public_url,
        )
        stack.push_async_callback(front.close)
        db = open_store(settings, stack)
        await front.show(
            build_health_app(readiness, db.ping, public_url=settings.public_url, ticks=chance.ticks)
        )
        if await parts.wait_for_schema(settings, db, readiness, stop):
            keyring = await read_keyring(settings, db)
            clock = DatabaseClock(db, chance.now, chance.ticks)
            with suppress(Unavailable):  # it is set again and again
                await clock.set()
            world = parts.World(settings, readiness, db, keyring, clock, asyncio.Event(), stop)
            await _start(role, world, front, stack)
            readiness.ready(_START)
        log.info("service.started", role=role, port=front.port, pid=os.getpid())
        yield Running(front.port, readiness, stop)
    log.info("service.stopped", role=role)


async def _start(role: Role, world: parts.World, front: Front, stack: AsyncExitStack) -> None:
    """Build the parts of a role, then start them: what they use outlives them on the way down."""
    work: list[tuple[str, Coroutine[Any, Any, None]]] = [
        ("clock", keep_time(world.clock, world.stop))
    ]
    seats: KeepSeats = no_seats
    if role.does(Role.DELIVER):
        dispatcher = await parts.deliver(world, stack)
        seats = dispatcher.seats
        work.append(("deliver", dispatcher.run(world.stop)))
        work.append(("upkeep", parts.watch_queue(world)))
    if role.does(Role.API) or role.does(Role.INTAKE):
        # A second or two of work: in a thread, so that probes are answered meanwhile.
        gazetteer = await asyncio.to_thread(Gazetteer.load, world.settings.gazetteer)
        resolver = cache(partial(Resolver, gazetteer))  # one for all who ask, when one asks
    if role.does(Role.INTAKE):
        work.append(("intake", await parts.intake(world, resolver, stack, seats)))
    if role.does(Role.API):
        await front.show(build_app(parts.api(world, gazetteer, resolver, stack)))
    # On the way down, requests are answered before what they need is closed.
    stack.push_async_callback(front.close)
    tasks = await stack.enter_async_context(
        Tasks(world.stop, world.settings.shutdown_timeout + _SPARE)
    )
    for name, coroutine in work:
        tasks.run(name, coroutine)


def _check(settings: Settings, role: Role) -> None:
    url = settings.database_url.get_secret_value()
    if role is not Role.ALL and url.startswith("sqlite"):
        raise InvalidInput(
            f"--role {role} needs PostgreSQL",
            (
                Problem(
                    "ALERTS_DATABASE_URL",
                    "SQLite is one process's file; split roles would not see each other. "
                    "Use --role all, or a postgresql:// URL",
                ),
            ),
        )
