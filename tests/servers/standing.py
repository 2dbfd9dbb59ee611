"""How a server stands behind the tests: as a child of their own, or lent by somebody.

Our own can be taken away and brought back on the same port with the same data. A lent
one is used and left as it was: a test that would restart it is skipped, with the reason.
"""

import asyncio
import shutil
import signal
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import pytest

from tests.servers.child import Child


class OwnServer(ABC):
    """A server in a folder of its own. `boot` and `halt` block; `start` and `stop` are for tests.

    `in_order` and `as_a_crash` are the signals that end it either way.
    """

    in_order: ClassVar[signal.Signals]
    as_a_crash: ClassVar[signal.Signals]

    def __init__(self, prefix: str) -> None:
        self._home = Path(tempfile.mkdtemp(prefix=prefix))
        self._log = self._home / "server.log"
        self._child: Child | None = None

    @property
    def pid(self) -> int | None:
        """The id of the server's process, while it runs."""
        return self._child.pid if self._child else None

    def boot(self) -> None:
        """Make the data folder and start the server; return when it serves."""
        made = subprocess.run(
            self._making(), capture_output=True, text=True, check=False, cwd=self._home
        )
        if made.returncode:
            raise RuntimeError(made.stdout + made.stderr)
        self._child = self._launched()
        self._await_start()

    def halt(self) -> None:
        """End the server and remove its data."""
        if self._child:
            self._child.stop(self.in_order)
        shutil.rmtree(self._home, ignore_errors=True)

    async def start(self) -> None:
        """Bring the stopped server back on its port with its data; return when it serves."""
        self._child = self._launched()
        await asyncio.to_thread(self._await_start)

    async def stop(self, *, crash: bool = False) -> None:
        """Take the server away and cut its connections: in order, or as a crash would."""
        if self._child:
            how = self.as_a_crash if crash else self.in_order
            await asyncio.to_thread(self._child.stop, how)
            self._child = None

    @abstractmethod
    def _making(self) -> Sequence[str]:
        """Give the command that makes the data folder."""

    @abstractmethod
    def _launched(self) -> Child:
        """Start the server's process."""

    @abstractmethod
    def _ready(self) -> bool:
        """Tell whether it serves."""

    def _await_start(self) -> None:
        if self._child:
            self._child.wait_until(self._ready)


class LentServer:
    """A server that somebody else runs: it is used, never stopped. `setting` named it."""

    setting: ClassVar[str]

    def boot(self) -> None:
        """Nothing: it runs."""

    async def start(self) -> None:
        """Skip the test that wants to."""
        pytest.skip(f"{self.setting} names a server that tests may not restart")

    async def stop(self, *, crash: bool = False) -> None:
        """Skip the test that wants to."""
        pytest.skip(f"{self.setting} names a server that tests may not stop")
