"""A mail server of every temper: the one whom a mail is for, before the @, names it.

What breaks a dialogue off does so in the middle of DATA: the headers have come, the end has not.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from typing import Self

from aiosmtpd.smtp import SMTP, Envelope, Session

from alerts.model.rule import Channel
from tests.crash.far_side import FarSide

SLOW_S = 0.8
OUR_DOMAIN = "service.example"
_OK = "250 OK"
_GREYLISTED = "451 4.7.1 come again"
_BUSY = "451 4.3.0 not now"
_NOT_OURS = "554 5.6.0 this is not what was sent"


class _Dialogue(SMTP):
    """One connection."""

    def __init__(self, postbox: "Postbox") -> None:
        super().__init__(postbox, loop=asyncio.get_running_loop(), hostname="postbox.example")
        self._postbox = postbox
        self.is_taken = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._postbox.dialogues.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        self._postbox.dialogues.discard(self)
        super().connection_lost(error)

    def abort(self) -> None:
        """Reset the connection."""
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - the library's name
        recipients = self.envelope.rcpt_tos if self.envelope else []
        breaks_off = self._postbox.breaks_off(recipients)
        if breaks_off:
            await self.push("354 go on")
            headers = await self._reader.readuntil(b"\r\n\r\n")
            self._postbox.unanswered[_id_in(headers)] += 1
            if breaks_off == "resets":
                self.abort()
            await asyncio.Event().wait()  # this ends with the connection
        self.is_taken = ""
        await super().smtp_DATA(arg)
        if self.is_taken:
            self._postbox.taken[self.is_taken] += 1


class Postbox(FarSide):
    """All dialogues together."""

    channel = Channel.EMAIL
    out_of_patience = "our mail server did not take it (connection)"

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.dialogues: set[_Dialogue] = set()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Self]:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: _Dialogue(self), "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            self._hang_up()

    def mend(self) -> None:
        """Have it take all that comes; a dialogue that hangs is broken off."""
        super().mend()
        self._hang_up()

    def target(self, path: str) -> str:
        return f"{path}@{path}.example"

    def settings(self) -> dict[str, str]:
        return {
            "ALERTS_SMTP_URL": f"smtp://127.0.0.1:{self.port}",
            "ALERTS_MAIL_FROM": f"Alerts <alerts@{OUR_DOMAIN}>",
            "ALERTS_MAIL_RATE_PER_DOMAIN": "7",
            "ALERTS_MAIL_CONCURRENCY": "8",
            "ALERTS_PUBLIC_URL": "https://alerts.example",
        }

    def breaks_off(self, recipients: Iterable[str]) -> str:
        """Say how a dialogue is broken off; empty where it is not."""
        temper = "".join(_temper_of(one) for one in recipients)
        odds = {"resets": 1 / 2, "hangs": 1 / 4}.get(temper, 0.0)
        return temper if not self.mended and self._dice.random() < odds else ""

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self._defers(address):
            return _GREYLISTED
        envelope.rcpt_tos.append(address)
        return _OK

    async def handle_DATA(  # noqa: N802 - the library's name
        self, dialogue: _Dialogue, _session: Session, envelope: Envelope
    ) -> str:
        (recipient,), content = envelope.rcpt_tos, envelope.content
        if not isinstance(content, bytes):
            raise TypeError("it is told to decode nothing")
        temper = _temper_of(recipient)
        id_ = _id_in(content)
        mail = message_from_bytes(content, policy=policy.default)
        if not id_ or mail["To"] != recipient or mail["Subject"] is None:
            self.forged += 1
            return _NOT_OURS
        self.note(temper, [mail["Subject"]], id_, content)
        if temper == "slow":
            await asyncio.sleep(SLOW_S)
        if self._defers(recipient):
            return _BUSY
        dialogue.is_taken = id_
        return _OK

    def _defers(self, recipient: str) -> bool:
        return not self.mended and _temper_of(recipient) == "defers" and self._dice.random() < 1 / 3

    def _hang_up(self) -> None:
        for dialogue in list(self.dialogues):
            dialogue.abort()


def _temper_of(recipient: str) -> str:
    return recipient.partition("@")[0]


def _id_in(content: bytes) -> str:
    """Give the delivery that a Message-ID names; empty where it is not of our making."""
    said = str(message_from_bytes(content, policy=policy.default)["Message-ID"])
    id_, _, domain = said.removeprefix("<").removesuffix(">").partition("@")
    return id_ if id_.startswith("dlv_") and domain == OUR_DOMAIN else ""
