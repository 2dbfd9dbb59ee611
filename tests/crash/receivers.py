"""Receivers of webhooks, of every temper: the path that is posted to names it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Self

import orjson
from standardwebhooks import Webhook

from alerts.model.rule import Channel
from tests.crash.far_side import FarSide

_OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
_TROUBLED = b"HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\noops"
_GARBAGE = b"\x00\xff no such protocol\r\n\r\n"
_SHORT_BODY = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this"
SLOW_S = 0.8


class Receivers(FarSide):
    """All of them together."""

    channel = Channel.WEBHOOK
    out_of_patience = "no answer in time"

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._tempers: dict[str, Callable[[asyncio.StreamWriter], Awaitable[bytes]]] = {
            "good": self._good,
            "slow": self._slow,
            "half": self._half,
            "resets": self._resets,
            "hangs": self._hangs,
            "lies": self._lies,
        }

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Self]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for writer in self._open.values():
                writer.transport.abort()
            if self._open:
                await asyncio.wait(self._open)

    def target(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def settings(self) -> dict[str, str]:
        return {"ALERTS_EGRESS_ALLOW": "127.0.0.0/8"}

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a connection without a task")
        self._open[task] = writer
        with suppress(OSError, asyncio.IncompleteReadError):
            while await self._answer(reader, writer):
                pass
        writer.transport.abort()
        with suppress(OSError):
            await writer.wait_closed()
        del self._open[task]

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        named = (line.partition(":") for line in lines if line)
        headers = {name.lower(): value.strip() for name, _, value in named}
        body = await reader.readexactly(int(headers["content-length"]))
        path = first.split(" ")[1].strip("/")
        self._read(path, headers, body)
        temper = self._good if self.mended and path != "slow" else self._tempers[path]
        answer = await temper(writer)
        if not answer:
            return False
        writer.write(answer)
        await writer.drain()
        if answer.startswith(_OK[:12]):
            self.taken[headers["webhook-id"]] += 1
        return answer in {_OK, _TROUBLED}

    def _read(self, path: str, headers: dict[str, str], body: bytes) -> None:
        try:
            Webhook(self.secret).verify(body, headers)
        except Exception:  # whatever is wrong with it, it is counted, and the worker sees no answer
            self.forged += 1
            raise
        id_, event = headers["webhook-id"], orjson.loads(body)
        told = [it["title"] for it in event["data"]["alerts"]] if "data" in event else ()
        self.note(path, told or [event["report"]], id_, body)

    async def _good(self, _: asyncio.StreamWriter) -> bytes:
        return _OK

    async def _slow(self, _: asyncio.StreamWriter) -> bytes:
        await asyncio.sleep(SLOW_S)
        return _OK

    async def _half(self, _: asyncio.StreamWriter) -> bytes:
        return self._dice.choice((_OK, _TROUBLED))

    async def _resets(self, writer: asyncio.StreamWriter) -> bytes:
        if self._dice.random() < 1 / 2:
            writer.transport.abort()
            return b""
        return _OK

    async def _hangs(self, writer: asyncio.StreamWriter) -> bytes:
        if self._dice.random() < 1 / 4:
            with suppress(OSError):
                await writer.wait_closed()
            return b""
        return _OK

    async def _lies(self, _: asyncio.StreamWriter) -> bytes:
        return self._dice.choice((_OK, _GARBAGE, _SHORT_BODY))
