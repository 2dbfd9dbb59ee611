"""What a mail server's words mean, and whose fault they speak of.

Only a refusal of the recipient is about the recipient. A refusal of our login, our sender or
our message is about us: it says nothing against the address, and the operator must hear of it.
"""

import re
import ssl
from dataclasses import dataclass
from typing import assert_never

import aiosmtplib

from alerts.deliver.email.text import one_line
from alerts.model.delivery import Outcome, Refused, TryAgain

FAILURES = (aiosmtplib.SMTPException, OSError)
_PERMANENT = 500
_AUTHENTICATE_FIRST = 530
_ABOUT_POLICY = re.compile(r"5\.7\.\d+")  # RFC 3463: security or policy, as "relaying denied"
_ADDRESS = re.compile(r"[^\s<>\"'(]+@[^\s<>\"')]+")


@dataclass(frozen=True, slots=True)
class ForUs:
    """A failure on our side; `stage` is where in the dialogue it came.

    It is an alarm when waiting alone will not mend it.
    """

    stage: str
    code: int | None
    reply: str

    @property
    def is_alarm(self) -> bool:
        """Tell a refusal of something of ours from a server that is away or busy."""
        return self.stage == "TLS" or (self.code is not None and self.code >= _PERMANENT)


@dataclass(frozen=True, slots=True)
class ForThem:
    """A refusal of the recipient, for good (5xx) or for now (4xx, often greylisting)."""

    code: int
    reply: str


def judge(error: BaseException) -> ForUs | ForThem:
    """Tell whose failure one of `FAILURES` is."""
    match error:
        case aiosmtplib.SMTPRecipientsRefused(recipients=[refused, *_]):
            return judge(refused)
        case aiosmtplib.SMTPRecipientRefused(code=code, message=reply):
            about_us = code == _AUTHENTICATE_FIRST or _ABOUT_POLICY.search(reply)
            return ForUs("RCPT", code, _said(reply)) if about_us else ForThem(code, _said(reply))
        case aiosmtplib.SMTPResponseException(code=code, message=reply):
            return ForUs(_stage(error), code, _said(reply))
        case _ if _is_about_tls(error):
            return ForUs("TLS", None, _said(str(error)))
        case TimeoutError():
            return ForUs("connection", None, "no answer in time")
        case _:
            return ForUs("connection", None, _said(str(error)) or type(error).__name__)


def outcome_of(failure: ForUs | ForThem) -> Outcome:
    """Say what became of the attempt."""
    match failure:
        case ForThem(code=code, reply=reply) if code >= _PERMANENT:
            return Refused(f"the address was refused: {code} {reply}", code)
        case ForThem(code=code, reply=reply):
            return TryAgain(f"not now: {code} {reply}", code)
        case ForUs(stage=stage, code=code):
            named = f" ({stage}: {code})" if code else f" ({stage})"
            return TryAgain(f"our mail server did not take it{named}", code, ours=True)
    assert_never(failure)


def _is_about_tls(error: BaseException) -> bool:
    """Tell a bad certificate, or a server without the STARTTLS that we insist on.

    Of TLS from the first byte, the library says that there is no connection, and why behind it.
    """
    causes = (error, error.__cause__)
    return any(isinstance(cause, ssl.SSLError) for cause in causes) or "STARTTLS" in str(error)


def _stage(error: BaseException) -> str:
    match error:
        case aiosmtplib.SMTPAuthenticationError():
            return "AUTH"
        case aiosmtplib.SMTPSenderRefused():
            return "MAIL FROM"
        case aiosmtplib.SMTPDataError():
            return "DATA"
        case _:
            return "greeting"


def _said(reply: str) -> str:
    """Give a server's words on one line, without addresses: they end up in logs."""
    return one_line(_ADDRESS.sub("…", reply), 200)
