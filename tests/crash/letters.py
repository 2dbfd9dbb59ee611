"""A mail server that counts what it took, and trials whose destinations are addresses.

A letter is taken when the whole of a 250 was handed to the network: from there on, another
arrival of it is a repeat, which its Message-ID tells.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path
from typing import AnyStr, Self

from aiosmtpd.smtp import SMTP, Envelope, Session

from alerts.keyring import Keyring
from alerts.model.event import test_event as sample_event
from alerts.model.rule import Channel
from alerts.store.database import Database, upgrade
from alerts.store.destinations import NewDestination
from alerts.store.reports import NewAlert, NewDelivery, NewReport
from alerts.wiring import chance
from tests.crash.loads import SUBSCRIBER
from tests.crash.receivers import Receivers
from tests.crash.trial import Trial

_OK = "250 taken"
_BUSY = "451 later"
_DOMAIN = "desk.example"


class Letters(Receivers):
    """The far side of mails. Address `good` is good, of `half` every other letter is put off."""

    victim: int | None = None  # the process that is killed when it begins to hand over a letter

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Self]:
        """Serve until the context is left."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: _Dialogue(self, loop=loop), "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            await server.wait_closed()

    def begin(self) -> None:
        """See a letter begin, and kill whom it is time for."""
        if self.victim is not None:
            os.kill(self.victim, signal.SIGKILL)
            self.victim = None

    async def handle_DATA(  # noqa: N802 - the library's name
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Read a letter, and say whether it is taken."""
        content = envelope.content
        if not isinstance(content, bytes):
            raise TypeError("a letter is bytes")
        id_ = str(message_from_bytes(content)["Message-ID"]).strip("<>").partition("@")[0]
        self.changed += self._bodies.setdefault(id_, content) != content
        to = envelope.rcpt_tos[0].partition("@")[0]
        if to == "half" and not self.mended and self._dice.random() < 1 / 2:
            return _BUSY
        self.ids_of[to, id_].add(id_)
        session.letter = id_  # type: ignore[attr-defined]
        return _OK


class _Dialogue(SMTP):
    """One connection: a letter counts when its answer is out."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - the library's name
        self.event_handler.begin()
        await super().smtp_DATA(arg)

    async def push(self, status: AnyStr) -> None:
        await super().push(status)
        if status == _OK and self.session is not None:
            self.event_handler.taken[self.session.letter] += 1  # type: ignore[attr-defined]


class LetterTrial(Trial):
    """A trial whose destinations are addresses."""

    def destination(self, path: str, ring: Keyring) -> NewDestination:
        """Give the address that is enrolled for a path."""
        hook = super().destination(path, ring)
        target = f"{path}@{_DOMAIN}"
        return replace(hook, channel=Channel.EMAIL, target=target, secret=None)

    def reports(self, numbers: Sequence[int]) -> list[NewReport]:
        """Give reports that every address hears of, as letters that can be drawn."""
        return [
            replace(report, alerts=tuple(map(_by_mail, report.alerts)))
            for report in super().reports(numbers)
        ]

    def environment(self) -> dict[str, str]:
        """Give a worker's settings, with the mail server."""
        return super().environment() | {
            "ALERTS_SMTP_URL": f"smtp://127.0.0.1:{self.far.port}?starttls=never",
            "ALERTS_MAIL_FROM": "Alerts <alerts@alerts.example>",
            "ALERTS_MAIL_RATE_PER_DOMAIN": "1000",
            "ALERTS_SHUTDOWN_TIMEOUT": "PT5S",
        }


def _by_mail(alert: NewAlert) -> NewAlert:
    return replace(alert, deliveries=tuple(map(_letter, alert.deliveries)))


def _letter(delivery: NewDelivery) -> NewDelivery:
    event = sample_event(
        delivery_id=delivery.id,
        public_url="https://alerts.example",
        at=chance.now(),
        subscriber_id=SUBSCRIBER,
    )
    return replace(delivery, channel=Channel.EMAIL, event=event)


@asynccontextmanager
async def letter_trial(
    url: str, folder: Path, paths: Sequence[str], *, seed: int = 1
) -> AsyncIterator[tuple[LetterTrial, Letters]]:
    """Open a trial of mails on an empty database."""
    await upgrade(url)
    async with AsyncExitStack() as stack:
        far = await stack.enter_async_context(Letters(seed).serving())
        db = Database.open(url)
        stack.push_async_callback(db.close)
        made = LetterTrial(url, db, far, folder, stack, tuple(paths))
        await made.open()
        yield made, far
