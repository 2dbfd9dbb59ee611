"""How things are named.

Ids of alerts and deliveries are derived from what they are about: the same report
seen again, after a crash, a rebalance or a replay, gives the same ids, and the
database's unique keys turn the repeat into nothing.
"""

import hashlib
import re
import unicodedata
import uuid
from base64 import b32encode
from dataclasses import dataclass
from functools import cached_property, lru_cache

_NAMESPACE = uuid.UUID("6f1e2f0a-5a0e-5b59-9d0b-0f6c54a3c1de")
_PARENTHESES = re.compile(r"\([^)]*\)")
_STROKED = str.maketrans("ıłøđŁØĐ", "ilodLOD")  # letters whose mark Unicode does not take apart
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """Give the id of an entity from its usual English name.

    Text in parentheses is no part of it; apostrophes and marks are dropped:
    `Kata'ib Hezbollah` -> `kataib-hezbollah`.
    """
    bare = _PARENTHESES.sub(" ", name)
    letters = "".join(
        c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c)
    ).translate(_STROKED)
    for apostrophe in "'’‘ʼʿʾ`":
        letters = letters.replace(apostrophe, "")
    return _NOT_WORD.sub("-", letters.casefold()).strip("-")


@lru_cache(maxsize=4096)  # few outlets send most reports
def fold_source(name: str) -> str:
    """Fold an outlet's name for the report's key: case, width and spacing do not tell two apart.

    Frozen for ever: every derived id depends on it.
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True)
class ReportKey:
    """What makes two messages the same report: (folded source name, producer's id, revision)."""

    source: str
    id: str
    revision: int

    @cached_property
    def digest(self) -> str:
        """32 hexadecimal digits; the report's primary key, kept longer than the report."""
        text = f"{self.source}\0{self.id}\0{self.revision}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def alert_id(report: ReportKey, subscriber_id: str) -> str:
    """`alr_…`: one per (report, subscriber)."""
    return f"alr_{uuid.uuid5(_NAMESPACE, f'{report.digest}/{subscriber_id}').hex}"


def delivery_id(alert: str, destination_id: str) -> str:
    """`dlv_…`: one per (alert, destination)."""
    return f"dlv_{uuid.uuid5(_NAMESPACE, f'{alert}/{destination_id}').hex}"


def record_id(prefix: str, entropy: bytes) -> str:
    """Make an opaque id such as `rul_…` from at least 16 bytes of chance."""
    return f"{prefix}_{b32encode(entropy).decode().rstrip('=').lower()}"
