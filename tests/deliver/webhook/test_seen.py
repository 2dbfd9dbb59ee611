"""What an attempt saw of its receiver: the beginning of an answer, and where the time went."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.deliver.webhook.response import EXCERPT_LENGTH, excerpt_of
from alerts.model.delivery import Outcome, TryAgain
from tests.deliver.webhook.test_webhook_channel import channel, delivery

Meet = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
ROOM_S = 0.05


@asynccontextmanager
async def listening(meet: Meet) -> AsyncIterator[str]:
    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


def answering(body: bytes, head: bytes = b"", status: bytes = b"500 Oops") -> Meet:
    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        length = b"Content-Length: %d\r\nConnection: close\r\n" % len(body)
        writer.write(b"HTTP/1.1 " + status + b"\r\n" + length + head + b"\r\n" + body)
        writer.close()

    return meet


async def outcome_of(meet: Meet) -> Outcome:
    async with listening(meet) as url, channel() as opened:
        return await opened.send(delivery(url))


async def test_the_beginning_of_an_answer_is_kept_with_its_controls_escaped() -> None:
    hostile = b"no such tenant\r\nX: 1\x00\x1b[2J\xe2\x80\xae\xff"
    outcome = await outcome_of(answering(hostile))
    assert outcome.seen.excerpt == "no such tenant\\r\\nX: 1\\x00\\x1b[2J\\u202e\ufffd"


@pytest.mark.parametrize("status", [b"200 OK", b"410 Gone", b"503 Busy"])
async def test_it_is_kept_whatever_the_verdict_and_is_no_part_of_it(status: bytes) -> None:
    outcome = await outcome_of(answering(b"words", status=status))
    assert outcome.seen.excerpt == "words"
    other = await outcome_of(answering(b"other words", status=status))
    assert outcome == other


async def test_an_empty_answer_has_no_excerpt() -> None:
    assert (await outcome_of(answering(b""))).seen.excerpt is None


async def test_a_long_answer_is_cut() -> None:
    outcome = await outcome_of(answering(b"x" * 100_000))
    assert outcome.seen.excerpt == "x" * EXCERPT_LENGTH


async def test_what_was_compressed_is_not_unpacked() -> None:
    bomb = gzip.compress(bytes(5_000_000))
    outcome = await outcome_of(answering(bomb, b"Content-Encoding: gzip\r\n"))
    assert outcome.seen.excerpt == "(compressed; not unpacked)"


@given(st.binary(max_size=3000))
def test_no_answer_is_more_than_one_printable_line(body: bytes) -> None:
    shown = excerpt_of(body, None)
    assert shown is None or (shown.isprintable() and len(shown) <= EXCERPT_LENGTH)


async def test_a_head_that_drips_is_cut_off_in_time() -> None:
    over = asyncio.Event()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while not over.is_set():
            writer.write(b"X-Drip: 1\r\n")
            with suppress(TimeoutError):
                async with asyncio.timeout(0.1):
                    await over.wait()
        writer.close()

    async with listening(meet) as url, channel() as opened:
        outcome = await opened.send(delivery(url))
        over.set()
    assert outcome == TryAgain("no answer in time")
    assert outcome.seen.phases.first_byte is None


async def test_a_head_without_end_is_not_read_to_the_end() -> None:
    cut = asyncio.Event()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n")
        try:
            while True:
                writer.write(b"X-More: %s\r\n" % (b"x" * 4000))
                await writer.drain()
        except ConnectionError:
            writer.close()
            cut.set()

    assert await outcome_of(meet) == TryAgain("the answer is not valid HTTP")
    async with asyncio.timeout(5):
        await cut.wait()


async def test_each_phase_of_a_new_connection_has_its_time() -> None:
    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(ROOM_S)  # what is measured is this receiver's thinking
        writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        await writer.drain()
        await reader.read()
        writer.close()

    async with listening(meet) as url, channel() as opened:
        phases = (await opened.send(delivery(url))).seen.phases
        assert phases.dns is not None
        assert phases.connect is not None
        assert phases.tls is None
        assert phases.first_byte is not None
        assert phases.first_byte >= ROOM_S * 900


async def test_a_kept_connection_has_only_its_answers_time() -> None:
    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(2):
            await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(len(b'{"id":"dlv_1"}'))
            writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
            await writer.drain()
        writer.close()

    async with listening(meet) as url, channel() as opened:
        await opened.send(delivery(url))
        phases = (await opened.send(delivery(url))).seen.phases
    assert (phases.dns, phases.connect, phases.tls) == (None, None, None)
    assert phases.first_byte is not None
