"""Nobody overwrites a rule that they have not seen."""

import asyncio
from typing import Any

import pytest

from tests.web.site import Site

OTHER = {"name": "Other", "when": {"region": ["SY"]}}
CHANGES = [("PUT", OTHER), ("PATCH", {"name": "Other"}), ("DELETE", None)]
EACH_CHANGE = pytest.mark.parametrize(("method", "body"), CHANGES, ids=[m for m, _ in CHANGES])


async def a_rule(site: Site) -> tuple[str, str, str]:
    """Make a rule; give its owner's key, its path and its tag."""
    key = await site.subscriber()
    path = f"/v1/rules/{await site.rule(key)}"
    return key, path, (await site.call("GET", path, key)).headers["ETag"]


async def test_a_rule_has_the_same_tag_until_it_changes(site: Site) -> None:
    key = await site.subscriber()
    made = await site.call("POST", "/v1/rules", key, OTHER)
    path = f"/v1/rules/{made.json['id']}"
    read = await site.call("GET", path, key)
    changed = await site.call("PATCH", path, key, {"enabled": False})
    again = await site.call("GET", path, key)
    assert made.headers["ETag"] == read.headers["ETag"]
    assert changed.headers["ETag"] == again.headers["ETag"] != read.headers["ETag"]


async def test_what_others_do_changes_no_tag(site: Site) -> None:
    key, path, tag = await a_rule(site)
    await site.rule(key)
    await site.rule(await site.subscriber())
    assert (await site.call("GET", path, key)).headers["ETag"] == tag


@EACH_CHANGE
@pytest.mark.parametrize("more", ["{}", '"other", {}', "*"])
async def test_a_change_of_the_version_that_was_read_is_done(
    site: Site, method: str, body: Any, more: str
) -> None:
    key, path, tag = await a_rule(site)
    answer = await site.call(method, path, key, body, headers={"If-Match": more.format(tag)})
    assert answer.status in {200, 204}


@EACH_CHANGE
async def test_a_change_of_another_version_is_refused_and_not_done(
    site: Site, method: str, body: Any
) -> None:
    key, path, tag = await a_rule(site)
    now = await site.call("PATCH", path, key, {"enabled": False})
    for wrong in (tag, f"W/{now.headers['ETag']}", '"other"'):
        answer = await site.call(method, path, key, body, headers={"If-Match": wrong})
        assert answer.status == 412
        assert answer.json["type"].endswith("#changed-meanwhile")
    assert (await site.call("GET", path, key)).json == now.json


@EACH_CHANGE
@pytest.mark.parametrize("header", ["", "a5e1", '"open', "*, *"])
async def test_a_header_that_is_no_list_of_tags_is_refused(
    site: Site, method: str, body: Any, header: str
) -> None:
    key, path, _ = await a_rule(site)
    answer = await site.call(method, path, key, body, headers={"If-Match": header})
    assert answer.status == (400 if header else {"DELETE": 204}.get(method, 200))


@EACH_CHANGE
async def test_a_rule_that_is_gone_is_not_there_whatever_its_tag(
    site: Site, method: str, body: Any
) -> None:
    key, path, tag = await a_rule(site)
    await site.call("DELETE", path, key)
    answer = await site.call(method, path, key, body, headers={"If-Match": tag})
    assert answer.status == 404


@EACH_CHANGE
async def test_of_changes_at_once_that_read_the_same_one_is_done(
    site: Site, method: str, body: Any
) -> None:
    key, path, tag = await a_rule(site)
    others = [
        site.call("PATCH", path, key, {"name": f"No. {number}"}, headers={"If-Match": tag})
        for number in range(7)
    ]
    last = site.call(method, path, key, body, headers={"If-Match": tag})
    statuses = [answer.status for answer in await asyncio.gather(*others, last)]
    assert sum(status in {200, 204} for status in statuses) == 1
    assert set(statuses) <= {200, 204, 404, 412}


async def test_patches_of_different_parts_at_once_lose_nothing(site: Site) -> None:
    key, path, _ = await a_rule(site)
    destination = await site.webhook(key)
    changes: list[dict[str, Any]] = [
        {"name": "Other"},
        {"enabled": False},
        {"notify": [destination]},
        {"when": {"region": ["SY"]}},
    ]
    await asyncio.gather(*(site.call("PATCH", path, key, change) for change in changes))
    now = (await site.call("GET", path, key)).json
    for change in changes:
        assert now | change == now
