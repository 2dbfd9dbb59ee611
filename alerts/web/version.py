"""Versions of a record: the `ETag` it is shown with, and the `If-Match` that it is changed with.

Two people who change one rule at once would else lose what the first of them did. A tag is a
digest, for the revision in it counts what all subscribers do and is nobody's business.
"""

import hashlib
import re
from typing import Protocol

from alerts.web.problem import Refusal, Trouble

_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
_TAGS = re.compile(rf"\s*{_TAG}(?:\s*,\s*{_TAG})*\s*")
_DIGEST_BYTES = 12


class Versioned(Protocol):
    """A record that has another revision after each change."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def revision(self) -> int:
        """Which of all changes was its last."""


def etag(record: Versioned) -> str:
    """Give the entity tag of a record as it is now (RFC 9110, 8.8.3)."""
    version = f"{record.id}.{record.revision}".encode()
    return f'"{hashlib.blake2b(version, digest_size=_DIGEST_BYTES).hexdigest()}"'


def check_match(if_match: str | None, record: Versioned) -> None:
    """Raise `Refusal` (412) unless the header, if there is one, names this version.

    The comparison is strong, so that a weak tag names none (RFC 9110, 13.1.1).
    """
    if if_match is None or if_match.strip() == "*":
        return
    if not _TAGS.fullmatch(if_match):
        detail = "If-Match must be *, or entity tags in double quotes, as they came in ETag"
        raise Refusal(Trouble.MALFORMED, detail)
    if etag(record) not in re.findall(_TAG, if_match):
        raise changed_meanwhile()


def changed_meanwhile() -> Refusal:
    """Refuse to overwrite what the caller has not seen."""
    return Refusal(
        Trouble.CHANGED_MEANWHILE,
        "somebody changed it since the version that If-Match names; nothing was done",
    )
