"""A process that is there at once, as it is forked from one that has imported all it needs.

It cannot outlive the process that it is forked from, nor that the one that started it: where the
kernel can promise that (Linux), it does.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

_CONTEXT = multiprocessing.get_context("forkserver")
_DIE_WITH_THE_PARENT = 1  # prctl(2): PR_SET_PDEATHSIG


def preload(*modules: str) -> None:
    """Name what is imported before the first fork."""
    _CONTEXT.set_forkserver_preload([*modules])


class Fork:
    """A running function, as a process of its own, with an environment and a log."""

    def __init__(
        self, run: Callable[..., None], *args: object, environment: Mapping[str, str], log: Path
    ) -> None:
        told = (run, args, dict(environment), log)
        self._process = _CONTEXT.Process(target=_begin, args=told, daemon=True)
        self._process.start()

    @property
    def pid(self) -> int:
        """The id of the process."""
        if self._process.pid is None:
            raise RuntimeError("it has not begun")
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process.is_alive()

    @property
    def exit_code(self) -> int | None:
        """What the process ended with; None while it runs."""
        return self._process.exitcode

    def stop(self, by: signal.Signals) -> None:
        """Send `by` and wait for the end."""
        if self.running:
            os.kill(self.pid, by)
        self._process.join()


def _begin(
    run: Callable[..., None], args: tuple[object, ...], environment: Mapping[str, str], log: Path
) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_THE_PARENT, signal.SIGKILL)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(output, stream)
    os.environ.update(environment)
    run(*args)
