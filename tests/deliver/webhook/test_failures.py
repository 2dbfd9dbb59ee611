"""What goes wrong on the way to a receiver, phase by phase: an outcome in bounded time, and why."""

import asyncio
import errno
import resource
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import aiohttp
import pytest

from alerts.deliver.webhook.egress import EgressGuard
from alerts.deliver.webhook.failure import outcome_of_failure
from alerts.deliver.webhook.names import Answers
from alerts.model.delivery import Delivered, Outcome, TryAgain
from tests.deliver.webhook.test_webhook_channel import channel, delivery
from tests.servers.certificate import self_signed

Meet = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
LOCAL = ["127.0.0.0/8"]
SOON_S = 4.0  # the limits of the channel under test are one and two seconds


@asynccontextmanager
async def listening(meet: Meet, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    met: set[asyncio.Task[None]] = set()

    async def noted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        met.add(task)
        try:
            with suppress(ConnectionError):
                await meet(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(noted, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()[1]
    if met:
        await asyncio.wait(met)


async def outcome_at(url: str, event: bytes = b"{}") -> Outcome:
    async with asyncio.timeout(SOON_S), channel() as opened:
        return await opened.send(delivery(url, event))


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


def reset(writer: asyncio.StreamWriter) -> None:
    """Close with a reset, as a machine does that has been restarted meanwhile."""
    there: socket.socket = writer.get_extra_info("socket")
    there.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.close()


async def test_a_name_server_that_hangs() -> None:
    async def hangs(host: str, port: int, flags: int) -> Answers:
        await asyncio.Event().wait()
        raise AssertionError

    async with asyncio.timeout(SOON_S), channel(EgressGuard(look_up=hangs)) as opened:
        outcome = await opened.send(delivery("https://hangs.example/"))
    assert isinstance(outcome, TryAgain)
    assert outcome.temporary
    assert outcome.reason.endswith(" in time")
    assert outcome.seen.phases.dns is None


@contextmanager
def full_backlog() -> Iterator[int]:
    """Listen on a port whose queue is full: what more is dialled is never taken up."""
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        there.listen(0)
        port: int = there.getsockname()[1]
        waiting = []
        for _ in range(4):
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
            waiting.append(one)
        yield port
        for one in waiting:
            one.close()


async def test_a_receiver_that_takes_no_connection() -> None:
    with full_backlog() as port:
        outcome = await outcome_at(f"http://127.0.0.1:{port}/")
    assert outcome == TryAgain("no connection in time")
    assert outcome.seen.phases.connect is None


async def test_a_receiver_that_hangs_in_the_tls_handshake() -> None:
    async with listening(silent) as port:
        outcome = await outcome_at(f"https://127.0.0.1:{port}/")
    assert outcome == TryAgain("no connection in time")
    assert outcome.seen.phases.connect is not None
    assert outcome.seen.phases.tls is None


async def test_a_receiver_that_speaks_no_tls() -> None:
    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await reader.read()
        writer.close()

    async with listening(meet) as port:
        outcome = await outcome_at(f"https://127.0.0.1:{port}/")
    assert outcome == TryAgain("TLS could not be agreed on")


async def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(self_signed(tmp_path / "receiver.pem"))
    async with listening(silent, served) as port:
        outcome = await outcome_at(f"https://127.0.0.1:{port}/")
    assert isinstance(outcome, TryAgain)
    assert outcome.temporary
    assert outcome.reason.startswith("the TLS certificate is not valid: ")
    assert "127.0.0.1" not in outcome.reason


async def test_a_receiver_that_reads_nothing_of_what_it_is_sent() -> None:
    over = asyncio.Event()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        transport = writer.transport
        assert isinstance(transport, asyncio.ReadTransport)
        transport.pause_reading()
        await over.wait()
        transport.abort()

    async with listening(meet) as port:
        outcome = await outcome_at(f"http://127.0.0.1:{port}/", b"x" * 1_000_000)
        over.set()
    assert outcome == TryAgain("no answer in time")


async def test_a_receiver_that_never_answers() -> None:
    over = asyncio.Event()

    async def meet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.close()

    async with listening(meet) as port:
        outcome = await outcome_at(f"http://127.0.0.1:{port}/")
        over.set()
    assert outcome == TryAgain("no answer in time")


async def test_a_kept_connection_that_is_reset_is_replaced_at_once() -> None:
    served = 0

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal served
        for turn in range(2):
            await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(2)
            if turn == 1:
                reset(writer)
                return
            served += 1
            writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
            await writer.drain()

    async with listening(meet) as port, channel() as opened:
        sent = delivery(f"http://127.0.0.1:{port}/", b"{}")
        for _ in range(2):
            assert await opened.send(sent) == Delivered(204)
    assert served == 2


async def test_a_fresh_connection_that_is_reset_is_a_failed_attempt() -> None:
    met = 0

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal met
        met += 1
        await reader.readuntil(b"\r\n\r\n")
        reset(writer)

    async with listening(meet) as port:
        outcome = await outcome_at(f"http://127.0.0.1:{port}/")
    assert outcome == TryAgain("the connection was lost: Connection reset by peer")
    assert met == 1


async def test_a_connection_that_is_reset_twice_is_a_failed_attempt() -> None:
    met = 0

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal met
        met += 1
        first = met == 1
        await reader.readuntil(b"\r\n\r\n")
        if first:
            writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
            await writer.drain()
            await reader.readuntil(b"\r\n\r\n")
        reset(writer)

    async with listening(meet) as port, channel() as opened:
        sent = delivery(f"http://127.0.0.1:{port}/", b"{}")
        assert await opened.send(sent) == Delivered(204)
        outcome = await opened.send(sent)
    assert outcome == TryAgain("the connection was lost: Connection reset by peer")
    assert met == 2


@contextmanager
def no_files_left() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with socket.socket() as last:
        resource.setrlimit(resource.RLIMIT_NOFILE, (last.fileno(), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def test_where_we_have_no_files_left_it_says_nothing_against_the_receiver() -> None:
    async with listening(silent) as port, channel() as opened:
        with no_files_left():
            outcome = await opened.send(delivery(f"http://127.0.0.1:{port}/"))
    assert isinstance(outcome, TryAgain)
    assert outcome.ours


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENOBUFS, errno.EADDRNOTAVAIL])
def test_what_this_machine_lacks_is_our_fault(number: int) -> None:
    outcome = outcome_of_failure(aiohttp.ClientOSError(number, "none left"))
    assert (outcome.ours, outcome.temporary) == (True, True)


@pytest.mark.parametrize("number", [errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ECONNRESET])
def test_what_lies_on_the_way_is_not(number: int) -> None:
    assert not outcome_of_failure(aiohttp.ClientOSError(number, "there")).ours
