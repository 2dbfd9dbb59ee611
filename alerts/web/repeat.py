"""Requests that come again, for an answer was lost: done once, answered alike.

`Idempotency-Key` counts per API key and path for a day. A repeat gets the first answer, without its
secret, which is shown once; one that asks for something else is a mistake of the caller's.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import orjson
from aiohttp import web

from alerts.store import repeats
from alerts.store.repeats import Taken
from alerts.web.api import Api
from alerts.web.problem import Refusal, Trouble, invalid

HEADER = "Idempotency-Key"
_KEPT = timedelta(hours=24)
_KEY = re.compile(r"[\x21-\x7e]{1,255}", re.ASCII)
_SHOWN_ONCE = ("secret", "key")
_HEADERS = ("Location", "ETag")


async def once(
    request: web.Request,
    api: Api,
    asked: bytes,
    do: Callable[[], Awaitable[web.Response]],
) -> web.Response:
    """Do what a request asks, unless its key says that it was done. Raises `Refusal`."""
    key = request.headers.get(HEADER)
    if key is None:
        return await do()
    if not _KEY.fullmatch(key) or len(request.headers.getall(HEADER)) > 1:
        detail = f"{HEADER} must be 1 to 255 visible ASCII characters, and be sent once"
        raise Refusal(Trouble.MALFORMED, detail)
    caller = request.headers.get("Authorization", "")
    digest = _digest(
        caller.encode(errors="replace"), request.rel_url.raw_path.encode(), key.encode()
    )
    now = api.now()
    before = await repeats.take(api.db, digest, _digest(asked), now, now - _KEPT)
    if before is not None:
        return _again(before, _digest(asked))
    try:
        response = await do()
    except BaseException:
        await repeats.release(api.db, digest)
        raise
    await repeats.keep(api.db, digest, _kept(response))
    return response


def _again(before: Taken, asked: str) -> web.Response:
    if before.asked != asked:
        raise invalid(f"this {HEADER} was sent with another body: take a new one", [])
    if before.answer is None:
        detail = (
            f"the first request with this {HEADER} has not ended, or was cut off: look whether it "
            "was done"
        )
        raise Refusal(Trouble.CONFLICT, detail)
    kept: dict[str, Any] = orjson.loads(before.answer)
    return web.Response(
        body=orjson.dumps(kept["body"]),
        status=kept["status"],
        content_type="application/json",
        headers=kept["headers"],
    )


def _kept(response: web.Response) -> bytes:
    body = orjson.loads(response.body if isinstance(response.body, bytes) else b"{}")
    shown = {name: value for name, value in body.items() if name not in _SHOWN_ONCE}
    headers = {name: response.headers[name] for name in _HEADERS if name in response.headers}
    return orjson.dumps({"status": response.status, "headers": headers, "body": shown})


def _digest(*parts: bytes) -> str:
    """Digest parts, told apart by their own digests: what callers send is not kept."""
    told = b"".join(hashlib.sha256(part).digest() for part in parts)
    return hashlib.sha256(told).hexdigest()
