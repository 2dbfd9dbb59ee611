"""What the server refuses before any application sees it is answered as every refusal is."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from alerts.wiring.front import Front

URL = "https://alerts.example"
SECRET = b"<b>secret</b>"


@pytest.fixture
async def front() -> AsyncIterator[Front]:
    async def hello(_: web.Request) -> web.Response:
        return web.Response(text="hello")

    app = web.Application()
    app.router.add_get("/", hello)
    front = Front("127.0.0.1", 0, 0.1, URL)
    await front.show(app)
    yield front
    await front.close()


async def asked(front: Front, request: bytes) -> tuple[bytes, bytes]:
    """Send bytes; give head and body of all that comes until the connection is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", front.port)
    writer.write(request)
    async with asyncio.timeout(10):
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    await writer.wait_closed()
    return head, body


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET /?q=" + SECRET * 1000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"HEAD /?q=" + SECRET * 1000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + SECRET * 1000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n" + SECRET + b" : x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + SECRET + b"\x00\r\n\r\n",
        SECRET + b" / HTTP/1.1\r\nHost: a\r\n\r\n",
        b"\x16\x03\x01" + SECRET + b"\r\n\r\n",
    ],
    ids=[
        "a long query",
        "a long query of HEAD",
        "a long header",
        "a header's name",
        "NUL in a header",
        "a method that is none",
        "TLS",
    ],
)
async def test_unsound_http_is_answered_with_a_problem_that_repeats_nothing(
    front: Front, request_head: bytes
) -> None:
    head, body = await asked(front, request_head)

    assert head.startswith((b"HTTP/1.1 400 ", b"HTTP/1.0 400 "))
    assert b"Content-Type: application/problem+json" in head
    problem = json.loads(body)
    assert problem["type"] == f"{URL}/docs#malformed-request"
    assert problem["status"] == 400
    assert b"secret" not in head + body


async def test_sound_http_reaches_the_application(front: Front) -> None:
    head, body = await asked(front, b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 200 ")
    assert body == b"hello"
