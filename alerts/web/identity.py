"""Who calls: known by a bearer key, or refused in the same way whatever was wrong with it.

An id that nobody has costs the same comparison as a wrong secret, so that the time of an
answer does not tell which ids exist.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass

from alerts.keyring import check_api_key, split_bearer
from alerts.store.subscribers import get_key
from alerts.web.api import Api
from alerts.web.problem import Refusal, Trouble

_SCHEME = re.compile(r"Bearer +([!-~]+) *", re.ASCII | re.IGNORECASE)
_NO_SUCH_KEY = "0" * 64


@dataclass(frozen=True, slots=True)
class Caller:
    """A subscriber, and the key it came with."""

    subscriber_id: str
    key_id: str


async def subscriber(api: Api, authorization: str | None) -> Caller:
    """Find whose key this is. Raises `Refusal` (401)."""
    bearer = _bearer(authorization)
    key_id = split_bearer(bearer)
    if key_id is None:
        raise _unauthorized("the key is not one of a subscriber", told=True)
    key = await get_key(api.db, key_id)
    fits = check_api_key(bearer, _NO_SUCH_KEY if key is None else key.hash)
    if key is None or not fits or key.revoked_at is not None:
        raise _unauthorized("the key is unknown or was revoked", told=True)
    return Caller(key.subscriber_id, key.id)


def operator(api: Api, authorization: str | None) -> None:
    """Return when the operator calls. Raises `Refusal` (401 or 403)."""
    if api.operator_key_hash is None:
        raise Refusal(
            Trouble.FORBIDDEN,
            "no operator key is set on this service (ALERTS_OPERATOR_KEY), so nobody may do this",
        )
    bearer = _bearer(authorization)
    if hmac.compare_digest(hashlib.sha256(bearer.encode()).digest(), api.operator_key_hash):
        return
    if split_bearer(bearer) is not None:
        raise Refusal(
            Trouble.FORBIDDEN, "a subscriber's key does not open this; the operator's does"
        )
    raise _unauthorized("the key is not the operator's", told=True)


def _bearer(authorization: str | None) -> str:
    if authorization is None:
        raise _unauthorized("send the header Authorization: Bearer KEY", told=False)
    matched = _SCHEME.fullmatch(authorization)
    if matched is None:
        raise _unauthorized("the header Authorization must read: Bearer KEY", told=False)
    return matched[1]


def _unauthorized(detail: str, *, told: bool) -> Refusal:
    """Refuse; `told`: a key was sent (RFC 6750, 3)."""
    challenge = 'Bearer realm="alerts"' + (', error="invalid_token"' if told else "")
    return Refusal(Trouble.UNAUTHORIZED, detail, headers={"WWW-Authenticate": challenge})
