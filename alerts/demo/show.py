"""The demo's door: what the command line calls.

Light on purpose. The demo's libraries are an extra, and whoever lacks them must be told so
in a sentence, before anything that needs them is imported.
"""

import asyncio
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, TextIO

from alerts.model.errors import InvalidInput

INTERRUPTED = 130
_EXTRA = {"confluent_kafka": "confluent-kafka", "aiosmtpd": "aiosmtpd"}


class Running(Protocol):
    """A service that has started. `ended` is set when it stops by itself, for a fault."""

    @property
    def ended(self) -> asyncio.Event:
        """Set when the service has stopped, or must."""
        ...


StartService = Callable[[Mapping[str, str]], AbstractAsyncContextManager[Running]]


@dataclass(frozen=True, slots=True)
class Options:
    """How the demo is run.

    `once`: end when all samples are through. `port`: the service's, None for any that is
    free. `expected`: another file of expectations. `picture`: write an SVG of some alerts.
    `deadline_s`: how long alerts may take to come.
    """

    once: bool = False
    verbose: bool = False
    port: int | None = None
    expected: Path | None = None
    picture: Path | None = None
    deadline_s: float = 60.0


async def run(start_service: StartService, options: Options, out: TextIO = sys.stdout) -> int:
    """Run the demo; give the exit status: 0, 1 for a fault, 130 when ended by Ctrl-C.

    `start_service` starts the real service, all roles, from an environment. Raises
    `InvalidInput` and `Unavailable` for what the user can mend.
    """
    _need_libraries()
    from alerts.demo.perform import perform  # noqa: PLC0415 - it needs the extra's libraries
    from alerts.demo.screen import Screen  # noqa: PLC0415 - the same

    screen = Screen(out)
    interrupted = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, _interrupt, loop, name, interrupted)
    waiting = asyncio.create_task(interrupted.wait())
    performance = asyncio.create_task(perform(start_service, options, screen))
    await asyncio.wait({waiting, performance}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not performance.done():
        screen.say("\nEnding …")
        performance.cancel()
        await asyncio.wait({performance})
    if performance.cancelled():
        screen.say("Ended; nothing is left running, and nothing was kept.")
        return INTERRUPTED
    return performance.result()


def _interrupt(
    loop: asyncio.AbstractEventLoop, name: signal.Signals, interrupted: asyncio.Event
) -> None:
    """End in good order at the first signal; a second one gets its usual way."""
    interrupted.set()
    loop.remove_signal_handler(name)


def _need_libraries() -> None:
    missing = [name for module, name in _EXTRA.items() if find_spec(module) is None]
    if missing:
        raise InvalidInput(
            f"the demo needs {' and '.join(missing)}; install them with: pip install 'alerts[demo]'"
        )
