"""What a careful receiver does with a webhook: check who sent it, and when.

Written from the Standard Webhooks 1.0 text and apart from what signs, so that the two cannot
agree on a mistake.
"""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping

from alerts.model.errors import InvalidInput

TOLERANCE_S = 300
_PREFIX = "whsec_"


def fault_of(headers: Mapping[str, str], body: bytes, *, secret: str, now_s: float) -> str | None:
    """Say what is wrong with a webhook, or None. `secret` is the `whsec_…` shown once.

    Names of `headers` are in lower case. Raises `InvalidInput` for what is no secret.
    """
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not message_id or not timestamp.isascii() or not timestamp.isdigit():
        return "it has no webhook-id or no webhook-timestamp"
    if abs(now_s - int(timestamp)) > TOLERANCE_S:
        return "its webhook-timestamp is more than five minutes off"
    signed = b".".join((message_id.encode(), timestamp.encode(), body))
    digest = hmac.digest(_key(secret), signed, "sha256")
    ours = b"v1," + b64encode(digest)
    given = headers.get("webhook-signature", "").encode().split(b" ")
    if not any(hmac.compare_digest(ours, each) for each in given):
        return "its signature is not by our secret"
    return None


def _key(secret: str) -> bytes:
    try:
        key = b64decode(secret.removeprefix(_PREFIX), validate=True)
    except ValueError:
        key = b""
    if not key or not secret.startswith(_PREFIX):
        raise InvalidInput("the secret is not whsec_ and base64; copy the whole of it")
    return key
