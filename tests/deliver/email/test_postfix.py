"""Letters through Postfix as Debian installs it: taken, refused, put off, kept apart."""

import asyncio
import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

from structlog.testing import capture_logs

from alerts.deliver.email.channel import EmailChannel
from alerts.deliver.email.message import Sender
from alerts.deliver.email.server import MailServer
from alerts.keyring import Key, Keyring
from alerts.model.delivery import Delivered, Delivery, Refused, TryAgain
from tests.deliver.email.test_message import ARABIC, letter, report
from tests.servers.postfix import DOMAIN, PostfixServer

KEYRING = Keyring([Key("k", b"secret" * 6)])
SENDER = Sender.of("Alerts <alerts@alerts.example>", "https://alerts.example")


def channel(postfix: PostfixServer, *, starttls: bool | None = None) -> EmailChannel:
    server = MailServer("127.0.0.1", postfix.port, starttls=starttls)
    return EmailChannel(server, SENDER, KEYRING)


def addressed(box: str, made: Delivery | None = None) -> Delivery:
    return replace(made or letter(), target=f"{box}@{DOMAIN}")


def read(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


async def test_a_letter_arrives_over_tls_as_it_was_written(postfix: PostfixServer) -> None:
    sent = addressed("desk", letter(report(title=ARABIC, excerpt=ARABIC), ARABIC))
    async with channel(postfix) as opened:
        assert await opened.send(sent) == Delivered(250)
    (raw,) = await postfix.letters("desk", 1)
    message = read(raw)
    assert "with ESMTPS" in str(message["Received"])
    assert message["Return-Path"] == "<alerts@alerts.example>"
    assert message["Message-ID"] == "<dlv_1@alerts.example>"
    assert str(message["References"]).startswith("<report.")
    assert str(message["Subject"]).startswith(ARABIC)
    assert str(message["List-Unsubscribe"]).startswith("<https://alerts.example/unsubscribe/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for subtype in ("plain", "html"):
        part = message.get_body((subtype,))
        assert part is not None
        assert ARABIC in part.get_content()


async def test_many_letters_share_few_connections(postfix: PostfixServer) -> None:
    before = postfix.said.count("connect from localhost")
    async with channel(postfix) as opened:
        sent = [replace(addressed("night"), id=f"dlv_{n}") for n in range(20)]
        outcomes = await asyncio.gather(*(opened.send(one) for one in sent))
    assert outcomes == [Delivered(250)] * 20
    ids = {read(raw)["Message-ID"] for raw in await postfix.letters("night", 20)}
    assert ids == {f"<dlv_{n}@alerts.example>" for n in range(20)}
    assert postfix.said.count("connect from localhost") - before <= 8  # each comes and goes


async def test_whom_it_does_not_have_is_refused_with_its_reason(postfix: PostfixServer) -> None:
    async with channel(postfix) as opened:
        refused = await opened.send(addressed("nobody"))
        taken = await opened.send(replace(addressed("desk"), id="dlv_2"))
    assert isinstance(refused, Refused)
    assert refused.status == 550
    assert "User unknown in virtual mailbox table" in refused.reason
    assert "@" not in refused.reason
    assert taken == Delivered(250)


async def test_whom_it_puts_off_is_tried_again(postfix: PostfixServer) -> None:
    with capture_logs() as logs:
        async with channel(postfix) as opened:
            outcome = await opened.send(addressed("busy"))
    assert isinstance(outcome, TryAgain)
    assert (outcome.status, outcome.ours, outcome.temporary) == (451, False, True)
    assert logs == []


async def test_what_it_has_against_us_is_the_operators_to_hear(postfix: PostfixServer) -> None:
    with capture_logs() as logs:
        async with channel(postfix) as opened:
            outcome = await opened.send(addressed("spam"))
    assert isinstance(outcome, TryAgain)
    assert outcome.ours
    assert [(line["event"], line["stage"]) for line in logs] == [("mail.server_refused", "RCPT")]


async def test_where_tls_is_insisted_on_its_own_certificate_is_not_enough(
    postfix: PostfixServer,
) -> None:
    with capture_logs() as logs:
        async with channel(postfix, starttls=True) as opened:
            outcome = await opened.send(addressed("desk"))
    assert isinstance(outcome, TryAgain)
    assert outcome.ours
    assert [line["stage"] for line in logs] == ["TLS"]
