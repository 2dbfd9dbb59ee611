"""Sends an alert as one letter to one address.

A slow mail server holds only as many tasks as there are connections, each for a bounded time.
"""

import asyncio
from datetime import timedelta
from types import TracebackType
from typing import Self

import aiosmtplib
import structlog

from alerts.deliver.channel import NotYet
from alerts.deliver.email.bounces import ReturnPath
from alerts.deliver.email.connections import Connections
from alerts.deliver.email.domains import DomainTurns
from alerts.deliver.email.message import Sender, message_bytes
from alerts.deliver.email.reply import FAILURES, ForThem, ForUs, judge, outcome_of
from alerts.deliver.email.server import MailServer
from alerts.deliver.email.suppression import Suppressions
from alerts.keyring import Keyring
from alerts.model.delivery import Delivered, Delivery, Outcome, Refused

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
        turns: DomainTurns | None = None,
        suppressions: Suppressions | None = None,
        return_path: ReturnPath | None = None,
    ) -> None:
        """Take the lines of the domains, and the list of whom to leave in peace.

        Refusals that come later go to `return_path`; without one, to the sender.
        """
        self._sender = sender
        self._return_path = return_path
        self._turns = turns
        self._suppressions = suppressions
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

    async def send(self, delivery: Delivery) -> Outcome | NotYet:
        """Hand one message to the mail server, in its domain's turn."""
        if self._suppressions and (why := await self._suppressions.why(delivery.target)):
            return Refused(f"{why}; so nothing was sent to it")
        turn = await self._turns.ask(delivery) if self._turns else None
        if turn and not turn.is_near:
            return NotYet(turn.at)
        message = message_bytes(delivery, self._sender, self._keyring)
        if turn:
            await asyncio.sleep(turn.wait.total_seconds())
        try:
            async with asyncio.timeout(self._within_s), self._connections.one() as smtp:
                failure = await self._hand_over(smtp, delivery, message)
        except FAILURES as error:
            failure = judge(error)
        return Delivered(_ACCEPTED) if failure is None else await self._judged(delivery, failure)

    def _envelope_sender(self, delivery: Delivery) -> str:
        if self._return_path is None:
            return self._sender.address
        return self._return_path.sender_for(delivery.destination_id, self._keyring)

    async def _judged(self, delivery: Delivery, failure: ForUs | ForThem) -> Outcome:
        """Tell whom a failure concerns: the operator, or the address for all who have it."""
        if isinstance(failure, ForUs) and failure.is_alarm:
            _log.error(
                "mail.server_refused",
                stage=failure.stage,
                status=failure.code,
                reply=failure.reply,
                delivery_id=delivery.id,
            )
        outcome = outcome_of(failure)
        if isinstance(outcome, Refused) and self._suppressions:
            await self._suppressions.add(delivery.target, outcome.reason)
        return outcome

    async def _hand_over(
        self, smtp: aiosmtplib.SMTP, delivery: Delivery, message: bytes
    ) -> ForUs | ForThem | None:
        """Send; a refusal within the dialogue leaves the connection fit for the next message."""
        try:
            await smtp.sendmail(self._envelope_sender(delivery), [delivery.target], message)
        except (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPResponseException) as refusal:
            return judge(refusal)
        return None
