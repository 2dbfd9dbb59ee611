"""API keys: shown once, kept as a hash.

A key is `key_id.secret`. The id finds the row, so that no table is searched by hash, and
the secret is 256 bits of chance: one round of SHA-256 keeps it, as nothing can guess it.
"""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode

_MIN_ENTROPY_BYTES = 32
_BEARER = re.compile(r"(key_[a-z0-9]{1,64})\.[A-Za-z0-9_-]{43,128}", re.ASCII)


def new_api_key(key_id: str, entropy: bytes) -> tuple[str, str]:
    """Make a key from its `key_…` id and 32 bytes of chance: (what is shown once, its hash)."""
    if len(entropy) < _MIN_ENTROPY_BYTES:
        raise ValueError(f"an API key needs {_MIN_ENTROPY_BYTES} bytes of chance")
    bearer = f"{key_id}.{urlsafe_b64encode(entropy).decode().rstrip('=')}"
    return bearer, _hash(bearer)


def check_api_key(bearer: str, stored_hash: str) -> bool:
    """Tell whether this is the key, in a time that says nothing about how near it came."""
    return hmac.compare_digest(_hash(bearer), stored_hash)


def split_bearer(bearer: str) -> str | None:
    """Give the key's id, or None when the text cannot be a key."""
    matched = _BEARER.fullmatch(bearer)
    return matched[1] if matched else None


def _hash(bearer: str) -> str:
    return hashlib.sha256(bearer.encode("utf-8", "surrogatepass")).hexdigest()
