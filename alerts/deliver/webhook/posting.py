"""One POST and the head of its answer, over connections that the HTTP client keeps.

Dialling, TLS, the pool and the reading of answers are the client's. Its session is passed by:
for each request it makes anew what is the same for all of a destination's, and what a webhook
never has (cookies, redirects, proxies, forms, a task that writes the body), at twice the cost
of all that is left.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.client_reqrep import ConnectionKey
from aiohttp.connector import Connection
from aiohttp.http import RawResponseMessage
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.streams import StreamReader
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from alerts.deliver.webhook.deadlines import Deadlines
from alerts.deliver.webhook.interim import ImpatientHandler
from alerts.deliver.webhook.stopwatch import TimedConnector

_INTERIM = range(100, 200)
_SWITCHED = 101
_ENDS_A_LINE = frozenset("\r\n\0")


class _Dialled(aiohttp.ClientRequest):
    """What the connector is asked for; one of it stands for all requests of a route."""

    @cached_property
    def connection_key(self) -> ConnectionKey:  # it does not change
        return super().connection_key


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request goes, for the dialler, and the beginning of its head."""

    dialled: aiohttp.ClientRequest
    head: str

    @classmethod
    def to(cls, url: str, headers: Iterable[tuple[str, str]]) -> Self:
        """Prepare what is the same for all requests to a URL; of a header the last one counts.

        Raises `aiohttp.InvalidURL`, and `ValueError` for a header that would begin another.
        """
        try:
            target = URL(url)
        except ValueError as error:
            raise aiohttp.InvalidURL(url) from error
        given: CIMultiDict[str] = CIMultiDict()
        for name, value in headers:
            given[name] = value
        dialled = _Dialled("POST", target, headers=given, loop=asyncio.get_running_loop())
        del dialled.headers["Content-Length"]  # that of no body
        lines = [f"{name}: {value}" for name, value in dialled.headers.items()]
        if any(not _ENDS_A_LINE.isdisjoint(line) for line in lines):
            raise ValueError("a header with a line end in it")
        path = dialled.url.raw_path_qs
        return cls(dialled, "\r\n".join([f"POST {path} HTTP/1.1", *lines, ""]))


class Answer:
    """The head of an answer, and its body as it comes. A context: the connection is its own."""

    __slots__ = ("_connection", "content", "headers", "status")

    def __init__(
        self, connection: Connection, message: RawResponseMessage, content: StreamReader
    ) -> None:
        self._connection = connection
        self.status: int = message.code
        self.headers: CIMultiDictProxy[str] = message.headers
        self.content = content

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Keep the connection for the next request if this one left nothing on it, else close."""
        transport = self._connection.transport
        if transport is not None and transport.get_write_buffer_size():
            self._connection.close()  # it answered before it had taken the request
        else:
            self._connection.release()


class Poster:
    """Posts over a connector's connections.

    `connect` bounds each dial, `total` all that comes before the end of an answer's head.
    """

    def __init__(self, connector: TimedConnector, *, connect: timedelta, total: timedelta) -> None:
        connector.answer_by(ImpatientHandler)
        self._connector = connector
        self._loop = asyncio.get_running_loop()
        self._deadlines = Deadlines(self._loop)
        self._total_s = total.total_seconds()
        self._timeout = aiohttp.ClientTimeout(
            total=None, connect=self._total_s, sock_connect=connect.total_seconds()
        )

    async def close(self) -> None:
        """Close all connections."""
        self._deadlines.close()
        await self._connector.close()

    async def post(self, route: Route, headers: str, body: bytes) -> Answer:
        """Send, and wait for the head of the final answer. `headers` are whole lines.

        Raises `aiohttp.ClientError` and `OSError`.
        """
        until = self._loop.time() + self._total_s
        connection = await self._connected(route)
        try:
            head = f"{route.head}{headers}Content-Length: {len(body)}\r\n\r\n"
            return await self._exchange(connection, head.encode() + body, until)
        except BaseException:
            connection.close()
            raise

    async def _connected(self, route: Route) -> Connection:
        """Take a connection on which nothing is left of another request, or make one."""
        while True:
            try:
                connection = await self._connector.connect(route.dialled, [], self._timeout)
            except TimeoutError as error:
                raise aiohttp.ConnectionTimeoutError("no connection in time") from error
            if connection.protocol is None or not connection.protocol.should_close:
                return connection
            connection.close()

    async def _exchange(self, connection: Connection, request: bytes, until: float) -> Answer:
        protocol, transport = connection.protocol, connection.transport
        if not isinstance(protocol, ImpatientHandler) or not transport or transport.is_closing():
            raise aiohttp.ClientConnectionResetError("closed before it was written to")
        protocol.expect_answer()
        transport.write(request)
        self._deadlines.add(protocol, until)
        try:
            while True:
                message, content = await protocol.read()
                if message.code not in _INTERIM or message.code == _SWITCHED:
                    return Answer(connection, message, content)
        except HttpProcessingError as error:
            raise aiohttp.ClientPayloadError(error.message) from error
        finally:
            self._deadlines.drop(protocol)
