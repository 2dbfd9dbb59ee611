"""The first key signs and encrypts; every key verifies and decrypts.

So a new secret is put in front, the old one stays behind it until all that it made has
expired, and at no moment does anything stop working.
"""

import hmac
from base64 import b32encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alerts.keyring.keys import Key, derive
from alerts.model.errors import InvalidInput, Unavailable

NONCE_BYTES = 12
_VERSION = b"\x01"
_MAC_BYTES = 32
_SHORT_BYTES = 10  # 80 bits: what fits before the @ of an address


class TokenPurpose(StrEnum):
    """What the holder of a link may do. A token for one is nothing to the other."""

    CONFIRM = "confirm"
    UNSUBSCRIBE = "unsubscribe"


@dataclass(frozen=True, slots=True)
class _Working:
    """One secret's derived keys."""

    id: str
    sealing: AESGCM = field(repr=False)
    signing: bytes = field(repr=False)

    @classmethod
    def of(cls, key: Key) -> "_Working":
        return cls(key.id, AESGCM(derive(key.secret, "seal")), derive(key.secret, "token"))


class Keyring:
    """Seals records and signs links with the first of `keys`; opens and verifies with any."""

    def __init__(self, keys: Sequence[Key]) -> None:
        if not keys:
            raise InvalidInput("a keyring needs at least one key")
        working = [_Working.of(key) for key in keys]
        self._first = working[0]
        self._by_id = {key.id: key for key in working}

    def seal(self, plaintext: bytes, *, record: str, nonce: bytes) -> bytes:
        """Encrypt (AES-256-GCM), bound to `record`: elsewhere the ciphertext opens nothing.

        `nonce` is 12 fresh random bytes. The result names the key it was made with.
        """
        if len(nonce) != NONCE_BYTES:
            raise ValueError(f"a nonce has {NONCE_BYTES} bytes")
        key_id = self._first.id.encode()
        head = _VERSION + bytes([len(key_id)]) + key_id
        return head + nonce + self._first.sealing.encrypt(nonce, plaintext, head + record.encode())

    def open(self, sealed: bytes, *, record: str) -> bytes:
        """Decrypt what `seal` made for the same `record`.

        Raises `Unavailable` when its key is not (or no longer) among ours, which the operator
        can mend, and `InvalidInput` when the bytes were changed or belong to another record.
        """
        if sealed[:1] != _VERSION:
            raise InvalidInput("not a sealed value")
        end = 2 + sealed[1] if len(sealed) > 1 else 0
        key = self._by_id.get(sealed[2:end].decode("ascii", "replace"))
        if key is None:
            raise Unavailable("a sealed value was made with a key that SECRET_KEY does not hold")
        head, nonce, rest = sealed[:end], sealed[end : end + NONCE_BYTES], sealed[end + 12 :]
        try:
            return key.sealing.decrypt(nonce, rest, head + record.encode())
        except (InvalidTag, ValueError) as error:
            raise InvalidInput("a sealed value was changed, or is another record's") from error

    def sign_token(self, purpose: TokenPurpose, destination_id: str, expires_at: datetime) -> str:
        """Make a link's token (URL-safe): what it allows, for which destination, until when."""
        claim = f"{purpose}.{destination_id}.{int(expires_at.timestamp())}"
        mac = _mac(self._first, claim)
        return f"{self._first.id}.{_encode(claim.encode())}.{_encode(mac)}"

    def seal_of(self, destination_id: str) -> str:
        """Give 16 letters and digits, of either case alike, that only we can make for an id."""
        return _short_seal(self._first, destination_id)

    def is_sealed(self, destination_id: str, seal: str) -> bool:
        """Tell whether one of our keys made a seal."""
        given = seal.encode("utf-8", "replace")
        made = [_short_seal(key, destination_id).encode() for key in self._by_id.values()]
        return any(hmac.compare_digest(given, one) for one in made)

    def verify_token(self, token: str, purpose: TokenPurpose, now: datetime) -> str:
        """Give the destination's id, or raise `InvalidInput` saying what the reader can do."""
        match token.split("."):
            case [key_id, claimed, signed]:
                pass
            case _:
                _refuse()
        key = self._by_id.get(key_id)
        claim, mac = _decode(claimed), _decode(signed)
        if key is None or len(mac) != _MAC_BYTES:
            _refuse()
        if not hmac.compare_digest(mac, _mac(key, claim.decode("utf-8", "replace"))):
            _refuse()
        kind, destination_id, expires = claim.decode().split(".")
        if kind != purpose:
            _refuse()
        if now >= datetime.fromtimestamp(int(expires), UTC):
            raise InvalidInput("this link has expired; ask for a new one")
        return destination_id


def _mac(key: _Working, claim: str) -> bytes:
    return hmac.digest(key.signing, claim.encode(), "sha256")


def _short_seal(key: _Working, destination_id: str) -> str:
    return b32encode(_mac(key, f"bounce.{destination_id}")[:_SHORT_BYTES]).decode().lower()


def _encode(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def _decode(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        _refuse()


def _refuse() -> NoReturn:
    raise InvalidInput("this link is not valid; copy the whole of it from the e-mail")
