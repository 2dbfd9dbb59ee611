"""The listening socket, and whichever application stands behind it now.

A process must answer its probes while its database is still away, and the whole API once
it is there; the socket is bound once, so that no request falls between the two.
"""

import socket

from aiohttp import web

from alerts.model.errors import InvalidInput, Problem
from alerts.web.unsound import Runner

_BACKLOG = 1024


class Front:
    """A bound socket. `port` is the one it got; `close` may be called twice."""

    def __init__(self, host: str, port: int, shutdown_s: float, public_url: str) -> None:
        """Bind. Raises `InvalidInput` when the address is taken or not ours."""
        try:
            self._socket = socket.create_server((host, port), backlog=_BACKLOG)
        except OSError as error:
            raise InvalidInput(
                f"cannot listen on {host}:{port}: {error.strerror or error}",
                (Problem("ALERTS_HTTP_PORT", "choose a free port (0: any)"),),
            ) from error
        self.port: int = self._socket.getsockname()[1]
        self._shutdown_s = shutdown_s
        self._public_url = public_url
        self._runner: web.AppRunner | None = None

    async def show(self, app: web.Application) -> None:
        """Put an application behind the socket; the one before it finishes its requests."""
        runner = Runner(app, public_url=self._public_url, shutdown_s=self._shutdown_s)
        await runner.setup()
        await web.SockSite(runner, self._socket.dup()).start()
        before, self._runner = self._runner, runner
        if before is not None:
            await before.cleanup()

    async def close(self) -> None:
        """Take no more requests; return when those taken are answered."""
        self._socket.close()
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()
