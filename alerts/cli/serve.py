"""`alerts serve`: the service, whole or one role of it."""

import asyncio
import gc
import signal
import sys
from typing import Annotated

import typer

from alerts.cli.environment import from_environment
from alerts.settings import Settings
from alerts.wiring.role import Role


def serve(
    role: Annotated[
        Role, typer.Option(help="Run all of the service, or one part that scales by itself.")
    ] = Role.ALL,
) -> None:
    """Run the service until SIGTERM or Ctrl-C; what is in flight is finished first."""
    asyncio.run(_serve(from_environment(), role))


_SWITCH_S = 0.0002
# A batch of reports is tens of thousands of objects, none of them garbage before it is recorded.
_GC = (20_000, 10, 10)


async def _serve(settings: Settings, role: Role) -> None:
    from alerts.wiring.service import service

    # SQLite answers in a thread of its own, which waits for the interpreter's lock up to this
    # long at each of its steps; Python's 5 ms would add up to most of an alert's latency.
    sys.setswitchinterval(_SWITCH_S)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, _stop_or_die, loop, name, stop)
    async with service(settings, role, stop):
        # The gazetteer and the rules stay: a collection that walks them holds all else up.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_GC)
        await stop.wait()


def _stop_or_die(
    loop: asyncio.AbstractEventLoop, name: signal.Signals, stop: asyncio.Event
) -> None:
    """Stop in good order at the first signal; a second one gets its usual way."""
    stop.set()
    loop.remove_signal_handler(name)
