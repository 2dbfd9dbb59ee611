"""A secret, its public name, and the working keys made from it.

A secret is never used as a key itself: each use has its own derived key (HKDF, RFC 5869),
so that nothing made for one purpose can pass for another.
"""

import hashlib
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from alerts.model.errors import InvalidInput

MIN_SECRET_CHARACTERS = 16
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """A secret with the id that ciphertexts and tokens name it by."""

    id: str
    secret: bytes = field(repr=False)


def key_id_of(secret: bytes) -> str:
    """Name a secret by 8 hexadecimal digits of a hash: stable, and no help in guessing it."""
    return hashlib.sha256(b"alerts key id\0" + secret).hexdigest()[:8]


def parse_secret_keys(setting: str) -> list[Key]:
    """Read `SECRET_KEY`, a comma-separated list whose first secret signs and encrypts.

    Raises `InvalidInput` when there is none, when one is too short, or stands twice. The
    message names a secret by its place, never by its text.
    """
    secrets = [part.strip() for part in setting.split(",")]
    for place, secret in enumerate(secrets, 1):
        if len(secret) < MIN_SECRET_CHARACTERS:
            raise InvalidInput(
                f"SECRET_KEY: secret {place} of {len(secrets)} has fewer than "
                f"{MIN_SECRET_CHARACTERS} characters (make one: openssl rand -base64 32)"
            )
    keys = [Key(key_id_of(secret.encode()), secret.encode()) for secret in secrets]
    if len({key.id for key in keys}) < len(keys):
        raise InvalidInput("SECRET_KEY: the same secret stands twice")
    return keys


def derive(secret: bytes, purpose: str) -> bytes:
    """Give the 32-byte key that a secret has for one purpose."""
    info = f"alerts/{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=info).derive(secret)
