"""A request that comes again with its key is done once, and answered as the first time."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.web.site import OPERATOR, Answer, Parts, Site

RULE = {"name": "Fields", "when": {"facility": ["Koniko"]}}
HOOK = {"type": "webhook", "url": "https://hooks.example/a"}
CREATED = [
    ("/v1/rules", RULE, None),
    ("/v1/destinations", HOOK, "secret"),
    ("/v1/keys", {"name": "spare"}, "key"),
]


async def post(
    site: Site, path: str, key: str, body: Any, mark: str = "mark-1", **more: Any
) -> Answer:
    return await site.call("POST", path, key, body, headers={"Idempotency-Key": mark}, **more)


async def number(site: Site, key: str, path: str = "/v1/rules") -> int:
    return len((await site.call("GET", path, key)).json["items"])


@pytest.mark.parametrize(("path", "body", "secret"), CREATED, ids=[path for path, *_ in CREATED])
async def test_a_repeat_does_nothing_and_gets_the_first_answer_without_its_secret(
    site: Site, path: str, body: Any, secret: str | None
) -> None:
    key = await site.subscriber()
    before = await number(site, key, path)
    first, again = await post(site, path, key, body), await post(site, path, key, body)
    assert (first.status, again.status) == (201, 201)
    assert again.json == {name: v for name, v in first.json.items() if name != secret}
    assert again.headers.get("Location") == first.headers.get("Location")
    assert again.headers.get("ETag") == first.headers.get("ETag")
    assert await number(site, key, path) == before + 1


async def test_a_subscriber_is_created_once(site: Site) -> None:
    first = await post(site, "/v1/subscribers", OPERATOR, {"name": "Desk"})
    again = await post(site, "/v1/subscribers", OPERATOR, {"name": "Desk"})
    assert again.json["id"] == first.json["id"]
    assert "key" not in again.json


async def test_a_test_alert_is_sent_once(site: Site) -> None:
    key = await site.subscriber()
    path = f"/v1/destinations/{await site.webhook(key)}/test"
    first, again = await post(site, path, key, None), await post(site, path, key, None)
    assert first.json["id"] == again.json["id"]


async def test_the_same_key_with_another_body_is_refused(site: Site) -> None:
    key = await site.subscriber()
    await post(site, "/v1/rules", key, RULE)
    answer = await post(site, "/v1/rules", key, RULE | {"name": "Other"})
    assert answer.status == 422
    assert "take a new one" in answer.json["detail"]
    assert await number(site, key) == 1


async def test_a_key_is_of_one_caller_and_one_path(site: Site) -> None:
    key, other = await site.subscriber(), await site.subscriber()
    await post(site, "/v1/rules", key, RULE)
    assert (await post(site, "/v1/rules", other, RULE)).status == 201
    assert (await post(site, "/v1/keys", key, {"name": "spare"})).status == 201
    assert (await post(site, "/v1/rules", key, RULE, "mark-2")).status == 201
    assert (await number(site, key), await number(site, other)) == (2, 1)


async def test_what_was_refused_may_be_mended_and_sent_with_the_same_key(site: Site) -> None:
    key = await site.subscriber()
    wrong = RULE | {"when": {"facility": ["Konico"]}}
    assert (await post(site, "/v1/rules", key, wrong)).status == 422
    assert (await post(site, "/v1/rules", key, RULE)).status == 201


async def test_a_key_is_forgotten_after_a_day(site: Site, parts: Parts) -> None:
    key = await site.subscriber()
    await post(site, "/v1/rules", key, RULE)
    parts.clock.at += timedelta(hours=23)
    await post(site, "/v1/rules", key, RULE)
    assert await number(site, key) == 1
    parts.clock.at += timedelta(hours=1)
    await post(site, "/v1/rules", key, RULE)
    assert await number(site, key) == 2


async def test_of_repeats_at_once_one_is_done(site: Site) -> None:
    key = await site.subscriber()
    answers = await asyncio.gather(*(post(site, "/v1/rules", key, RULE) for _ in range(8)))
    assert {answer.status for answer in answers} <= {201, 409}
    assert len({a.json["id"] for a in answers if a.status == 201}) == 1
    assert await number(site, key) == 1


@pytest.mark.parametrize("mark", ["", "with space", "é", "x" * 256])
async def test_a_key_that_is_none_is_refused(site: Site, mark: str) -> None:
    key = await site.subscriber()
    assert (await post(site, "/v1/rules", key, RULE, mark)).status == 400
    assert await number(site, key) == 0
