"""Why a report meets a rule, and why not, asked over HTTP."""

from dataclasses import replace
from typing import Any

import orjson
import pytest
from sqlalchemy import update

from alerts.model.entity import Resolution, Role
from alerts.model.report import report_of
from alerts.resolve.resolver import Resolver
from alerts.store import tables
from alerts.store.reports import NewReport, record
from tests.web.site import Parts, Site, gazetteer

REPORT = {
    "id": "zhyan-1",
    "source": {"name": "Zhyan"},
    "body": "A drone hit the Koniko plant on Monday.",
    "severity": "moderate",
    "location": {"lat": 35.2, "lon": 40.6},
}


async def explained(site: Site, key: str, when: dict[str, Any], report: Any = REPORT) -> Any:
    body = {"report": report, "rule": {"when": when}}
    answer = await site.call("POST", "/v1/explain", key, body)
    assert answer.status == 200, answer.text
    return answer.json


async def test_a_rule_that_is_met_says_why(site: Site) -> None:
    key = await site.subscriber()
    when = {
        "facility": ["Koniko"],
        "words": ["Drone"],
        "near": {"lat": 35.1, "lon": 40.6, "km": 20},
    }
    answer = await explained(site, key, when)
    assert answer["met"]
    assert answer["changes"] == []
    facility, words, near = answer["because"]
    assert facility["entity"]["name"] == "Conoco gas plant"
    assert facility["evidence"] == {"field": "/body", "start": 16, "end": 22, "text": "Koniko"}
    assert words["wanted"] == "Drone"
    assert words["evidence"]["text"] == "drone"
    assert near["saw"]["by"] == "/location"
    assert near["saw"]["km"] == pytest.approx(11.1, abs=0.1)
    assert [part["verdict"] for part in answer["clause"]["parts"]] == ["true"] * 3


async def test_a_rule_that_is_not_met_says_what_would_have_met_it(site: Site) -> None:
    key = await site.subscriber()
    when = {
        "facility": ["Koniko"],
        "severity": {"at_least": "severe"},
        "near": {"lat": 35.1, "lon": 40.6, "km": 5},
        "any": [{"actor": ["Syrian Democratic Forces"]}, {"words": ["drone"]}],
    }
    answer = await explained(site, key, when)
    assert not answer["met"]
    assert answer["because"] == []
    parts = {part["pointer"]: part for part in answer["clause"]["parts"]}
    assert {pointer: part["verdict"] for pointer, part in parts.items()} == {
        "/when/facility": "true",
        "/when/severity": "false",
        "/when/near": "false",
        "/when/any": "true",
    }
    assert parts["/when/severity"]["saw"] == "moderate"
    assert [part["verdict"] for part in parts["/when/any"]["parts"]] == ["unknown", "true"]
    assert [(it["pointer"], it["to"]) for it in answer["changes"]] == [
        ("/when/severity", {"at_least": "moderate"}),
        ("/when/near", {"lat": 35.1, "lon": 40.6, "km": 11.2}),
    ]


async def test_what_would_be_refused_if_it_were_saved_is_not_proposed(site: Site) -> None:
    key = await site.subscriber()
    too_far = {"facility": ["Koniko"], "near": {"lat": 0, "lon": 0, "km": 5}}
    too_wide = {"severity": {"at_least": "extreme"}}

    assert (await explained(site, key, too_far))["changes"] is None
    assert (await explained(site, key, too_wide))["changes"] is not None
    minor = {**REPORT, "severity": "minor"}
    assert (await explained(site, key, too_wide, minor))["changes"] is None


async def test_ones_own_rule_is_named_by_its_id(site: Site) -> None:
    key, other = await site.subscriber(), await site.subscriber()
    rule = await site.rule(key)
    body = {"report": REPORT, "rule": rule}
    assert (await site.call("POST", "/v1/explain", key, body)).json["met"]
    refused = await site.call("POST", "/v1/explain", other, body)
    assert (refused.status, refused.pointers) == (422, ["/rule"])


async def test_ones_own_rule_that_names_what_was_retired_since_is_met_by_what_replaced_it(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    rule = await site.rule(key)
    table = tables.rules
    of_old = (
        update(table).where(table.c.id == rule).values(when_ids='{"facility":["koniko-field"]}')
    )
    await parts.db.write(lambda connection: connection.execute(of_old))

    answer = await site.call("POST", "/v1/explain", key, {"report": REPORT, "rule": rule})

    assert answer.json["met"]
    assert answer.json["because"][0]["wanted"] == "conoco-gas-plant"


@pytest.mark.parametrize("weighed", [True, False])
async def test_a_kept_report_is_judged_by_what_was_found_in_it_then(
    site: Site, parts: Parts, weighed: bool
) -> None:
    key = await site.subscriber()
    report = report_of(REPORT)
    now = parts.clock.now()
    resolution = Resolver(gazetteer()).resolve(report)
    if not weighed:  # as it is kept where no rule could match: nothing is told for news
        context = [replace(mention, role=Role.CONTEXT) for mention in resolution.mentions]
        resolution = Resolution(tuple(context), weighed=False)
    await record(
        parts.db,
        [
            NewReport(
                key=report.key,
                content=report.content,
                raw=orjson.dumps(REPORT),
                mentions=orjson.dumps(resolution),
                gazetteer="x",
                published_at=None,
                occurred_at=None,
                topic="reports",
                partition=0,
                offset=0,
                kafka_at=now,
            )
        ],
        now,
    )
    sent = {"source": "ZHYAN", "id": "zhyan-1", "revision": 0}
    answer = await explained(site, key, {"facility": ["Conoco"]}, sent)
    assert answer["met"]
    body = {"report": {"source": "Zhyan", "id": "zhyan-2"}, "rule": {"when": {"region": ["SY"]}}}
    refused = await site.call("POST", "/v1/explain", key, body)
    assert (refused.status, refused.pointers) == (422, ["/report"])


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"report": REPORT, "rule": {"when": {"region": ["Sirya"]}}}, ["/rule/when/region/0"]),
        ({"report": REPORT, "rule": {"when": {"regoin": ["SY"]}}}, ["/rule/when/regoin"]),
        ({"report": REPORT, "rule": 7}, ["/rule"]),
        ({"report": {}, "rule": {"when": {"region": ["SY"]}}}, ["/report/id", "/report/source"]),
        ({"report": {"source": "x"}, "rule": {"when": {"region": ["SY"]}}}, ["/report"]),
        (
            {
                "report": {"source": "x", "id": "y", "revision": True},
                "rule": {"when": {"region": ["SY"]}},
            },
            ["/report"],
        ),
    ],
)
async def test_what_cannot_be_asked_is_refused_by_its_place(
    site: Site, body: Any, pointers: list[str]
) -> None:
    key = await site.subscriber()
    answer = await site.call("POST", "/v1/explain", key, body)
    assert answer.status == 422
    assert answer.pointers == pointers
