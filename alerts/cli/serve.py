"""`alerts serve`: the service, whole or one role of it."""

import asyncio
import signal
from typing import Annotated

import typer

from alerts.cli.environment import from_environment
from alerts.settings import Settings
from alerts.wiring.interpreter import keep_what_is_built, open_many, share_quickly
from alerts.wiring.role import Role


def serve(
    role: Annotated[
        Role, typer.Option(help="Run all of the service, or one part that scales by itself.")
    ] = Role.ALL,
) -> None:
    """Run the service until SIGTERM or Ctrl-C; what is in flight is finished first."""
    asyncio.run(_serve(from_environment(), role))


async def _serve(settings: Settings, role: Role) -> None:
    from alerts.wiring.service import service

    share_quickly()
    open_many()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, _stop_or_die, loop, name, stop)
    async with service(settings, role, stop):
        keep_what_is_built()
        await stop.wait()


def _stop_or_die(
    loop: asyncio.AbstractEventLoop, name: signal.Signals, stop: asyncio.Event
) -> None:
    """Stop in good order at the first signal; a second one gets its usual way."""
    stop.set()
    loop.remove_signal_handler(name)
