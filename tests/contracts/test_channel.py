"""What every channel promises, on real servers: an outcome for whatever a receiver does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import pytest
from aiohttp import web
from aiosmtpd.smtp import SMTP, Envelope, Session

from alerts.deliver.channel import ChannelPort, NotYet
from alerts.deliver.email.channel import EmailChannel
from alerts.deliver.email.message import Sender
from alerts.deliver.email.server import MailServer
from alerts.deliver.webhook.channel import Limits, WebhookChannel
from alerts.deliver.webhook.egress import EgressGuard
from alerts.keyring import Key, Keyring, new_webhook_secret, seal_webhook_secret
from alerts.model.delivery import Delivered, Delivery, Outcome, Purpose, Refused, TryAgain
from alerts.model.event import test_event as sample_event
from alerts.model.rule import Channel

AT = datetime(2021, 7, 13, tzinfo=UTC)
KEYRING = Keyring([Key("k", b"secret" * 6)])
EVENT = sample_event(
    delivery_id="dlv_1", public_url="https://alerts.example", at=AT, subscriber_id="sub_1"
)


class Conduct(StrEnum):
    """How a receiver behaves."""

    TAKES = "takes"
    REFUSES = "refuses"
    LATER = "later"
    HANGS_AT_THE_END = "hangs at the end"
    SILENT = "silent"
    SLAMS = "slams"
    ABSENT = "absent"


def limit(conduct: Conduct) -> timedelta:
    """Time enough for any machine, but where the test waits for its end."""
    hangs = conduct in {Conduct.HANGS_AT_THE_END, Conduct.SILENT}
    return timedelta(seconds=0.4 if hangs else 4)


class Facing:
    """A channel, and a delivery to a receiver of some conduct; `received` is what it got."""

    def __init__(self, channel: ChannelPort, delivery: Delivery, received: list[bytes]) -> None:
        self.channel = channel
        self.delivery = delivery
        self.received = received

    async def send(self) -> Outcome | NotYet:
        async with asyncio.timeout(5):
            return await self.channel.send(self.delivery)


def delivery(channel: Channel, target: str) -> Delivery:
    secret = seal_webhook_secret(KEYRING, "dst_1", new_webhook_secret(bytes(32)), b"n" * 12)
    return Delivery(
        id="dlv_1",
        destination_id="dst_1",
        subscriber_id="sub_1",
        alert_id=None,
        channel=channel,
        purpose=Purpose.TEST,
        event=EVENT,
        target=target,
        headers=None,
        secret=secret if channel is Channel.WEBHOOK else None,
        attempts=0,
        created_at=AT,
        lease="lease",
    )


async def serve_raw(conduct: Conduct, stack: AsyncExitStack) -> int:
    """Listen and say nothing, or slam the door; either is the same in every protocol."""
    over = asyncio.Event()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if conduct is Conduct.SILENT:
            await over.wait()
        writer.transport.abort()

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    if conduct is Conduct.ABSENT:
        server.close()
        await server.wait_closed()
        return port

    async def close() -> None:
        over.set()
        server.close()
        await server.wait_closed()

    stack.push_async_callback(close)
    return port


RAW = {Conduct.SILENT, Conduct.SLAMS, Conduct.ABSENT}


async def serve_http(conduct: Conduct, received: list[bytes], stack: AsyncExitStack) -> int:
    over = asyncio.Event()
    status = {Conduct.TAKES: 204, Conduct.REFUSES: 410, Conduct.LATER: 503}

    async def hook(request: web.Request) -> web.Response:
        body = await request.read()
        if conduct is Conduct.HANGS_AT_THE_END:
            await over.wait()
        if conduct is Conduct.TAKES:
            received.append(body)
        return web.Response(status=status.get(conduct, 500))

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    stack.callback(over.set)
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return int(runner.addresses[0][1])


class Inbox:
    """An aiosmtpd handler of some conduct."""

    def __init__(self, conduct: Conduct, received: list[bytes], over: asyncio.Event) -> None:
        self._conduct = conduct
        self._received = received
        self._over = over

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        match self._conduct:
            case Conduct.REFUSES:
                return "550 5.1.1 no such user"
            case Conduct.LATER:
                return "451 4.7.1 greylisted"
            case _:
                envelope.rcpt_tos.append(address)
                return "250 OK"

    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self._conduct is Conduct.HANGS_AT_THE_END:
            await self._over.wait()
        assert isinstance(envelope.content, bytes)
        self._received.append(envelope.content)
        return "250 OK"


async def serve_smtp(conduct: Conduct, received: list[bytes], stack: AsyncExitStack) -> int:
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    handler = Inbox(conduct, received, over)
    server = await loop.create_server(
        lambda: SMTP(handler, loop=loop, hostname="inbox.example"), "127.0.0.1", 0
    )

    async def close() -> None:
        over.set()
        server.close()
        await server.wait_closed()

    stack.push_async_callback(close)
    return int(server.sockets[0].getsockname()[1])


async def face_webhook(conduct: Conduct, stack: AsyncExitStack) -> Facing:
    received: list[bytes] = []
    if conduct in RAW:
        port = await serve_raw(conduct, stack)
    else:
        port = await serve_http(conduct, received, stack)
    channel = await stack.enter_async_context(
        WebhookChannel(
            keyring=KEYRING,
            guard=EgressGuard(["127.0.0.0/8"]),
            clock=lambda: AT,
            limits=Limits(connect=limit(conduct), total=limit(conduct), body=limit(conduct)),
        )
    )
    target = f"http://127.0.0.1:{port}/hook"
    return Facing(channel, delivery(Channel.WEBHOOK, target), received)


async def face_email(conduct: Conduct, stack: AsyncExitStack) -> Facing:
    received: list[bytes] = []
    if conduct in RAW:
        port = await serve_raw(conduct, stack)
    else:
        port = await serve_smtp(conduct, received, stack)
    channel = await stack.enter_async_context(
        EmailChannel(
            MailServer("127.0.0.1", port, starttls=False),
            Sender.of("Alerts <alerts@alerts.example>", "https://alerts.example"),
            KEYRING,
            within=limit(conduct),
        )
    )
    return Facing(channel, delivery(Channel.EMAIL, "desk@newsroom.example"), received)


Face = Callable[[Conduct], Awaitable[Facing]]


@pytest.fixture(params=[face_webhook, face_email], ids=["webhook", "email"])
async def face(request: pytest.FixtureRequest) -> AsyncIterator[Face]:
    async with AsyncExitStack() as stack:
        yield lambda conduct: request.param(conduct, stack)


async def test_what_is_taken_is_delivered(face: Face) -> None:
    facing = await face(Conduct.TAKES)
    assert isinstance(await facing.send(), Delivered)
    assert len(facing.received) == 1


async def test_a_second_delivery_goes_the_same_way(face: Face) -> None:
    facing = await face(Conduct.TAKES)
    assert isinstance(await facing.send(), Delivered)
    assert isinstance(await facing.send(), Delivered)
    first, second = facing.received
    assert first == second


async def test_who_refuses_for_good_is_believed(face: Face) -> None:
    outcome = await (await face(Conduct.REFUSES)).send()
    assert isinstance(outcome, Refused)
    assert outcome.status in {410, 550}


async def test_who_says_not_now_is_asked_again(face: Face) -> None:
    outcome = await (await face(Conduct.LATER)).send()
    assert isinstance(outcome, TryAgain)
    assert outcome.temporary
    assert not outcome.ours


async def test_after_a_refusal_the_next_one_still_goes(face: Face) -> None:
    facing = await face(Conduct.LATER)
    assert isinstance(await facing.send(), TryAgain)
    assert isinstance(await facing.send(), TryAgain)


@pytest.mark.parametrize(
    "conduct", [Conduct.HANGS_AT_THE_END, Conduct.SILENT, Conduct.SLAMS, Conduct.ABSENT]
)
async def test_who_does_not_answer_is_asked_again_in_bounded_time(
    face: Face, conduct: Conduct
) -> None:
    facing = await face(conduct)
    outcome = await facing.send()
    assert isinstance(outcome, TryAgain)
    assert outcome.temporary
    assert outcome.reason
    assert facing.received == []


async def test_many_at_once_all_arrive(face: Face) -> None:
    facing = await face(Conduct.TAKES)
    outcomes = await asyncio.gather(*(facing.send() for _ in range(8)))
    assert all(isinstance(outcome, Delivered) for outcome in outcomes)
    assert len(facing.received) == 8
