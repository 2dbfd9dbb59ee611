"""A receiver that only ever says "wait" is not waited for."""

import asyncio
from contextlib import suppress

import pytest

from alerts.deliver.webhook.interim import MOST_INTERIM
from alerts.model.delivery import Delivered, Outcome, TryAgain
from tests.deliver.webhook.test_webhook_channel import channel, delivery

WAIT = b"HTTP/1.1 103 Early Hints\r\n\r\n"
DONE = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


@pytest.mark.parametrize("count", [0, 3, MOST_INTERIM])
async def test_a_few_interim_answers_are_passed_over(count: int) -> None:
    outcomes = await sent_twice_to(WAIT * count + DONE)
    assert outcomes == [Delivered(200)] * 2


async def test_an_endless_stream_of_them_ends_the_attempt_at_once() -> None:
    began = asyncio.get_running_loop().time()
    first, second = await sent_twice_to(WAIT * (MOST_INTERIM + 1), endless=True)
    assert first == second == TryAgain("the answer is not valid HTTP")
    assert asyncio.get_running_loop().time() - began < 1.0, "the time for an answer is 2 s"


async def sent_twice_to(answer: bytes, *, endless: bool = False) -> list[Outcome]:
    """Give what comes of two deliveries to a receiver with this answer, on one connection."""

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while True:
                await reader.readuntil(b"\r\n\r\n")
                await reader.readexactly(len(delivery("").event))
                writer.write(answer)
                await writer.drain()
                while endless:
                    writer.write(answer * 100)
                    await writer.drain()
        writer.close()

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    async with server, channel() as opened:
        to = delivery(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        return [await opened.send(to), await opened.send(to)]
