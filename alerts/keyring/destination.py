"""What a webhook destination keeps secret: its signing secret and its custom headers.

Both lie sealed in the database, each bound to its destination and to what it is, so that
a row copied over another, or a column over its neighbour, opens nothing.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable

import orjson

from alerts.keyring.ring import Keyring

_PREFIX = "whsec_"
_SECRET_BYTES = 32


def new_webhook_secret(entropy: bytes) -> str:
    """Make a signing secret as Standard Webhooks 1.0 writes it, from 32 bytes of chance."""
    if len(entropy) != _SECRET_BYTES:
        raise ValueError(f"a webhook secret needs {_SECRET_BYTES} bytes of chance")
    return _PREFIX + b64encode(entropy).decode()


def seal_webhook_secret(keyring: Keyring, destination_id: str, secret: str, nonce: bytes) -> bytes:
    """Seal a `whsec_…` secret for its destination; `nonce` is 12 fresh random bytes."""
    return keyring.seal(secret.encode(), record=f"{destination_id}/secret", nonce=nonce)


def open_webhook_secret(keyring: Keyring, destination_id: str, sealed: bytes) -> bytes:
    """Give the bytes that sign. Raises what `Keyring.open` raises."""
    secret = keyring.open(sealed, record=f"{destination_id}/secret").decode()
    return b64decode(secret.removeprefix(_PREFIX))


def seal_headers(
    keyring: Keyring, destination_id: str, headers: Iterable[tuple[str, str]], nonce: bytes
) -> bytes:
    """Seal custom headers (they often carry a password) for their destination."""
    plaintext = orjson.dumps(list(headers))
    return keyring.seal(plaintext, record=f"{destination_id}/headers", nonce=nonce)


def open_headers(keyring: Keyring, destination_id: str, sealed: bytes) -> list[tuple[str, str]]:
    """Give the custom headers back. Raises what `Keyring.open` raises."""
    pairs = orjson.loads(keyring.open(sealed, record=f"{destination_id}/headers"))
    return [(str(name), str(value)) for name, value in pairs]
