"""Sends an alert as one letter to one address.

A slow mail server holds only as many tasks as there are connections, each for a bounded time.
"""

import asyncio
from datetime import timedelta
from types import TracebackType
from typing import Self

import aiosmtplib
import structlog

from alerts.deliver.email.connections import Connections
from alerts.deliver.email.message import Sender, message_bytes
from alerts.deliver.email.reply import FAILURES, ForThem, ForUs, judge, outcome_of
from alerts.deliver.email.server import MailServer
from alerts.keyring import Keyring
from alerts.model.delivery import Delivered, Delivery, Outcome

_log = structlog.get_logger()
_ACCEPTED = 250


class EmailChannel:
    """E-mail deliveries, behind `ChannelPort`; an asynchronous context manager."""

    def __init__(
        self,
        server: MailServer,
        sender: Sender,
        keyring: Keyring,
        *,
        connections: int = 4,
        within: timedelta = timedelta(seconds=30),
    ) -> None:
        self._sender = sender
        self._keyring = keyring
        self._within_s = within.total_seconds()
        self._connections = Connections(
            server,
            size=connections,
            command_timeout_s=self._within_s,
            greeting=sender.domain,
        )

    async def __aenter__(self) -> Self:
        """Do nothing yet: connections are made when there is something to send."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close what is idle."""
        await self._connections.close()

    async def send(self, delivery: Delivery) -> Outcome:
        """Hand one message to the mail server."""
        message = message_bytes(delivery, self._sender, self._keyring)
        try:
            async with asyncio.timeout(self._within_s), self._connections.one() as smtp:
                failure = await self._hand_over(smtp, delivery.target, message)
        except FAILURES as error:
            failure = judge(error)
        if failure is None:
            return Delivered(_ACCEPTED)
        if isinstance(failure, ForUs) and failure.is_alarm:
            _log.error(
                "mail.server_refused",
                stage=failure.stage,
                status=failure.code,
                reply=failure.reply,
                delivery_id=delivery.id,
            )
        return outcome_of(failure)

    async def _hand_over(
        self, smtp: aiosmtplib.SMTP, target: str, message: bytes
    ) -> ForUs | ForThem | None:
        """Send; a refusal within the dialogue leaves the connection fit for the next message."""
        try:
            await smtp.sendmail(self._sender.address, [target], message)
        except (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPResponseException) as refusal:
            return judge(refusal)
        return None
