"""What a receiver's answer means.

A redirect is never followed: it would lead a signed body, and our network, wherever the
receiver likes. 410 is the one answer that ends it at once (Standard Webhooks 1.0).
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from alerts.model.delivery import Delivered, Outcome, Refused, Seen, TryAgain

_MENDS_WITH_TIME = frozenset({408, 425, 429})
_FINE = HTTPStatus.OK.value
_REDIRECTS = HTTPStatus.MULTIPLE_CHOICES.value
_FAULTS_OF_THEIRS = HTTPStatus.INTERNAL_SERVER_ERROR.value
_MAX_SECONDS = 7 * 24 * 3600
_MAX_DIGITS = 9
EXCERPT_LENGTH = 1024
_NOTHING = Seen()


def outcome_of(
    status: int, retry_after: str | None, now: datetime, seen: Seen = _NOTHING
) -> Outcome:
    """Judge a final response by its status and its `Retry-After` header."""
    if _FINE <= status < _REDIRECTS:
        return Delivered(status, seen)
    reason = describe(status)
    if status == HTTPStatus.GONE:
        return Refused(reason, status, seen)
    if status in _MENDS_WITH_TIME or not _REDIRECTS <= status < _FAULTS_OF_THEIRS:
        after = parse_retry_after(retry_after, now)
        return TryAgain(reason, status, after=after, seen=seen)
    if status < HTTPStatus.BAD_REQUEST:
        said = f"{reason}: redirects are not followed"
        return TryAgain(said, status, temporary=False, seen=seen)
    after = parse_retry_after(retry_after, now)
    return TryAgain(reason, status, after=after, temporary=False, seen=seen)


def excerpt_of(beginning: bytes, encoding: str | None) -> str | None:
    """Make the beginning of an answer fit to be kept and shown; None where there is none.

    It is a stranger's text: what is not printable (line ends, escapes, NUL, what turns text
    around) is written as an escape. What was compressed though we asked for it plain stays so.
    """
    if not beginning:
        return None
    if encoding is not None and encoding.strip().lower() not in {"", "identity"}:
        return "(compressed; not unpacked)"
    text = beginning.decode("utf-8", "replace")
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return shown[:EXCERPT_LENGTH]


def describe(status: int) -> str:
    """Name a status in our own words; a receiver's reason phrase is a stranger's text."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def parse_retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Read seconds or an HTTP date (RFC 9110, 10.2.3); None for nothing, nonsense or the past."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        seconds = int(text) if len(text) <= _MAX_DIGITS else _MAX_SECONDS
        return timedelta(seconds=min(seconds, _MAX_SECONDS))
    try:
        until = parsedate_to_datetime(text)
        pause = until.replace(tzinfo=until.tzinfo or UTC) - now
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return pause if pause > timedelta(0) else None
