"""What a webhook carries, and what a receiver cannot make us do."""

import asyncio
import gzip
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from standardwebhooks import Webhook

from alerts.deliver.webhook.channel import Limits, WebhookChannel
from alerts.deliver.webhook.egress import EgressGuard
from alerts.keyring import Key, Keyring, new_webhook_secret, seal_headers, seal_webhook_secret
from alerts.model.delivery import Delivered, Delivery, Purpose, TryAgain
from alerts.model.errors import Unavailable
from alerts.model.rule import Channel
from tests.servers.ports import free_port

KEYRING = Keyring([Key("k", b"secret" * 6)])
SECRET = bytes(range(32))
NONCE = b"n" * 12
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
Hook = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Hook], Awaitable[str]]


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the verifying library reads its own clock


def delivery(target: str, event: bytes = b'{"id":"dlv_1"}') -> Delivery:
    sealed = seal_webhook_secret(KEYRING, "dst_1", new_webhook_secret(SECRET), NONCE)
    return Delivery(
        id="dlv_1",
        destination_id="dst_1",
        subscriber_id="sub_1",
        alert_id="alr_1",
        channel=Channel.WEBHOOK,
        purpose=Purpose.ALERT,
        event=event,
        target=target,
        headers=None,
        secret=sealed,
        attempts=0,
        created_at=datetime(2021, 7, 13, tzinfo=UTC),
        lease="lease",
    )


def channel(guard: EgressGuard | None = None) -> WebhookChannel:
    limits = Limits(
        connect=timedelta(seconds=1), total=timedelta(seconds=2), body=timedelta(seconds=0.2)
    )
    allowed = guard or EgressGuard(["127.0.0.0/8"])
    return WebhookChannel(keyring=KEYRING, guard=allowed, clock=now, limits=limits)


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    async with AsyncExitStack() as stack:

        async def start(hook: Hook) -> str:
            app = web.Application()
            app.router.add_route("*", "/{path:.*}", hook)
            runner = web.AppRunner(app, shutdown_timeout=0.1)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            return f"http://127.0.0.1:{runner.addresses[0][1]}"

        yield start


async def seen_by_receiver(serve: Serve, sent: Delivery) -> tuple[dict[str, str], bytes]:
    seen: list[tuple[dict[str, str], bytes]] = []

    async def hook(request: web.Request) -> web.Response:
        seen.append(({k.lower(): v for k, v in request.headers.items()}, await request.read()))
        return web.Response()

    base = await serve(hook)
    async with channel() as opened:
        assert await opened.send(replace(sent, target=f"{base}/hook?key=1")) == Delivered(200)
    (only,) = seen
    return only


async def test_a_receiver_can_verify_what_it_got(serve: Serve) -> None:
    headers, body = await seen_by_receiver(serve, delivery(""))
    assert body == b'{"id":"dlv_1"}'
    assert headers["webhook-id"] == "dlv_1"
    assert headers["content-type"] == "application/cloudevents+json"
    assert headers["user-agent"].startswith("alerts/")
    assert "cookie" not in headers
    Webhook(f"whsec_{b64encode(SECRET).decode()}").verify(body, headers)


async def test_custom_headers_are_added_and_a_trace_travels_on(serve: Serve) -> None:
    sealed = seal_headers(KEYRING, "dst_1", [("Authorization", "Bearer x")], NONCE)
    event = b'{"id":"dlv_1","traceparent":"%s"}' % TRACE.encode()
    headers, _ = await seen_by_receiver(serve, replace(delivery("", event), headers=sealed))
    assert headers["authorization"] == "Bearer x"
    assert headers["traceparent"] == TRACE


async def test_a_trace_in_a_strangers_text_is_no_trace(serve: Serve) -> None:
    event = rb'{"data":"\"traceparent\":\"%s\""}' % TRACE.encode()
    headers, _ = await seen_by_receiver(serve, delivery("", event))
    assert "traceparent" not in headers


