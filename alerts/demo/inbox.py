"""Where alerts arrive: a webhook receiver and a mail server, both on the loopback.

They note the instant of arrival before they look at anything, and hand everything on in
one queue: what it means is read by whoever takes it out.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiohttp import web
from aiosmtpd.smtp import SMTP, Envelope, Session

from alerts.demo.clock import now_ms

_HOST = "127.0.0.1"
_HOOK = "/hook/{name}"


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook as it came, with the name of the path it came to."""

    name: str
    headers: Mapping[str, str]
    body: bytes
    at_ms: float


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it came, with the one address it was for."""

    address: str
    message: EmailMessage
    at_ms: float

    @property
    def text(self) -> str:
        """The plain text part."""
        part = self.message.get_body(("plain",))
        return str(part.get_content()) if part else ""


Post = asyncio.Queue[Hook | Letter]


@asynccontextmanager
async def webhook_receiver(post: Post) -> AsyncIterator[str]:
    """Run a receiver; gives the URL under which every name has a path of its own."""

    async def take(request: web.Request) -> web.Response:
        at_ms = now_ms()
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = await request.read()
        post.put_nowait(Hook(request.match_info["name"], headers, body, at_ms))
        return web.Response(status=204)

    app = web.Application()
    app.router.add_post(_HOOK, take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, _HOST, 0)
    try:
        await site.start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}{_HOOK.removesuffix('{name}')}"
    finally:
        await runner.cleanup()


class _Mailbox:
    """What aiosmtpd calls when a message is complete."""

    def __init__(self, post: Post) -> None:
        self._post = post

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name for it
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        at_ms = now_ms()
        content = envelope.content or b""
        raw = content.encode() if isinstance(content, str) else content
        message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
        for address in envelope.rcpt_tos:
            self._post.put_nowait(Letter(address, message, at_ms))
        return "250 Taken"


@asynccontextmanager
async def mail_server(post: Post) -> AsyncIterator[str]:
    """Run a mail server that takes every message; gives its `smtp://` URL."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(_Mailbox(post), loop=loop, hostname="localhost", enable_SMTPUTF8=True),
        _HOST,
        0,
    )
    try:
        host, port = server.sockets[0].getsockname()[:2]
        yield f"smtp://{host}:{port}"
    finally:
        server.close()
