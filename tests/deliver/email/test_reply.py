"""Each code that a mail server may answer with, in each phase, and whom it concerns.

The addressee for good: the destination is disabled. For now: tried again, and disabled after
three days of it. Us: tried again, and no destination suffers; an alarm where time mends nothing.
"""

from enum import Enum, auto

import aiosmtplib
import pytest

from alerts.deliver.email.reply import ForThem, ForUs, judge, outcome_of
from alerts.model.delivery import Refused, TryAgain


class Whom(Enum):
    THEM_FOR_GOOD = auto()
    THEM_FOR_NOW = auto()
    US = auto()
    US_WITH_AN_ALARM = auto()


GOOD, NOW, OURS, ALARM = Whom

RCPT: list[tuple[str, Whom]] = [
    ("421 closing", OURS),
    ("421 4.7.0 too many connections", OURS),
    ("450 mailbox busy", NOW),
    ("450 4.1.1 not looked up yet", NOW),
    ("450 4.2.1 mailbox disabled for now", NOW),
    ("451 local error", NOW),
    ("451 4.7.1 greylisted", NOW),
    ("452 no room", NOW),
    ("452 4.2.2 mailbox full", NOW),
    ("452 4.5.3 too many recipients", NOW),
    ("454 TLS not available", OURS),
    ("454 4.7.0 temporary authentication failure", OURS),
    ("455 cannot take the parameters", OURS),
    ("500 what?", ALARM),
    ("501 syntax", ALARM),
    ("501 5.1.3 bad recipient address syntax", GOOD),
    ("502 not implemented", ALARM),
    ("503 5.5.1 need MAIL first", ALARM),
    ("504 parameter not implemented", ALARM),
    ("521 no mail here", GOOD),
    ("523 5.7.10 encryption needed", ALARM),
    ("530 authenticate first", ALARM),
    ("530 5.7.0 must issue STARTTLS first", ALARM),
    ("534 5.7.9 too weak", ALARM),
    ("535 5.7.8 credentials", ALARM),
    ("538 5.7.11 encrypt", ALARM),
    ("550 no such user", GOOD),
    ("550 5.1.1 no such user", GOOD),
    ("550 5.1.2 no such domain", GOOD),
    ("550 5.1.7 bad sender", ALARM),
    ("550 5.1.8 sender's domain does not resolve", ALARM),
    ("550 5.1.10 null MX", GOOD),
    ("550 5.2.1 mailbox disabled", GOOD),
    ("550 5.2.2 over quota", NOW),
    ("550 5.2.3 too long for this mailbox", ALARM),
    ("550 5.3.4 too big for the system", ALARM),
    ("550 5.4.1 recipient rejected", GOOD),
    ("550 5.7.1 relaying denied", ALARM),
    ("550 5.7.26 not authenticated", ALARM),
    ("550 no user 5.7.1 here", GOOD),
    ("550 15.7.1.9 is blocked", GOOD),
    ("551 not local", GOOD),
    ("552 exceeded storage allocation", NOW),
    ("552 5.2.2 mailbox full", NOW),
    ("552 5.3.4 message too big", ALARM),
    ("553 name not allowed", GOOD),
    ("553 5.7.1 sender not owned by the user", ALARM),
    ("554 failed", GOOD),
    ("554 5.7.1 access denied", ALARM),
    ("555 parameters not recognized", ALARM),
    ("556 the domain takes no mail", GOOD),
    ("556 5.1.10 null MX", GOOD),
]
# Whatever is said of our login, sender or message: 4xx mends with time, 5xx is for the operator.
ABOUT_US = [
    *("421 closing", "450 busy", "451 4.3.0 error", "452 no room", "454 4.7.0 not now"),
    *("500 what?", "501 syntax", "503 order", "530 5.7.0 first", "535 5.7.8 wrong"),
    *("550 refused", "550 5.1.1 no such user", "550 5.7.1 blocked", "551 elsewhere"),
    *("552 too much", "552 5.2.2 full", "553 5.1.8 sender", "554 5.7.1 spam", "555 SIZE"),
]


def parts(reply: str) -> tuple[int, str]:
    code, _, text = reply.partition(" ")
    return int(code), text


def whom(error: Exception) -> Whom:
    """Say whom it concerns, and see that the outcome is to match."""
    failure = judge(error)
    outcome = outcome_of(failure)
    match failure:
        case ForThem(for_good=True):
            assert isinstance(outcome, Refused)
            return GOOD
        case ForThem():
            assert isinstance(outcome, TryAgain)
            assert outcome.temporary
            assert not outcome.ours
            return NOW
        case ForUs():
            assert isinstance(outcome, TryAgain)
            assert outcome.ours
            return ALARM if failure.is_alarm else OURS


@pytest.mark.parametrize(("reply", "expected"), RCPT, ids=[reply for reply, _ in RCPT])
def test_an_answer_to_rcpt(reply: str, expected: Whom) -> None:
    refused = aiosmtplib.SMTPRecipientRefused(*parts(reply), "desk@newsroom.example")
    assert whom(refused) == expected
    assert whom(aiosmtplib.SMTPRecipientsRefused([refused])) == expected


@pytest.mark.parametrize("reply", ABOUT_US)
@pytest.mark.parametrize(
    ("phase", "stage"),
    [
        (aiosmtplib.SMTPConnectResponseError, "greeting"),
        (aiosmtplib.SMTPHeloError, "greeting"),
        (aiosmtplib.SMTPAuthenticationError, "AUTH"),
        (aiosmtplib.SMTPSenderRefused, "MAIL FROM"),
        (aiosmtplib.SMTPDataError, "DATA"),
    ],
    ids=["greeting", "EHLO", "AUTH", "MAIL FROM", "DATA and after"],
)
def test_an_answer_in_any_other_phase_is_about_us(
    phase: type[aiosmtplib.SMTPResponseException], stage: str, reply: str
) -> None:
    code, text = parts(reply)
    about = (code, text, "alerts@alerts.example")
    error = phase(*about) if phase is aiosmtplib.SMTPSenderRefused else phase(code, text)
    assert whom(error) == (ALARM if code >= 500 else OURS)
    failure = judge(error)
    assert isinstance(failure, ForUs)
    assert failure.stage == stage


@pytest.mark.parametrize(
    "error",
    [
        aiosmtplib.SMTPServerDisconnected("gone"),
        aiosmtplib.SMTPConnectError("refused"),
        aiosmtplib.SMTPReadTimeoutError("late"),
        aiosmtplib.SMTPConnectTimeoutError("late"),
        TimeoutError(),
        ConnectionResetError(),
        OSError("no route"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_server_that_is_away_is_nobody_s_alarm(error: Exception) -> None:
    assert whom(error) == OURS
