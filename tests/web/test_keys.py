"""Subscribers and their keys."""

from alerts.web.app import Limits
from tests.web.conftest import Serve
from tests.web.site import OPERATOR, Parts, Site


async def test_a_new_subscriber_gets_a_key_that_works(site: Site) -> None:
    made = await site.call("POST", "/v1/subscribers", OPERATOR, {"name": "Watch desk"})
    assert made.status == 201
    assert made.json["id"].startswith("sub_")
    assert made.json["name"] == "Watch desk"
    assert (await site.call("GET", "/v1/keys", made.json["key"])).status == 200


async def test_keys_are_kept_as_hashes_only(site: Site, parts: Parts) -> None:
    key = await site.subscriber()
    await parts.db.close()
    kept = b"".join(path.read_bytes() for path in parts.path.parent.glob("alerts.db*"))
    assert key.partition(".")[0].encode() in kept
    assert key.partition(".")[2].encode() not in kept


async def test_a_key_is_changed_for_another_without_a_gap(site: Site) -> None:
    old = await site.subscriber()
    made = await site.call("POST", "/v1/keys", old, {"name": "new server"})
    assert made.status == 201
    new = made.json["key"]
    old_id = old.partition(".")[0]
    assert (await site.call("GET", "/v1/keys", new)).status == 200
    assert (await site.call("DELETE", f"/v1/keys/{old_id}", new)).status == 204
    assert (await site.call("GET", "/v1/keys", old)).status == 401
    (left,) = (await site.call("GET", "/v1/keys", new)).json["items"]
    assert left == {k: made.json[k] for k in ("id", "name", "created_at")}


async def test_the_last_key_stays(site: Site) -> None:
    key = await site.subscriber()
    answer = await site.call("DELETE", f"/v1/keys/{key.partition('.')[0]}", key)
    assert answer.status == 409
    assert (await site.call("GET", "/v1/keys", key)).status == 200


async def test_a_key_that_was_revoked_is_gone(site: Site) -> None:
    key = await site.subscriber()
    made = await site.call("POST", "/v1/keys", key, {"name": "b"})
    path = f"/v1/keys/{made.json['id']}"
    assert (await site.call("DELETE", path, key)).status == 204
    assert (await site.call("DELETE", path, key)).status == 404


async def test_there_may_be_so_many_keys_and_no_more(serve: Serve) -> None:
    site = await serve(limits=Limits(keys=2))
    key = await site.subscriber()
    assert (await site.call("POST", "/v1/keys", key, {"name": "2"})).status == 201
    answer = await site.call("POST", "/v1/keys", key, {"name": "3"})
    assert answer.status == 409
    assert answer.json["type"].endswith("#limit-reached")
