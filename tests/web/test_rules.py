"""Rules: what names become, and what is never saved."""

from typing import Any

import pytest

from alerts.model.condition import Condition
from alerts.resolve.gazetteer import Gazetteer
from alerts.store import rules
from alerts.store.rule_bodies import rule_bodies
from alerts.web.app import Limits
from alerts.web.naming import resolve_names
from alerts.web.problem import Refusal
from tests.web.conftest import Serve
from tests.web.site import Parts, Site, gazetteer

SENT = {
    "name": "Fields",
    "when": {"facility": ["Koniko", "al-omar-oil-field"], "region": ["سوريا"]},
}


async def test_a_rule_is_answered_in_its_owners_words_with_what_each_name_became(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    made = await site.call("POST", "/v1/rules", key, SENT)
    assert made.status == 201
    assert made.json["when"] == SENT["when"]
    assert (made.json["name"], made.json["notify"], made.json["enabled"]) == ("Fields", [], True)
    resolved = {(it["name"], it["kind"], it["id"]) for it in made.json["resolved"]}
    assert resolved == {
        ("Koniko", "facility", "conoco-gas-plant"),
        ("al-omar-oil-field", "facility", "al-omar-oil-field"),
        ("سوريا", "region", "SY"),
    }
    assert made.headers["Location"].endswith(f"/v1/rules/{made.json['id']}")
    (stored,) = await rules.page(parts.db, await _owner(parts, made.json["id"]), 1)
    assert stored.when.facility == ("conoco-gas-plant", "al-omar-oil-field")
    assert stored.when.region == ("SY",)
    assert (await site.call("GET", f"/v1/rules/{made.json['id']}", key)).json == made.json


async def _owner(parts: Parts, rule_id: str) -> str:
    (body,) = await rule_bodies(parts.db, [rule_id])
    return body.subscriber_id


async def test_an_unknown_name_is_refused_with_what_it_may_have_meant(site: Site) -> None:
    key = await site.subscriber()
    answer = await site.call(
        "POST", "/v1/rules", key, {"name": "x", "when": {"facility": ["Koniko", "Konico"]}}
    )
    assert answer.status == 422
    (error,) = answer.json["errors"]
    assert error["pointer"] == "/when/facility/1"
    assert error["candidates"][0] == {
        "id": "conoco-gas-plant",
        "kind": "facility",
        "name": "Conoco gas plant",
    }
    assert (await site.call("GET", "/v1/rules", key)).json == {"items": []}


async def test_an_ambiguous_name_is_refused_with_all_that_it_could_mean(site: Site) -> None:
    key = await site.subscriber()
    answer = await site.call(
        "POST", "/v1/rules", key, {"name": "x", "when": {"facility": ["Omar"]}}
    )
    assert answer.status == 422
    (error,) = answer.json["errors"]
    assert {it["id"] for it in error["candidates"]} == {"al-omar-oil-field", "omar-gas-plant"}


async def test_a_name_under_the_wrong_key_is_refused_with_where_it_belongs(site: Site) -> None:
    key = await site.subscriber()
    answer = await site.call("POST", "/v1/rules", key, {"name": "x", "when": {"actor": ["Syria"]}})
    (error,) = answer.json["errors"]
    assert "region" in error["detail"]
    assert [it["id"] for it in error["candidates"]] == ["SY"]


async def test_every_name_at_fault_is_told_at_once(site: Site) -> None:
    key = await site.subscriber()
    when = {"facility": ["Omar", "Koniko", "no such"], "region": ["nowhere"], "actor": ["nobody"]}
    answer = await site.call("POST", "/v1/rules", key, {"name": "x", "when": when})
    assert sorted(answer.pointers) == [
        "/when/actor/0",
        "/when/facility/0",
        "/when/facility/2",
        "/when/region/0",
    ]


def test_a_retired_id_becomes_the_one_that_replaced_it() -> None:
    when, _ = resolve_names(gazetteer(), Condition(facility=("koniko-field",)))
    assert when.facility == ("conoco-gas-plant",)


def test_two_names_of_one_entity_become_one_id() -> None:
    when, resolved = resolve_names(gazetteer(), Condition(facility=("Koniko", "Conoco")))
    assert when.facility == ("conoco-gas-plant",)
    assert [it.name for it in resolved] == ["Koniko", "Conoco"]


def test_a_thousand_wrong_names_are_refused_without_a_thousand_searches() -> None:
    names = tuple(f"Konico {number}" for number in range(1000))
    with pytest.raises(Refusal) as refused:
        resolve_names(gazetteer(), Condition(facility=names))
    assert len(refused.value.flaws) == 100
    assert sum(bool(flaw.candidates) for flaw in refused.value.flaws) <= 20


async def test_a_destination_that_is_not_ones_own_is_refused_by_its_place(site: Site) -> None:
    key, other = await site.subscriber(), await site.subscriber()
    mine, theirs = await site.webhook(key), await site.webhook(other)
    notify = [mine, theirs, "dst_nothing", mine]
    answer = await site.call("POST", "/v1/rules", key, SENT | {"notify": notify})
    assert answer.status == 422
    assert sorted(answer.pointers) == ["/notify/1", "/notify/2"]


async def test_put_replaces_all_of_a_rule(site: Site, parts: Parts) -> None:
    key = await site.subscriber()
    destination = await site.webhook(key)
    path = f"/v1/rules/{await site.rule(key, [destination])}"
    sent = {"name": "Other", "when": {"region": ["Deir ez-Zor"]}}
    put = await site.call("PUT", path, key, sent)
    assert put.status == 200
    assert put.json | sent == put.json
    assert (put.json["notify"], put.json["enabled"]) == ([], True)
    assert put.json["updated_at"] > put.json["created_at"]


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Other"},
        {"enabled": False},
        {"notify": []},
        {"when": {"region": ["SY"]}},
        {},
    ],
)
async def test_patch_changes_what_is_sent_and_leaves_the_rest(
    site: Site, change: dict[str, Any]
) -> None:
    key = await site.subscriber()
    path = f"/v1/rules/{await site.rule(key, [await site.webhook(key)])}"
    before = (await site.call("GET", path, key)).json
    after = await site.call("PATCH", path, key, change)
    assert after.status == 200
    for name in ("name", "enabled", "notify", "when"):
        assert after.json[name] == change.get(name, before[name])


