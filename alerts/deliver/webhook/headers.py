"""Which headers a subscriber may add to its webhooks.

Those that frame the message, route it, or say who sent it are ours: with them a stranger
could smuggle a second request or forge a signature.
"""

import re

from alerts.model.errors import InvalidInput, Problem

MAX_VALUE_LENGTH = 4096
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}", re.ASCII)
_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?", re.ASCII)
_OURS = frozenset(
    {
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "expect",
        "host",
        "keep-alive",
        "te",
        "trailer",
        "transfer-encoding",
        "traceparent",
        "tracestate",
        "upgrade",
        "user-agent",
    }
)
_OUR_PREFIXES = ("proxy-", "webhook-")


def check_header(name: str, value: str) -> None:
    """Raise `InvalidInput`, naming the header, unless a subscriber may add it (RFC 9110, 5)."""
    if not _NAME.fullmatch(name):
        raise _refuse(name, "is not a header name")
    lowered = name.lower()
    if lowered in _OURS or lowered.startswith(_OUR_PREFIXES):
        raise _refuse(name, "is set by us and cannot be replaced")
    if len(value) > MAX_VALUE_LENGTH:
        raise _refuse(name, f"has a value longer than {MAX_VALUE_LENGTH} characters")
    if not _VALUE.fullmatch(value):
        raise _refuse(name, "has a value that is empty or not plain printable ASCII")


def _refuse(name: str, reason: str) -> InvalidInput:
    escaped = name.replace("~", "~0").replace("/", "~1")
    return InvalidInput(f"the header {name!r} {reason}", (Problem(f"/headers/{escaped}", reason),))
