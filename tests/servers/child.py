"""A server as a child that cannot outlive the process that started it.

It is ended by its own id: when it is told to stop, when this process ends, and,
where `setpriv` exists (Linux), by the kernel when this process is killed. It has
a session of its own, so that Ctrl-C ends the tests first and the servers after.
"""

import atexit
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import Self

_LOOK_AGAIN_S = 0.05


class Child:
    """A running server, its log, and its end."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path, patience_s: float) -> None:
        self._process = process
        self._log = log
        self._patience_s = patience_s
        atexit.register(self.stop, signal.SIGKILL)

    @classmethod
    def start(
        cls,
        command: Sequence[str],
        *,
        log: Path,
        user: str | None = None,
        patience_s: float = 30.0,
    ) -> Self:
        """Start `command`, its output added to `log`; as `user`, which needs root.

        `patience_s` is how long it may take to end when it is told to.
        """
        if threading.current_thread() is not threading.main_thread():
            # The kernel's promise is kept for the thread that started the child.
            raise RuntimeError("servers are started from the main thread")
        with log.open("ab") as output:
            process = subprocess.Popen(
                [*leash(user), *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=log.parent,
                start_new_session=True,
            )
        return cls(process, log, patience_s)

    @property
    def pid(self) -> int:
        """The id of the server's process."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        """What the process ended with; None while it runs."""
        return self._process.poll()

    def wait_until(self, ready: Callable[[], bool], timeout_s: float = 90.0) -> None:
        """Return once `ready()`; raise with the log's end if the server dies or takes too long."""
        give_up_at = monotonic() + timeout_s
        while not ready():
            try:
                code = self._process.wait(_LOOK_AGAIN_S)
            except subprocess.TimeoutExpired:
                if monotonic() < give_up_at:
                    continue
                self.stop(signal.SIGKILL)
                raise RuntimeError(f"not ready in {timeout_s:.0f} s\n{self._tail()}") from None
            raise RuntimeError(f"ended with code {code} before it was ready\n{self._tail()}")

    def stop(self, by: signal.Signals) -> None:
        """Send `by` and wait for the end; what does not heed it is killed."""
        atexit.unregister(self.stop)
        if not self.running:
            return
        os.killpg(self.pid, by)
        try:
            self._process.wait(self._patience_s)
        except subprocess.TimeoutExpired:
            os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()

    def _tail(self) -> str:
        lines = self._log.read_text(errors="replace").splitlines()
        return "\n".join(lines[-40:])


def leash(user: str | None = None) -> list[str]:
    """What goes before a command so that it dies with us and, if named, runs as `user`."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        if user is not None:
            raise RuntimeError("setpriv (util-linux) is needed to run a server as another user")
        return []
    change = [] if user is None else ["--reuid", user, "--regid", user, "--init-groups"]
    return [setpriv, "--pdeathsig", "KILL", *change, "--"]
