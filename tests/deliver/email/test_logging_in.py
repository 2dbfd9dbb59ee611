"""TLS from the first byte or by STARTTLS, a password only inside it, a good certificate only."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from alerts.deliver.channel import NotYet
from alerts.deliver.email.channel import EmailChannel
from alerts.deliver.email.message import Sender
from alerts.deliver.email.server import parse_smtp_url
from alerts.keyring import Key, Keyring
from alerts.model.delivery import Delivered, Outcome, TryAgain
from tests.deliver.email.test_email_channel import Inbox, delivery
from tests.servers.certificate import self_signed


class Server:
    """A mail server that wants TLS and a password; `logins` is who came in."""

    def __init__(self, certificate: Path) -> None:
        self.inbox = Inbox({})
        self.logins: list[bytes] = []
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificate)

    def _authenticate(
        self, server: object, session: object, envelope: object, mechanism: str, given: object
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.logins.append(given.login)
        return AuthResult(success=given.password == b"p:w/d@", handled=False)

    async def listen(self, stack: AsyncExitStack, *, tls: bool) -> int:
        loop = asyncio.get_running_loop()

        def speak() -> SMTP:
            return SMTP(
                self.inbox,
                loop=loop,
                hostname="localhost",
                tls_context=None if tls else self._tls,
                require_starttls=not tls,
                authenticator=self._authenticate,
                auth_required=not tls,
                auth_require_tls=not tls,
            )

        listening = await loop.create_server(speak, "127.0.0.1", 0, ssl=self._tls if tls else None)
        stack.callback(listening.close)
        return int(listening.sockets[0].getsockname()[1])


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return self_signed(tmp_path / "mail.pem")


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as opened:
        yield opened


async def outcome_by(url: str) -> Outcome | NotYet:
    sender = Sender.of("alerts@alerts.example", "https://alerts.example")
    keyring = Keyring([Key("k", b"secret" * 6)])
    async with EmailChannel(parse_smtp_url(url), sender, keyring) as opened:
        return await opened.send(delivery())


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_password_travels_inside_tls(
    scheme: str, certificate: Path, stack: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = Server(certificate)
    port = await server.listen(stack, tls=scheme == "smtps")
    assert await outcome_by(f"{scheme}://me:p%3Aw%2Fd%40@localhost:{port}") == Delivered(250)
    assert server.logins == [b"me"]
    assert len(server.inbox.messages) == 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_no_password_goes_to_a_server_that_nobody_vouches_for(
    scheme: str, certificate: Path, stack: AsyncExitStack
) -> None:
    server = Server(certificate)
    port = await server.listen(stack, tls=scheme == "smtps")
    outcome = await outcome_by(f"{scheme}://me:secret@localhost:{port}")
    assert isinstance(outcome, TryAgain)
    assert outcome.ours
    assert "TLS" in outcome.reason
    assert server.logins == []


async def test_a_wrong_password_is_our_fault(
    certificate: Path, stack: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = Server(certificate)
    port = await server.listen(stack, tls=True)
    outcome = await outcome_by(f"smtps://me:wrong@localhost:{port}")
    assert isinstance(outcome, TryAgain)
    assert outcome.ours
    assert "AUTH" in outcome.reason
