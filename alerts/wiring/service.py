"""The service, built from its settings: a straight line per role.

A part that cannot work yet waits and says so; a part that ends by a bug ends the process,
for a supervisor restarts a process, and nobody restarts half of one.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum

import structlog

from alerts.model.errors import InvalidInput, Problem
from alerts.settings import Settings
from alerts.telemetry.readiness import Readiness
from alerts.wiring import parts
from alerts.wiring.storage import open_store, read_keyring
from alerts.wiring.tasks import Tasks

log = structlog.get_logger()


class Role(StrEnum):
    """What a process does; `all` is the small user's whole system."""

    ALL = "all"
    API = "api"
    INTAKE = "intake"
    DELIVER = "deliver"

    def does(self, part: "Role") -> bool:
        """Tell whether a process of this role runs `part`."""
        return self in {Role.ALL, part}


@dataclass(frozen=True, slots=True)
class Running:
    """A service that has started: `port` is the one it listens on."""

    port: int
    readiness: Readiness


@asynccontextmanager
async def service(settings: Settings, role: Role, stop: asyncio.Event) -> AsyncIterator[Running]:
    """Run the roles until the context is left; set `stop` to end it in good order.

    A part that fails for good sets `stop` too; its error is raised on leaving. Raises
    `InvalidInput` for settings that cannot work together.
    """
    _check(settings, role)
    readiness = Readiness()
    nudge = asyncio.Event()
    async with AsyncExitStack() as stack:
        tasks = await stack.enter_async_context(Tasks(stop, settings.shutdown_timeout))
        db = await open_store(settings, readiness, stack)
        http = parts.Http(settings, readiness, db)
        await http.start_probes(stack)
        if not await parts.wait_for_schema(settings, db, readiness, stop):
            yield Running(http.port, readiness)
            return
        keyring = await read_keyring(settings, db)
        world = parts.World(settings, readiness, db, keyring, nudge, stop)
        if role.does(Role.DELIVER):
            tasks.run("deliver", await parts.deliver(world, stack))
            tasks.run("upkeep", parts.upkeep(world))
        if role.does(Role.API):
            await parts.api(world, http, stack)
        if role.does(Role.INTAKE):
            tasks.run("intake", await parts.intake(world, stack))
        log.info("service.started", role=role, port=http.port, pid=os.getpid())
        yield Running(http.port, readiness)
    log.info("service.stopped", role=role)


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
