"""Nobody sees another's: every route of the document is walked with a stranger's key.

A new route is walked by itself. One that names a record by a kind of id, or answers a list,
that this test does not know yet makes it fail, so that somebody thinks of it.
"""

import re
from typing import Any

import pytest

from alerts.web.app import openapi_document
from tests.web.recorded import alerted, owner_of
from tests.web.site import PUBLIC_URL, Parts, Site

# Common to all, or the operator's, or opened by a signed link: nothing in them is a tenant's.
COMMON = {
    "/v1/entities",
    "/v1/entities/{id}",
    "/v1/subscribers",
    "/v1/subscribers/{id}",
    "/v1/reports",
    "/confirm/{token}",
    "/unsubscribe/{token}",
    "/livez",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "/docs",
    "/.well-known/webhook-sample.json",
}
DOCUMENT = openapi_document(PUBLIC_URL)
OWNED = [
    (method.upper(), path)
    for path, methods in DOCUMENT["paths"].items()
    for method in methods
    if path not in COMMON
]
LISTS = [path for method, path in OWNED if method == "GET" and "{" not in path]


async def belongings(site: Site, parts: Parts, key: str) -> dict[str, str]:
    """Give one record of every kind, by the first part of its path."""
    destination = await site.webhook(key)
    spare = await site.call("POST", "/v1/keys", key, {"name": "spare"})
    owner = await owner_of(parts, key)
    rule = await site.rule(key, [destination])
    alert = await alerted(parts, owner, destination, report=owner)
    told = await site.call("GET", f"/v1/alerts/{alert}", key)
    return {
        "keys": spare.json["id"],
        "destinations": destination,
        "rules": rule,
        "alerts": alert,
        "deliveries": told.json["deliveries"][0]["id"],
    }


def test_the_common_routes_are_all_there() -> None:
    assert set(DOCUMENT["paths"]) >= COMMON


@pytest.mark.parametrize(("method", "path"), [it for it in OWNED if "{" in it[1]])
async def test_a_record_is_not_there_for_a_stranger_and_stays_as_it_is(
    site: Site, parts: Parts, method: str, path: str
) -> None:
    owner, stranger = await site.subscriber(), await site.subscriber()
    mine = await belongings(site, parts, owner)
    before = await everything(site, owner)
    address = path.replace("{id}", mine[path.split("/")[2]])
    assert "{" not in address
    operation = DOCUMENT["paths"][path][method.lower()]
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    answer = await site.call(method, address, stranger, sent.get("example"))
    assert answer.status == 404, answer.text
    nowhere = path.replace("{id}", re.sub(r"_.*", "_nothing", mine[path.split("/")[2]]))
    unknown = await site.call(method, nowhere, stranger, sent.get("example"))
    assert unknown.json == answer.json
    assert await everything(site, owner) == before


@pytest.mark.parametrize("path", LISTS)
async def test_a_list_holds_nothing_of_anothers(site: Site, parts: Parts, path: str) -> None:
    owner, stranger = await site.subscriber(), await site.subscriber()
    await belongings(site, parts, owner)
    mine, theirs = await site.call("GET", path, owner), await site.call("GET", path, stranger)
    assert mine.json["items"]
    seen = {it["id"] for it in theirs.json["items"]}
    assert not seen & {it["id"] for it in mine.json["items"]}
    assert len(seen) == (path == "/v1/keys")


async def test_a_strangers_cursor_and_filter_show_nothing_of_anothers(
    site: Site, parts: Parts
) -> None:
    owner, stranger = await site.subscriber(), await site.subscriber()
    mine = await belongings(site, parts, owner)
    await belongings(site, parts, owner)
    first = await site.call("GET", "/v1/destinations?limit=1", owner)
    cursor = re.search(r"cursor=([^>&]+)", first.headers["Link"])
    assert cursor is not None
    answer = await site.call("GET", f"/v1/destinations?cursor={cursor[1]}", stranger)
    assert answer.json == {"items": []}
    path = f"/v1/deliveries?destination={mine['destinations']}"
    assert (await site.call("GET", path, stranger)).json == {"items": []}


@pytest.mark.parametrize(("method", "path"), OWNED)
async def test_nothing_that_is_owned_opens_without_a_key(
    site: Site, method: str, path: str
) -> None:
    assert DOCUMENT["paths"][path][method.lower()]["security"] == [{"subscriberKey": []}]
    assert (await site.call(method, path.replace("{id}", "x"))).status == 401


async def everything(site: Site, key: str) -> list[Any]:
    """Give all that a subscriber has."""
    return [(await site.call("GET", path, key)).json for path in LISTS]
