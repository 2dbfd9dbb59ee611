"""What goes over a connection is one request and its answer, and nothing of another."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import pytest
from aiohttp import InvalidURL
from aiohttp.client_proto import ResponseHandler

from alerts.deliver.webhook.deadlines import Deadlines
from alerts.deliver.webhook.posting import Route
from alerts.model.delivery import Delivered, TryAgain
from tests.deliver.webhook.test_webhook_channel import channel, delivery

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
Meet = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def receiver(meet: Meet) -> AsyncIterator[str]:
    meetings: set[asyncio.Task[None] | None] = set()

    async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        meetings.add(asyncio.current_task())
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await meet(reader, writer)
        finally:
            writer.transport.abort()

    server = await asyncio.start_server(met, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook?key=1"
    for meeting in meetings:
        if meeting is not None:
            meeting.cancel()
            await asyncio.wait([meeting])


async def request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split()[0])
    return head + await reader.readexactly(length)


async def test_a_request_is_what_rfc_9112_has_and_no_header_comes_twice() -> None:
    seen: list[bytes] = []

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            seen.append(await request(reader))
            writer.write(OK)

    async with receiver(meet) as url, channel() as opened:
        for _ in range(2):
            assert await opened.send(delivery(url)) == Delivered(200)
    for raw in seen:
        head, _, body = raw.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        names = [line.partition(":")[0].lower() for line in lines]
        assert first == "POST /hook?key=1 HTTP/1.1"
        assert names[0] == "host"
        assert len(set(names)) == len(names)
        assert body == delivery("").event
    assert len(seen) == 2


async def test_what_a_receiver_says_unasked_is_no_answer_to_the_next_request() -> None:
    connections = 0

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await request(reader)
        writer.write(OK if connections > 1 else OK + b"HTTP/1.1 410 Gone\r\n\r\n")
        await reader.read()

    async with receiver(meet) as url, channel() as opened:
        assert await opened.send(delivery(url)) == Delivered(200)
        assert await opened.send(delivery(url)) == Delivered(200)
    assert connections == 2


async def test_a_connection_is_not_kept_where_the_request_was_not_taken() -> None:
    connections = 0

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK)
        await writer.drain()
        await asyncio.Event().wait()  # and reads no more

    async with receiver(meet) as url, channel() as opened:
        large = replace(delivery(url), event=b"x" * 20_000_000)
        assert await opened.send(large) == Delivered(200)
        assert await opened.send(delivery(url)) == Delivered(200)
    assert connections == 2


async def test_no_answer_is_waited_for_longer_than_its_time_whoever_else_answers() -> None:
    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while b"/hang" not in await request(reader):
            writer.write(OK)
        await reader.read()

    async with receiver(meet) as url, channel() as opened:
        hanging = [
            asyncio.create_task(opened.send(delivery(url.replace("/hook", "/hang"))))
            for _ in range(3)
        ]
        assert await opened.send(delivery(url)) == Delivered(200)
        assert await asyncio.gather(*hanging) == [TryAgain("no answer in time")] * 3
        assert await opened.send(delivery(url)) == Delivered(200)


async def test_one_timer_ends_each_at_its_own_time() -> None:
    loop = asyncio.get_running_loop()
    late, soon, dropped = (ResponseHandler(loop) for _ in range(3))
    deadlines, began = Deadlines(loop), loop.time()
    deadlines.add(late, began + 0.1)
    deadlines.add(soon, began + 0.05)
    deadlines.add(dropped, began + 0.05)
    deadlines.drop(dropped)
    for waiting, at in ((soon, 0.05), (late, 0.1)):
        with pytest.raises(TimeoutError):
            await waiting.read()
        assert loop.time() - began >= at
    assert dropped.exception() is None
    deadlines.close()


@pytest.mark.parametrize("value", ["a\r\nX-B: c", "a\nb", "a\0b"])
async def test_a_header_cannot_begin_another(value: str) -> None:
    with pytest.raises(ValueError, match="line end"):
        Route.to("https://a.example/", [("X-A", value)])


@pytest.mark.parametrize("url", ["https://[::1", "https:///path"])
async def test_what_is_no_url_is_named_so(url: str) -> None:
    with pytest.raises(InvalidURL):
        Route.to(url, [])
