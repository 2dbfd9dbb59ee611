"""How long each phase of a request took, noted where the client passes from one to the next.

The client tells when it begins to connect and when it is done, but not when TLS begins. Its
sockets know: the first thing that is asked of one, once it may be connected, is its error.
"""

import socket
from asyncio import get_running_loop
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING

import aiohttp
from aiohttp.connector import Connection

from alerts.deliver.webhook.aside import Within
from alerts.model.delivery import Phases

if TYPE_CHECKING:
    from aiohttp.client_proto import ResponseHandler
    from aiohttp.tracing import Trace

_current: ContextVar["Stopwatch | None"] = ContextVar("stopwatch", default=None)


class Stopwatch:
    """The instants of one request, in the loop's seconds."""

    def __init__(self) -> None:
        self.reused = False
        self.dials = 0
        self._began: float | None = None
        self._dialled: float | None = None
        self._connected: float | None = None
        self._ready: float | None = None
        self._answered: float | None = None

    def running(self) -> "Within[Stopwatch]":
        """Have the sockets that are made within tell this one."""
        return Within(_current, self)

    def begin(self) -> None:
        """Note that a connection is to be made."""
        self.dials += 1
        self._began, self._dialled, self._connected = _now(), None, None

    def dial(self) -> None:
        """Note that an address is dialled; the first of several ends the name server's time."""
        self._dialled = self._dialled or _now()

    def connect(self) -> None:
        """Note that a dial has come through."""
        self._connected = self._connected or _now()

    def be_ready(self, *, reused: bool) -> None:
        """Note that the connection, new or kept, takes the request."""
        self._ready, self.reused = _now(), reused

    def answer(self) -> None:
        """Note that the head of the answer is there."""
        self._answered = _now()

    def phases(self, *, tls: bool) -> Phases:
        """Give what is known by now; a phase that did not end has no length."""
        if self.reused:
            return Phases(first_byte=_ms(self._ready, self._answered))
        return Phases(
            dns=_ms(self._began, self._dialled),
            connect=_ms(self._dialled, self._connected),
            tls=_ms(self._connected, self._ready) if tls else None,
            first_byte=_ms(self._ready, self._answered),
        )


class TimedSocket(socket.socket):
    """A socket that tells the stopwatch of its request when it dials and when it is through."""

    @classmethod
    def of(cls, plain: socket.socket) -> "TimedSocket":
        """Take a socket over."""
        timed = cls(plain.family, plain.type, plain.proto, plain.detach())
        watch = _current.get()
        if watch is not None:
            watch.dial()
        return timed

    def getsockopt(self, level: int, option: int, size: int = 0) -> int | bytes:  # type: ignore[override]  # overloads there
        """Do as any socket does; no error, when the dial's result is asked for, is success."""
        if size:
            return super().getsockopt(level, option, size)
        value = super().getsockopt(level, option)
        watch = _current.get()
        if watch is not None and (level, option, value) == (socket.SOL_SOCKET, socket.SO_ERROR, 0):
            watch.connect()
        return value


class TimedConnector(aiohttp.TCPConnector):
    """A connector that tells the stopwatch of its request when it connects, and when it is done.

    Traces would tell as much, and a dozen other things that each wait for their turn.
    """

    def answer_by(self, handler: "type[ResponseHandler]") -> None:
        """Have connections that are made from now on read their answers so."""
        self._factory = partial(handler, loop=get_running_loop())

    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: "list[Trace]",
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - aiohttp's signature
    ) -> Connection:
        """Take a connection that was kept, or make one."""
        watch = _current.get()
        if watch is None:
            return await super().connect(req, traces, timeout)
        made = watch.dials
        connection = await super().connect(req, traces, timeout)
        watch.be_ready(reused=watch.dials == made)
        return connection

    async def _create_connection(
        self,
        req: aiohttp.ClientRequest,
        traces: "list[Trace]",
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - the same
    ) -> "ResponseHandler":
        watch = _current.get()
        if watch is not None:
            watch.begin()
        return await super()._create_connection(req, traces, timeout)


def _now() -> float:
    return get_running_loop().time()


def _ms(since: float | None, until: float | None) -> float | None:
    return None if since is None or until is None else round((until - since) * 1000, 3)
