"""What a mail server's words mean, and whose fault they speak of.

Only a refusal of the recipient is about the recipient. A refusal of our login, our sender or
our message is about us: it says nothing against the address, and the operator must hear of it.
Of the recipient too a server may say what is about us; its enhanced code (RFC 3463) tells, or
the code itself (RFC 5321, 4.2).
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
# In answer to RCPT: the server closes; our command, its place or its parameters; TLS or login.
_ABOUT_US = {421, *range(500, 505), 555, 454, 455, 523, 530, 534, 535, 538}
# A 5xx that time may mend: "too many" is to be read as 452 (RFC 5321, 4.5.3.1.10).
_FOR_NOW = {552}
_ENHANCED = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})(?!\S)")  # it comes first (RFC 2034)
_OF_THE_SENDER = {(1, 7), (1, 8)}
_TOO_LONG = (2, 3)
_MAILBOX_FULL = (2, 2)
_ADDRESS_CLASS = 1
# Of mail system, protocol, content and policy; a policy that is for now is often greylisting.
_CLASSES_ABOUT_US = {3, 5, 6, 7}
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
    """A refusal of the recipient, for good or for now (often greylisting, or a full mailbox)."""

    code: int
    reply: str
    for_good: bool


def judge(error: BaseException) -> ForUs | ForThem:
    """Tell whose failure one of `FAILURES` is."""
    match error:
        case aiosmtplib.SMTPRecipientsRefused(recipients=[refused, *_]):
            return judge(refused)
        case aiosmtplib.SMTPRecipientRefused(code=code, message=reply):
            return _of_recipient(code, reply)
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
        case ForThem(code=code, reply=reply, for_good=True):
            return Refused(f"the address was refused: {code} {reply}", code)
        case ForThem(code=code, reply=reply):
            return TryAgain(f"not now: {code} {reply}", code)
        case ForUs(stage=stage, code=code):
            named = f" ({stage}: {code})" if code else f" ({stage})"
            return TryAgain(f"our mail server did not take it{named}", code, ours=True)
    assert_never(failure)


def _of_recipient(code: int, reply: str) -> ForUs | ForThem:
    found = _ENHANCED.match(reply)
    subject = (int(found[2]), int(found[3])) if found else None
    if _is_about_us(code, subject):
        return ForUs("RCPT", code, _said(reply))
    for_now = code < _PERMANENT or code in _FOR_NOW or subject == _MAILBOX_FULL
    return ForThem(code, _said(reply), for_good=not for_now)


def _is_about_us(code: int, subject: tuple[int, int] | None) -> bool:
    if subject is None:
        return code in _ABOUT_US
    if subject[0] == _ADDRESS_CLASS:
        return subject in _OF_THE_SENDER
    if code in _ABOUT_US or subject == _TOO_LONG:
        return True
    return code >= _PERMANENT and subject[0] in _CLASSES_ABOUT_US


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
