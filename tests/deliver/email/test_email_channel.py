"""Whose fault a mail server's answer speaks of, on a real dialogue."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from structlog.testing import capture_logs

from alerts.deliver.channel import NotYet
from alerts.deliver.email import connections
from alerts.deliver.email.channel import EmailChannel
from alerts.deliver.email.domains import DomainTurns
from alerts.deliver.email.message import Sender
from alerts.deliver.email.server import MailServer
from alerts.deliver.email.suppression import Suppressions
from alerts.keyring import Key, Keyring
from alerts.model.delivery import Delivered, Delivery, Outcome, Purpose, Refused, TryAgain
from alerts.model.event import test_event as sample_event
from alerts.model.rule import Channel
from tests.deliver.sending import MoodyDatabase, now

AT = datetime(2021, 7, 13, tzinfo=UTC)
OK = "250 OK"
Replies = Mapping[str, str]


class Inbox:
    """Answers each command as told, and counts sessions and messages."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies
        self.sessions: set[int] = set()
        self.messages: list[Envelope] = []

    async def handle_MAIL(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self._replies.get("MAIL", OK)

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = self._replies.get("RCPT", OK)
        if reply == OK:
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.sessions.add(id(session))
        self.messages.append(envelope)
        return self._replies.get("DATA", OK)


def deny(*_: object) -> AuthResult:
    return AuthResult(success=False, handled=False)


Serve = Callable[[Inbox], Awaitable[int]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    async with AsyncExitStack() as stack:
        loop = asyncio.get_running_loop()

        async def start(inbox: Inbox) -> int:
            server = await loop.create_server(
                lambda: SMTP(
                    inbox,
                    loop=loop,
                    hostname="inbox.example",
                    authenticator=deny,
                    auth_require_tls=False,
                ),
                "127.0.0.1",
                0,
            )
            stack.callback(server.close)
            return int(server.sockets[0].getsockname()[1])

        yield start


def delivery(key: str = "dlv_1") -> Delivery:
    event = sample_event(
        delivery_id=key, public_url="https://alerts.example", at=AT, subscriber_id="sub_1"
    )
    return Delivery(
        id=key,
        destination_id="dst_1",
        subscriber_id="sub_1",
        alert_id=None,
        channel=Channel.EMAIL,
        purpose=Purpose.TEST,
        event=event,
        target="desk@newsroom.example",
        headers=None,
        secret=None,
        attempts=0,
        created_at=AT,
        lease="lease",
    )


def channel(
    port: int,
    user: str | None = None,
    *,
    starttls: bool = False,
    suppressions: Suppressions | None = None,
    turns: DomainTurns | None = None,
) -> EmailChannel:
    server = MailServer("127.0.0.1", port, starttls=starttls, user=user, password=user)
    sender = Sender.of("alerts@alerts.example", "https://alerts.example")
    return EmailChannel(
        server,
        sender,
        Keyring([Key("k", b"secret" * 6)]),
        connections=1,
        suppressions=suppressions,
        turns=turns,
    )


async def outcome_when(serve: Serve, replies: Replies) -> Outcome | NotYet:
    async with channel(await serve(Inbox(replies))) as opened:
        return await opened.send(delivery())


async def test_a_message_goes_to_its_one_address_from_ours(serve: Serve) -> None:
    inbox = Inbox({})
    async with channel(await serve(inbox)) as opened:
        assert await opened.send(delivery()) == Delivered(250)
    (message,) = inbox.messages
    assert message.mail_from == "alerts@alerts.example"
    assert message.rcpt_tos == ["desk@newsroom.example"]


async def test_one_connection_carries_many_messages(serve: Serve) -> None:
    inbox = Inbox({})
    async with channel(await serve(inbox)) as opened:
        for _ in range(5):
            assert await opened.send(delivery()) == Delivered(250)
    assert len(inbox.messages) == 5
    assert len(inbox.sessions) == 1


@pytest.mark.parametrize("reply", ["550 no such user", "550 5.1.1 no such user", "553 bad name"])
async def test_an_address_refused_for_good_is_refused(serve: Serve, reply: str) -> None:
    outcome = await outcome_when(serve, {"RCPT": reply})
    assert isinstance(outcome, Refused)
    assert outcome.status == int(reply[:3])


@pytest.mark.parametrize(
    "reply",
    ["450 busy", "451 4.7.1 greylisted", "452 4.2.2 full", "552 5.2.2 full", "552 too much"],
)
async def test_an_address_refused_for_now_is_tried_again(serve: Serve, reply: str) -> None:
    with capture_logs() as logs:
        outcome = await outcome_when(serve, {"RCPT": reply})
    assert isinstance(outcome, TryAgain)
    assert not outcome.ours
    assert logs == []


@pytest.mark.parametrize(
    ("replies", "stage"),
    [
        ({"MAIL": "550 5.7.1 sender desk@newsroom.example rejected"}, "MAIL FROM"),
        ({"DATA": "554 5.7.1 looks like spam"}, "DATA"),
        ({"RCPT": "550 5.7.1 relaying denied"}, "RCPT"),
        ({"RCPT": "530 authenticate first"}, "RCPT"),
    ],
)
async def test_what_is_refused_of_ours_alarms_the_operator_and_costs_no_address(
    serve: Serve, replies: Replies, stage: str
) -> None:
    with capture_logs() as logs:
        outcome = await outcome_when(serve, replies)
    assert isinstance(outcome, TryAgain)
    assert outcome.ours
    (alarm,) = logs
    assert (alarm["event"], alarm["log_level"]) == ("mail.server_refused", "error")
    assert alarm["stage"] == stage
    assert "@" not in str(alarm)


async def test_a_temporary_failure_of_ours_is_no_alarm(serve: Serve) -> None:
    with capture_logs() as logs:
        outcome = await outcome_when(serve, {"DATA": "451 4.3.0 try later"})
    assert isinstance(outcome, TryAgain)
    assert outcome.ours
    assert logs == []


async def test_a_wrong_password_alarms_the_operator(serve: Serve) -> None:
    with capture_logs() as logs:
        async with channel(await serve(Inbox({})), user="me") as opened:
            outcome = await opened.send(delivery())
    assert isinstance(outcome, TryAgain)
    assert outcome.ours
    assert [line["stage"] for line in logs] == ["AUTH"]


async def test_a_server_without_the_tls_we_insist_on_gets_nothing(serve: Serve) -> None:
    inbox = Inbox({})
    with capture_logs() as logs:
        async with channel(await serve(inbox), starttls=True) as opened:
            outcome = await opened.send(delivery())
    assert isinstance(outcome, TryAgain)
    assert outcome.ours
    assert [line["stage"] for line in logs] == ["TLS"]
    assert inbox.messages == []


async def test_a_connection_that_the_server_closed_is_replaced(serve: Serve) -> None:
    inbox = Inbox({"DATA": "421 4.3.2 closing"})
    async with channel(await serve(inbox)) as opened:
        first = await opened.send(delivery())
        second = await opened.send(delivery())
    assert isinstance(first, TryAgain)
    assert isinstance(second, TryAgain)
    assert len(inbox.messages) == 2


async def test_an_idle_connection_that_has_gone_silent_is_replaced(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_TRUSTED_SECONDS", 0.0)
    monkeypatch.setattr(connections, "_NOOP_SECONDS", 0.1)

    class Forgetful(Inbox):
        async def handle_NOOP(self, *_: object) -> str:  # noqa: N802 - the library's name
            await asyncio.Event().wait()
            return OK

    inbox = Forgetful({})
    async with asyncio.timeout(5), channel(await serve(inbox)) as opened:
        assert await opened.send(delivery()) == Delivered(250)
        assert await opened.send(delivery()) == Delivered(250)
    assert len(inbox.sessions) == 2


async def test_a_domain_that_is_written_to_much_already_gets_it_later(
    db: MoodyDatabase, serve: Serve
) -> None:
    inbox = Inbox({})
    async with channel(await serve(inbox), turns=DomainTurns(db, 0.001)) as opened:
        assert await opened.send(delivery()) == Delivered(250)
        later = await opened.send(delivery("dlv_2"))
    assert isinstance(later, NotYet)
    assert later.at > now() + timedelta(seconds=900)
    assert len(inbox.messages) == 1
