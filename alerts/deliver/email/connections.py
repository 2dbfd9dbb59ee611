"""A few connections to the mail server, used again and again.

One SMTP connection serves one message at a time, and opening one costs more than a message.
So there is a small pool; one that lay idle is asked (NOOP) before it is trusted.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import aiosmtplib

from alerts.deliver.email.server import MailServer

_TRUSTED_SECONDS = 5.0
_NOOP_SECONDS = 5.0
_QUIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class _Idle:
    connection: aiosmtplib.SMTP
    since: float


class Connections:
    """At most `size` connections to one server, each lent to one task at a time."""

    def __init__(
        self, server: MailServer, *, size: int, command_timeout_s: float, greeting: str
    ) -> None:
        self._server = server
        self._timeout_s = command_timeout_s
        self._greeting = greeting
        self._slots = asyncio.Semaphore(size)
        self._idle: list[_Idle] = []

    @asynccontextmanager
    async def one(self) -> AsyncIterator[aiosmtplib.SMTP]:
        """Lend a connection that is ready for a message; one that fails is not kept."""
        async with self._slots:
            connection = await self._ready()
            try:
                yield connection
            except BaseException:
                connection.close()
                raise
            if connection.is_connected:
                self._idle.append(_Idle(connection, _now()))

    async def close(self) -> None:
        """Take leave of the server where it still listens."""
        while self._idle:
            connection = self._idle.pop().connection
            with suppress(aiosmtplib.SMTPException, OSError):
                async with asyncio.timeout(_QUIT_SECONDS):
                    await connection.quit()
            connection.close()

    async def _ready(self) -> aiosmtplib.SMTP:
        while self._idle:
            idle = self._idle.pop()
            if await self._still_there(idle):
                return idle.connection
        connection = self._new()
        try:
            await connection.connect()
        except BaseException:
            connection.close()
            raise
        return connection

    async def _still_there(self, idle: _Idle) -> bool:
        """Ask a connection that lay idle; one that does not answer soon is closed."""
        if idle.connection.is_connected and _now() - idle.since < _TRUSTED_SECONDS:
            return True
        try:
            async with asyncio.timeout(_NOOP_SECONDS):
                await idle.connection.noop()
        except (aiosmtplib.SMTPException, OSError):
            idle.connection.close()
            return False
        except BaseException:
            idle.connection.close()
            raise
        return True

    def _new(self) -> aiosmtplib.SMTP:
        server = self._server
        return aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=server.tls,
            start_tls=server.starttls,
            validate_certs=server.is_insisted_on,
            timeout=self._timeout_s,
            local_hostname=self._greeting,
        )


def _now() -> float:
    return asyncio.get_running_loop().time()
