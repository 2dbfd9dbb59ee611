"""A new secret signs at once, and the one it replaces for another day."""

import asyncio
from base64 import b64decode
from datetime import datetime, timedelta

from alerts.keyring import open_webhook_secrets
from alerts.store import destinations
from tests.web.site import Parts, Site


def bytes_of(secret: str) -> bytes:
    return b64decode(secret.removeprefix("whsec_"))


async def signing(parts: Parts, id_: str, after: timedelta = timedelta(0)) -> list[bytes]:
    kept = await destinations.find(parts.db, id_)
    assert kept is not None
    assert kept.secret is not None
    return open_webhook_secrets(parts.keyring, id_, kept.secret).at(parts.clock.now() + after)


async def test_both_secrets_sign_for_a_day_and_the_new_one_is_shown_this_once(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    sent = {"type": "webhook", "url": "https://hooks.example/a"}
    made = (await site.call("POST", "/v1/destinations", key, sent)).json
    path = f"/v1/destinations/{made['id']}"
    answer = await site.call("POST", f"{path}/rotate-secret", key)
    assert answer.status == 200
    new, old = bytes_of(answer.json["secret"]), bytes_of(made["secret"])
    assert await signing(parts, made["id"]) == [new, old]
    assert await signing(parts, made["id"], timedelta(hours=24)) == [new]
    until = datetime.fromisoformat(answer.json["old_secret_until"])
    assert timedelta(hours=24, seconds=-1) <= until - parts.clock.at <= timedelta(hours=24)
    shown = (await site.call("GET", path, key)).json
    assert not {"secret", "old_secret_until"} & shown.keys()


async def test_two_who_rotate_at_once_both_get_a_secret_that_signs(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    id_ = await site.webhook(key)
    path = f"/v1/destinations/{id_}/rotate-secret"
    answers = await asyncio.gather(*(site.call("POST", path, key) for _ in range(3)))
    assert {answer.status for answer in answers} == {200}
    shown = {bytes_of(answer.json["secret"]) for answer in answers}
    assert shown < set(await signing(parts, id_))


async def test_so_many_rotations_a_day_and_no_more(site: Site, parts: Parts) -> None:
    key = await site.subscriber()
    path = f"/v1/destinations/{await site.webhook(key)}/rotate-secret"
    for _ in range(4):
        assert (await site.call("POST", path, key)).status == 200
    refused = await site.call("POST", path, key)
    assert refused.status == 409
    assert "5 secrets sign already" in refused.json["detail"]
    parts.clock.at += timedelta(hours=24)
    assert (await site.call("POST", path, key)).status == 200


async def test_only_ones_own_webhook_has_a_secret_to_rotate(site: Site) -> None:
    key, other = await site.subscriber(), await site.subscriber("Another desk")
    webhook, mail = await site.webhook(key), await site.email(key)
    rotate = "/v1/destinations/{}/rotate-secret"
    assert (await site.call("POST", rotate.format(webhook), other)).status == 404
    assert (await site.call("POST", rotate.format("dst_none"), key)).status == 404
    assert (await site.call("POST", rotate.format(mail), key)).status == 422
