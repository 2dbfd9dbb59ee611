"""What a webhook destination keeps secret: its signing secret and its custom headers.

Both lie sealed in the database, each bound to its destination and to what it is, so that
a row copied over another, or a column over its neighbour, opens nothing. A secret that is
being replaced lies beside its successor, with its end: what signs is one value, read and
changed as one, and no two processes can disagree on it.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import orjson

from alerts.keyring.ring import Keyring
from alerts.model.errors import InvalidInput

MOST_SECRETS = 5
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


def replace_webhook_secret(
    keyring: Keyring,
    destination_id: str,
    sealed: bytes,
    secret: str,
    *,
    now: datetime,
    until: datetime,
    nonce: bytes,
) -> bytes:
    """Put a new secret before those that sign, which do so no longer than `until`.

    One that is being replaced already keeps its earlier end. Raises `InvalidInput` when
    `MOST_SECRETS` would sign at once, and what `Keyring.open` raises.
    """
    newest, ending = _read(keyring, destination_id, sealed)
    replaced = [(newest, until), *((text, end) for text, end in ending if end > now)]
    if len(replaced) >= MOST_SECRETS:
        raise InvalidInput(f"{MOST_SECRETS} secrets sign already")
    words = [secret]
    for text, end in replaced:
        words += [text, str(int(end.timestamp()))]
    plaintext = " ".join(words).encode()
    return keyring.seal(plaintext, record=f"{destination_id}/secret", nonce=nonce)


@dataclass(frozen=True, slots=True)
class WebhookSecrets:
    """The bytes that sign, the newest secret's first; the others each until an end."""

    newest: bytes = field(repr=False)
    ending: tuple[tuple[bytes, datetime], ...] = field(default=(), repr=False)

    def at(self, now: datetime) -> list[bytes]:
        """Give those that sign now."""
        return [self.newest, *(secret for secret, end in self.ending if now < end)]


def open_webhook_secrets(keyring: Keyring, destination_id: str, sealed: bytes) -> WebhookSecrets:
    """Open what signs for a destination. Raises what `Keyring.open` raises."""
    newest, ending = _read(keyring, destination_id, sealed)
    return WebhookSecrets(_bytes(newest), tuple((_bytes(text), end) for text, end in ending))


def _bytes(secret: str) -> bytes:
    return b64decode(secret.removeprefix(_PREFIX))


def _read(
    keyring: Keyring, destination_id: str, sealed: bytes
) -> tuple[str, list[tuple[str, datetime]]]:
    """Read `new old end older end`, the ends in seconds since 1970; the newest has none."""
    newest, *rest = keyring.open(sealed, record=f"{destination_id}/secret").decode().split(" ")
    ending = zip(rest[::2], rest[1::2], strict=True)
    return newest, [(text, datetime.fromtimestamp(int(end), UTC)) for text, end in ending]


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
