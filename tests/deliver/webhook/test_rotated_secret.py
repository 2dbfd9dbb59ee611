"""While a secret is replaced, a receiver verifies with whichever it has."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web
from standardwebhooks import Webhook, WebhookVerificationError

from alerts.keyring import new_webhook_secret, replace_webhook_secret
from alerts.model.delivery import Delivered
from tests.deliver.webhook.test_webhook_channel import (
    KEYRING,
    NONCE,
    SECRET,
    Serve,
    channel,
    delivery,
    now,
    serve,
)

__all__ = ["serve"]
OLD, NEW = new_webhook_secret(SECRET), new_webhook_secret(b"new secret of thirty-two bytes..")


async def received(serve: Serve, ended: timedelta) -> tuple[Mapping[str, str], bytes]:
    """Send one webhook whose secret was replaced; the old one's end was `ended` ago."""
    got: list[tuple[Mapping[str, str], bytes]] = []

    async def hook(request: web.Request) -> web.Response:
        got.append(({k.lower(): v for k, v in request.headers.items()}, await request.read()))
        return web.Response()

    sent = delivery(await serve(hook))
    assert sent.secret is not None
    until = now() - ended
    sealed = replace_webhook_secret(
        KEYRING, "dst_1", sent.secret, NEW, now=until - timedelta(days=1), until=until, nonce=NONCE
    )
    async with channel() as opened:
        assert await opened.send(replace(sent, secret=sealed)) == Delivered(200)
    (only,) = got
    return only


async def test_both_secrets_verify_until_the_old_ones_end(serve: Serve) -> None:
    headers, body = await received(serve, ended=-timedelta(minutes=5))
    for secret in (OLD, NEW):
        assert Webhook(secret).verify(body, dict(headers)) == {"id": "dlv_1"}


async def test_after_its_end_the_old_one_signs_nothing(serve: Serve) -> None:
    headers, body = await received(serve, ended=timedelta(seconds=1))
    assert Webhook(NEW).verify(body, dict(headers)) == {"id": "dlv_1"}
    assert len(b64decode(headers["webhook-signature"].removeprefix("v1,"))) == 32
    with pytest.raises(WebhookVerificationError):
        Webhook(OLD).verify(body, dict(headers))
