"""Signatures as Standard Webhooks 1.0 has them (symmetric, `v1`).

What is signed is `id.timestamp.body` with HMAC-SHA256, so that a receiver can tell that
the body is ours, that the id belongs to it, and that nobody replays it later.
"""

import hmac
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

_KEYED = 4096


def signed_headers(
    body: bytes, *, message_id: str, at: datetime, secrets: Sequence[bytes]
) -> dict[str, str]:
    """Give the three headers. Each secret signs (two, while one is being replaced)."""
    timestamp = str(int(at.timestamp()))
    content = b".".join((message_id.encode(), timestamp.encode(), body))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(_signature(secret, content) for secret in secrets),
    }


def _signature(secret: bytes, content: bytes) -> str:
    signing = _keyed(secret).copy()
    signing.update(content)
    return f"v1,{b64encode(signing.digest()).decode()}"


@lru_cache(_KEYED)
def _keyed(secret: bytes) -> hmac.HMAC:
    """Prepare a secret. `hmac.digest` would do so each time, and let another thread in."""
    return hmac.new(secret, digestmod="sha256")