async def test_a_proxy_in_the_environment_is_passed_by(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[str] = []

    def called(name: str) -> Hook:
        async def hook(_: web.Request) -> web.Response:
            met.append(name)
            return web.Response()

        return hook

    proxy, receiver = await serve(called("proxy")), await serve(called("receiver"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    async with channel() as opened:
        assert await opened.send(delivery(f"{receiver}/hook")) == Delivered(200)
    assert met == ["receiver"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(serve: Serve, status: int) -> None:
    paths: list[str] = []

    async def hook(request: web.Request) -> web.Response:
        paths.append(request.path)
        return web.Response(status=status, headers={"Location": "/elsewhere"})

    base = await serve(hook)
    async with channel() as opened:
        outcome = await opened.send(delivery(f"{base}/hook"))
    assert isinstance(outcome, TryAgain)
    assert outcome.status == status
    assert paths == ["/hook"]


async def test_retry_after_is_heard(serve: Serve) -> None:
    async def hook(_: web.Request) -> web.Response:
        return web.Response(status=429, headers={"Retry-After": "90"})

    async with channel() as opened:
        outcome = await opened.send(delivery(await serve(hook)))
    assert isinstance(outcome, TryAgain)
    assert outcome.after == timedelta(seconds=90)


async def test_an_endless_body_is_cut_off(serve: Serve) -> None:
    cut = asyncio.Event()

    async def hook(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(bytes(65536))
        except ConnectionError:
            cut.set()
        return response

    async with channel() as opened:
        assert await opened.send(delivery(await serve(hook))) == Delivered(200)
        async with asyncio.timeout(5):
            await cut.wait()


async def test_a_body_that_drips_does_not_hold_us(serve: Serve) -> None:
    over = asyncio.Event()

    async def hook(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(status=500)
        await response.prepare(request)
        await response.write(b"x")
        await over.wait()
        return response

    began = asyncio.get_running_loop().time()
    async with channel() as opened:
        outcome = await opened.send(delivery(await serve(hook)))
    over.set()
    assert isinstance(outcome, TryAgain)
    assert outcome.status == 500
    assert asyncio.get_running_loop().time() - began < 1.5


async def test_a_compressed_bomb_is_never_unpacked(serve: Serve) -> None:
    bomb = gzip.compress(bytes(10_000_000))

    async def hook(_: web.Request) -> web.Response:
        return web.Response(body=bomb, headers={"Content-Encoding": "gzip"})

    async with channel() as opened:
        assert await opened.send(delivery(await serve(hook))) == Delivered(200)


async def test_cookies_are_not_kept(serve: Serve) -> None:
    cookies: list[str | None] = []

    async def hook(request: web.Request) -> web.Response:
        cookies.append(request.headers.get("Cookie"))
        return web.Response(headers={"Set-Cookie": "a=b"})

    base = await serve(hook)
    async with channel() as opened:
        await opened.send(delivery(base))
        await opened.send(delivery(base))
    assert cookies == [None, None]


async def test_a_kept_alive_connection_that_died_is_replaced_at_once() -> None:
    served: list[bytes] = []

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for turn in range(2):
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(len(b'{"id":"dlv_1"}'))
            if turn == 1:
                break
            served.append(head)
            writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    async with server, channel() as opened:
        sent = delivery(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        assert await opened.send(sent) == Delivered(204)
        assert await opened.send(sent) == Delivered(204)
    assert len(served) == 2


async def test_a_fresh_connection_that_dies_is_a_failed_attempt() -> None:
    met = 0

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal met
        met += 1
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    async with server, channel() as opened:
        port = server.sockets[0].getsockname()[1]
        outcome = await opened.send(delivery(f"http://127.0.0.1:{port}/"))
    assert isinstance(outcome, TryAgain)
    assert met == 1


async def test_a_receiver_that_is_away_is_named_by_what_is_wrong_and_not_by_its_address() -> None:
    async with channel() as opened:
        outcome = await opened.send(delivery(f"http://127.0.0.1:{free_port()}/"))
    assert outcome == TryAgain("no connection: Connection refused")


@pytest.mark.parametrize(
    "answer", [b"garbage\r\n\r\n", b"HTTP/1.1 200", b"\x15\x03\x01\x00\x02\x02\x16"]
)
async def test_an_answer_that_is_not_http_is_a_failed_attempt(answer: bytes) -> None:
    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    async with server, channel() as opened:
        port = server.sockets[0].getsockname()[1]
        outcome = await opened.send(delivery(f"http://127.0.0.1:{port}/"))
    assert isinstance(outcome, TryAgain)
    assert outcome.reason


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "①②⑦.⓪.⓪.①", "[::ffff:127.0.0.1]", "127.1", "2130706433"]
)
async def test_no_spelling_of_this_machine_is_dialled(serve: Serve, host: str) -> None:
    met = 0

    async def hook(_: web.Request) -> web.Response:
        nonlocal met
        met += 1
        return web.Response()

    port = (await serve(hook)).rpartition(":")[2]
    async with channel(EgressGuard()) as opened:
        outcome = await opened.send(delivery(f"http://{host}:{port}/"))
    assert isinstance(outcome, TryAgain)
    assert "must not reach" in outcome.reason or "not a URL" in outcome.reason
    assert not outcome.temporary
    assert met == 0


async def test_a_secret_whose_key_is_gone_waits_for_the_operator() -> None:
    other = WebhookChannel(
        keyring=Keyring([Key("other", b"another" * 6)]), guard=EgressGuard(), clock=now
    )
    async with other as opened:
        with pytest.raises(Unavailable, match="SECRET_KEY"):
            await opened.send(delivery("https://example.com/"))
