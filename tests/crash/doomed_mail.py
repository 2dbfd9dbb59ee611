"""The points of a mail's dialogue at which a worker may die.

Whose turn is far off is put off (`put_off`, a transaction). A connection is made (`mail.connected`), half of a message was written (`mail.half`), or all of it
(`mail.whole`). What comes before the dialogue and after it are a channel's own points.
"""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

import aiosmtplib
from aiosmtplib import protocol as dialogue
from aiosmtplib import smtp as connecting

from alerts.deliver import queue
from alerts.deliver.email import channel
from alerts.store import deliveries

PUTTING_OFF: ContextVar[bool] = ContextVar("putting off", default=False)
_PATIENCE = timedelta(seconds=1)
_LONGEST_COMMAND = 998


class ImpatientChannel(channel.EmailChannel):
    """As shipped, but for how long it waits for a mail server: that is no setting."""

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **{**named, "within": _PATIENCE})


def doom(at: Callable[[str], None]) -> None:
    """Have every connection of this process come by the points."""

    class Doomed(dialogue.SMTPProtocol):
        def write(self, data: bytes) -> None:
            if len(data) <= _LONGEST_COMMAND:
                super().write(data)
                return
            half = len(data) // 2
            super().write(data[:half])
            at("mail.half")
            super().write(data[half:])
            at("mail.whole")

    class Connecting(aiosmtplib.SMTP):
        async def connect(self, **told: Any) -> aiosmtplib.SMTPResponse:
            greeting = await super().connect(**told)
            at("mail.connected")
            return greeting

    put_off = deliveries.put_off

    async def named(*told: Any) -> bool:
        PUTTING_OFF.set(True)
        try:
            return await put_off(*told)
        finally:
            PUTTING_OFF.set(False)

    setattr(queue, put_off.__name__, named)
    setattr(connecting, dialogue.SMTPProtocol.__name__, Doomed)
    setattr(aiosmtplib, aiosmtplib.SMTP.__name__, Connecting)
