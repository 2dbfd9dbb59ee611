"""The whole language over HTTP: names resolved wherever they stand, and errors by their place."""

from typing import Any

import pytest

from alerts.match.stored import stored_condition
from alerts.model.condition import Condition
from alerts.model.rule_limits import RuleLimits
from alerts.store import rules
from alerts.store.rule_bodies import rule_bodies
from alerts.web.app import Limits
from tests.web.conftest import Serve
from tests.web.site import Parts, Site

SENT: dict[str, Any] = {
    "name": "All of it",
    "when": {
        "region": ["سوريا"],
        "severity": {"at_least": "moderate"},
        "any": [
            {"facility": ["Koniko"], "words": ["drone", "مسيرة"]},
            {"near": {"lat": 35.1, "lon": 40.6, "km": 12.5}},
            {
                "within": {
                    "type": "Polygon",
                    "coordinates": [[[40.0, 34.0], [41.0, 34.0], [41.0, 36.0], [40.0, 34.0]]],
                },
                "language": ["ar"],
            },
        ],
        "not": {"all": [{"event_type": ["grenade"]}, {"actor": ["Syrian Democratic Forces"]}]},
        "mention": "any",
    },
}


async def test_a_rule_in_the_whole_language_is_answered_as_it_was_sent(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    made = await site.call("POST", "/v1/rules", key, SENT)
    assert made.status == 201, made.text
    assert made.json["when"] == SENT["when"]
    assert {it["id"] for it in made.json["resolved"]} == {
        "SY",
        "conoco-gas-plant",
        "syrian-democratic-forces",
    }
    (body,) = await rule_bodies(parts.db, [made.json["id"]])
    when = stored_condition(body.when, {})
    assert when.any_of is not None
    assert when.any_of[0].facility == ("conoco-gas-plant",)
    assert when.not_ is not None
    assert when.not_.all_of is not None
    assert when.not_.all_of[1].actor == ("syrian-democratic-forces",)
    (stored,) = await rules.page(parts.db, body.subscriber_id, 1)
    assert stored.when == when


async def test_names_are_resolved_wherever_they_stand_and_all_at_fault_are_told(
    site: Site,
) -> None:
    key = await site.subscriber()
    when = {
        "any": [
            {"region": ["Sirya"]},
            {"not": {"facility": ["Koniko", "Omar"]}, "region": ["SY"]},
        ]
    }
    for method, path, body in (
        ("POST", "/v1/rules", {"name": "x", "when": when}),
        ("PUT", f"/v1/rules/{await site.rule(key)}", {"name": "x", "when": when}),
        ("PATCH", f"/v1/rules/{await site.rule(key)}", {"when": when}),
    ):
        answer = await site.call(method, path, key, body)
        assert answer.status == 422
        by_pointer = {error["pointer"]: error for error in answer.json["errors"]}
        assert by_pointer.keys() == {"/when/any/0/region/0", "/when/any/1/not/facility/1"}
        assert [it["id"] for it in by_pointer["/when/any/0/region/0"]["candidates"]] == ["SY"]
        assert len(by_pointer["/when/any/1/not/facility/1"]["candidates"]) == 2


@pytest.mark.parametrize(
    ("when", "pointers"),
    [
        ({"regoin": ["SY"]}, ["/when/regoin"]),
        ({"any": [{"words": ["x"]}]}, ["/when/any/0/words/0"]),
        ({"not": {"region": ["SY"]}}, ["/when/not/region"]),
        ({"facility": ["Koniko"], "not": {"region": ["SY"]}}, ["/when/facility"]),
        ({"near": {"lat": 95, "lon": 1, "km": 0}}, ["/when/near/lat", "/when/near/km"]),
        ({"all": [{}]}, ["/when/all/0"]),
    ],
)
async def test_what_cannot_be_meant_is_refused_by_its_place(
    site: Site, when: dict[str, Any], pointers: list[str]
) -> None:
    key = await site.subscriber()
    answer = await site.call("POST", "/v1/rules", key, {"name": "x", "when": when})
    assert answer.status == 422
    assert answer.pointers == pointers


@pytest.mark.parametrize(("depth", "status"), [(20, 422), (150, 422), (10_000, 400)])
async def test_nesting_without_end_is_refused(site: Site, depth: int, status: int) -> None:
    key = await site.subscriber()
    when = '{"not":' * depth + '{"region":["SY"]}' + "}" * depth
    body = f'{{"name": "x", "when": {when}}}'
    headers = {"Content-Type": "application/json"}
    answer = await site.call("POST", "/v1/rules", key, headers=headers, data=body)
    assert answer.status == status
    assert "nested too deeply" in answer.text


async def test_the_limits_are_the_operators(serve: Serve) -> None:
    site = await serve(limits=Limits(rule=RuleLimits(leaves=2)))
    key = await site.subscriber()
    answer = await site.call("POST", "/v1/rules", key, SENT)
    assert answer.status == 422
    assert "at most 2" in answer.json["errors"][0]["detail"]


@pytest.mark.parametrize("kept", ['{"facility":["x"]}', '{"region":null,"facility":["x"]}'])
def test_a_rule_kept_by_an_earlier_release_can_be_read(kept: str) -> None:
    assert Condition.model_validate_json(kept).facility == ("x",)
