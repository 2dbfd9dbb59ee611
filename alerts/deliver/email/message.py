"""A delivery becomes one message, the same bytes each time it is tried.

The id, the date and the links all follow from the delivery, so that a mail server which took
it just before the connection broke can tell the second copy from news.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any, assert_never
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from alerts.deliver.email.address import parse_address
from alerts.deliver.email.digest_letter import digest_letter
from alerts.deliver.email.letter import alert_letter
from alerts.deliver.email.notice import notice_letter
from alerts.deliver.email.text import one_line
from alerts.keyring import Keyring, TokenPurpose
from alerts.model.delivery import Delivery, Purpose
from alerts.model.event import AlertEvent
from alerts.model.event_digest import DigestEvent
from alerts.model.event_state import StateEvent
from alerts.model.ids import fold_source

CONFIRM_WITHIN = timedelta(days=7)
UNSUBSCRIBE_WITHIN = timedelta(days=2 * 365)  # a letter may be found again long after
CONFIRM_SUBJECT = "Confirm that alerts may be sent to this address"
_LINE = 76
_AS_THEY_ARE = frozenset({"list-unsubscribe", "references", "in-reply-to"})

_templates = Environment(
    loader=PackageLoader("alerts.deliver.email"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class _Policy(EmailPolicy):
    """Write headers as readers need them, where the standard library's folding spoils them.

    A long URL in List-Unsubscribe, or a long name of a thread, would become encoded words, which
    no mail client reads; a subject that is partly ASCII would gain a space where a line ends.
    """

    def _fold(self, name: str, value: Any, *, refold_binary: bool = False) -> str:
        lowered, text = name.lower(), str(value)
        if lowered in _AS_THEY_ARE:
            return f"{name}: {text}{self.linesep}"
        if lowered == "subject" and not text.isascii():
            encoded = Header(text, "utf-8", maxlinelen=_LINE, header_name=name)
            return f"{name}: {encoded.encode(linesep=self.linesep)}{self.linesep}"
        # The stubs leave out `_fold`, the one place where the policy folds a header.
        folded: str = super()._fold(name, value, refold_binary=refold_binary)  # type: ignore[misc]
        return folded


_POLICY = _Policy(linesep="\r\n", cte_type="7bit", max_line_length=_LINE)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who our mail is from (`MAIL_FROM`), and where its links lead (`PUBLIC_URL`)."""

    name: str
    address: str
    public_url: str

    @classmethod
    def of(cls, mail_from: str, public_url: str) -> "Sender":
        """Read `Name <address>` or a bare address. Raises `InvalidInput`."""
        text = mail_from.strip()
        name, address = "", text
        if text.endswith(">"):
            name, _, address = text[:-1].rpartition("<")
        return cls(
            one_line(name.strip(' "'), 100) or "Alerts",
            parse_address(address),
            public_url.rstrip("/"),
        )

    @property
    def domain(self) -> str:
        """The domain our ids live under."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class _Content:
    subject: str
    text: str
    html: str
    unsubscribe: str | None = None
    thread: str | None = None
    at: datetime | None = None


def message_bytes(delivery: Delivery, sender: Sender, keyring: Keyring) -> bytes:
    """Make the whole message (RFC 5322), ready for DATA."""
    content = _content(delivery, sender, keyring)
    user, _, domain = sender.address.rpartition("@")
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(sender.name, user, domain)
    message["To"] = delivery.target
    message["Subject"] = content.subject
    message["Date"] = format_datetime(content.at or delivery.created_at)
    message["Message-ID"] = f"<{delivery.id}@{sender.domain}>"
    if content.thread is not None:
        # What begins the thread was never sent: every letter of it names the same one.
        message["In-Reply-To"] = message["References"] = f"<{content.thread}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if content.unsubscribe is not None:
        message["List-Id"] = f"Alerts <{delivery.subscriber_id.lower()}.{sender.domain}>"
        message["List-Unsubscribe"] = f"<{content.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(content.text)
    message.add_alternative(content.html, subtype="html")
    message.set_boundary(hashlib.sha256(f"boundary of {delivery.id}".encode()).hexdigest()[:40])
    return message.as_bytes()


def _content(delivery: Delivery, sender: Sender, keyring: Keyring) -> _Content:
    match delivery.purpose:
        case Purpose.ALERT | Purpose.TEST:
            return _alert(delivery, sender, keyring)
        case Purpose.CONFIRMATION:
            return _confirmation(delivery, sender, keyring)
        case Purpose.NOTICE:
            return _notice(delivery, sender, keyring)
        case Purpose.DIGEST:
            return _digest(delivery, sender, keyring)
    assert_never(delivery.purpose)


def _alert(delivery: Delivery, sender: Sender, keyring: Keyring) -> _Content:
    event = AlertEvent.read(delivery.event)
    letter = alert_letter(event)
    unsubscribe = _unsubscribe(delivery, sender, keyring)
    content = _rendered("alert", letter.subject, {"letter": letter}, unsubscribe)
    if delivery.purpose is not Purpose.ALERT:
        return content
    return replace(content, thread=_thread(delivery, event))


def _digest(delivery: Delivery, sender: Sender, keyring: Keyring) -> _Content:
    """Date it by when it was made: the delivery is as old as the first alert in it."""
    event = DigestEvent.read(delivery.event)
    letter = digest_letter(event)
    unsubscribe = _unsubscribe(delivery, sender, keyring)
    content = _rendered("digest", letter.subject, {"letter": letter}, unsubscribe)
    return replace(content, at=event.time)


def _notice(delivery: Delivery, sender: Sender, keyring: Keyring) -> _Content:
    letter = notice_letter(StateEvent.read(delivery.event))
    unsubscribe = _unsubscribe(delivery, sender, keyring)
    return _rendered("notice", letter.subject, asdict(letter), unsubscribe)


def _rendered(
    template: str, subject: str, shown: Mapping[str, object], unsubscribe: str
) -> _Content:
    """Write a mail that can be unsubscribed from, in both forms."""
    told = {**shown, "unsubscribe": unsubscribe, "house": urlsplit(unsubscribe).netloc}
    return _Content(
        subject=subject,
        text=_templates.get_template(f"{template}.txt").render(told),
        html=_templates.get_template(f"{template}.html").render(told),
        unsubscribe=unsubscribe,
    )


def _unsubscribe(delivery: Delivery, sender: Sender, keyring: Keyring) -> str:
    until = delivery.created_at + UNSUBSCRIBE_WITHIN
    token = keyring.sign_token(TokenPurpose.UNSUBSCRIBE, delivery.destination_id, until)
    return f"{sender.public_url}/unsubscribe/{token}"


def _thread(delivery: Delivery, event: AlertEvent) -> str:
    """Name the thread of a report in one mailbox: its corrections stand with it."""
    report = event.data.report
    about = f"{delivery.destination_id}\0{fold_source(report.source.name)}\0{report.id}"
    return f"report.{hashlib.sha256(about.encode()).hexdigest()[:32]}"


def _confirmation(delivery: Delivery, sender: Sender, keyring: Keyring) -> _Content:
    """Nothing in it was written by a user: else it would be a way to send anyone anything."""
    until = delivery.created_at + CONFIRM_WITHIN
    token = keyring.sign_token(TokenPurpose.CONFIRM, delivery.destination_id, until)
    shown = {
        "subject": CONFIRM_SUBJECT,
        "confirm": f"{sender.public_url}/confirm/{token}",
        "address": delivery.target,
        "house": urlsplit(sender.public_url).netloc,
        "days": CONFIRM_WITHIN.days,
    }
    return _Content(
        subject=CONFIRM_SUBJECT,
        text=_templates.get_template("confirmation.txt").render(shown),
        html=_templates.get_template("confirmation.html").render(shown),
    )