@pytest.mark.parametrize("name", ["name", "when", "notify", "enabled"])
async def test_null_is_no_change(site: Site, name: str) -> None:
    key = await site.subscriber()
    path = f"/v1/rules/{await site.rule(key)}"
    assert (await site.call("PATCH", path, key, {name: None})).status == 422


async def test_one_thing_wrong_is_said_once(site: Site) -> None:
    key = await site.subscriber()
    path = f"/v1/rules/{await site.rule(key)}"
    answer = await site.call("PATCH", path, key, {"enabled": "yes"})
    assert answer.pointers == ["/enabled"]


async def test_a_condition_that_stays_is_not_understood_anew(
    serve: Serve, site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    rule_id = await site.rule(key)
    no_koniko = Gazetteer.of(e for e in gazetteer().entities() if e.id == "SY")
    later = await serve(gazetteer=no_koniko)
    changed = await later.call("PATCH", f"/v1/rules/{rule_id}", key, {"enabled": False})
    assert changed.status == 200
    assert changed.json["resolved"][0]["id"] == "conoco-gas-plant"


async def test_a_deleted_rule_is_gone(site: Site) -> None:
    key = await site.subscriber()
    path = f"/v1/rules/{await site.rule(key)}"
    assert (await site.call("DELETE", path, key)).status == 204
    for method, body in (("GET", None), ("DELETE", None), ("PUT", SENT), ("PATCH", {})):
        assert (await site.call(method, path, key, body)).status == 404
    assert (await site.call("GET", "/v1/rules", key)).json == {"items": []}


async def test_there_may_be_so_many_rules_and_no_more(serve: Serve) -> None:
    site = await serve(limits=Limits(rules=1))
    key, other = await site.subscriber(), await site.subscriber()
    await site.rule(key)
    answer = await site.call("POST", "/v1/rules", key, SENT)
    assert answer.status == 409
    assert "1 rules" in answer.json["detail"]
    await site.rule(other)
