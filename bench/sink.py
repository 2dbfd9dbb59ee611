"""A webhook receiver that costs next to nothing, so that senders are measured and not it.

`python -m bench.sink PORT`, a process of its own. It answers 200 to every POST, but to the path
`/hang` never, and remembers when it did so. `GET` tells delivery ids with the seconds of a steady
clock; `DELETE` forgets them.
"""

import asyncio
import re
import sys

import orjson

from alerts.wiring import chance

_HEAD_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_ID = re.compile(rb"\r\nwebhook-id: *([^\r]+)", re.IGNORECASE)
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
Arrivals = list[tuple[str, float]]


class Sink(asyncio.Protocol):
    """One connection: requests in, one after the other, answers out."""

    def __init__(self, arrivals: Arrivals) -> None:
        self._arrivals = arrivals
        self._buffer = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        if isinstance(transport, asyncio.WriteTransport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take what has come, as many requests as are whole."""
        self._buffer += data
        while (end := self._buffer.find(_HEAD_END)) >= 0:
            head = self._buffer[:end]
            found = _LENGTH.search(head)
            whole = end + len(_HEAD_END) + (int(found[1]) if found else 0)
            if len(self._buffer) < whole:
                return
            self._buffer = self._buffer[whole:]
            self._take(head)

    def _take(self, head: bytes) -> None:
        if self._transport is None or head.startswith(b"POST /hang"):
            return
        if head.startswith(b"POST"):
            if found := _ID.search(head):
                self._arrivals.append((found[1].decode(), chance.ticks()))
            self._transport.write(_ANSWER)
        elif head.startswith(b"DELETE"):
            self._arrivals.clear()
            self._transport.write(_ANSWER)
        else:
            told = orjson.dumps(self._arrivals)
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\n\r\n%b" % (len(told), told)
            )


async def _serve(port: int) -> None:
    arrivals: Arrivals = []
    loop = asyncio.get_running_loop()
    # Every address of the machine's own: each is an endpoint with connections of its own.
    server = await loop.create_server(lambda: Sink(arrivals), "0.0.0.0", port, backlog=4096)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
