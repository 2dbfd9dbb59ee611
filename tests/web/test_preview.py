"""What a rule would have brought, asked over HTTP."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import orjson
import pytest

from alerts.model.report import report_of
from alerts.resolve.resolver import Resolver
from alerts.resolve.steps import at_one_go
from alerts.store.kept import kept
from alerts.store.reports import NewReport, record
from alerts.web.api import Limits
from tests.web.conftest import Serve
from tests.web.site import Parts, Site, gazetteer

DAY = timedelta(days=1)
HIT = "A drone hit the Koniko plant on Monday."


async def keep(
    parts: Parts,
    number: int,
    body: str,
    *,
    ago: timedelta,
    version: str = gazetteer().version,
    **more: Any,
) -> str:
    """Keep a report as the pipeline does where no rule could match it: unweighed."""
    members = {"id": f"r-{number}", "source": {"name": "Zhyan"}, "body": body, **more}
    report = report_of(members)
    found = at_one_go(Resolver(gazetteer()).resolving(report, is_wanted=lambda _: False))
    at = parts.clock.now() - ago
    new = NewReport(
        key=report.key,
        content=report.content,
        raw=orjson.dumps(members),
        mentions=orjson.dumps(found),
        gazetteer=version,
        published_at=None,
        occurred_at=None,
        topic="reports",
        partition=0,
        offset=number,
        kafka_at=at,
        entities=tuple(mention.entity for mention in found.mentions),
    )
    await record(parts.db, [new], at)
    return report.key.digest


async def previewed(site: Site, key: str, when: Mapping[str, Any], **more: Any) -> Any:
    answer = await site.call("POST", "/v1/rules/preview", key, {"rule": {"when": when}} | more)
    assert answer.status == 200, answer.text
    return answer.json


async def test_it_says_how_many_reports_would_have_met_the_rule_and_why(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    for number, ago in enumerate([0.1 * DAY, 2 * DAY, 2.1 * DAY, 40 * DAY]):
        await keep(parts, number, HIT, ago=ago)
    await keep(parts, 9, "Nothing happened.", ago=DAY)

    answer = await previewed(site, key, {"facility": ["Koniko"], "words": ["drone"]})
    assert (answer["kept"], answer["candidates"], answer["read"]) == (4, 3, 3)
    assert answer["matches"] == 3
    assert sum(day["matches"] for day in answer["per_day"]) == 3
    assert [match["report"]["id"] for match in answer["newest"]] == ["r-0", "r-1", "r-2"]
    facility, words = answer["newest"][0]["because"]
    assert facility["evidence"]["text"] == "Koniko"
    assert words["evidence"]["text"] == "drone"
    assert answer["since"] is answer["warning"] is None
    assert answer["near_misses"] == []


async def test_what_only_just_missed_says_what_would_have_let_it_in(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    await keep(parts, 1, HIT, ago=DAY, severity="moderate")
    when = {"facility": ["Koniko"], "severity": {"at_least": "severe"}}

    answer = await previewed(site, key, when)
    assert answer["matches"] == 0
    (miss,) = answer["near_misses"]
    assert miss["report"]["id"] == "r-1"
    (change,) = miss["changes"]
    assert (change["pointer"], change["to"]) == ("/when/severity", {"at_least": "moderate"})


async def test_a_saved_rule_is_tried_by_its_id_and_no_other_subscribers(
    site: Site, parts: Parts
) -> None:
    key, stranger = await site.subscriber(), await site.subscriber()
    await keep(parts, 1, HIT, ago=DAY)
    rule = {"name": "Koniko", "when": {"facility": ["Koniko"]}, "notify": []}
    saved = await site.call("POST", "/v1/rules", key, rule)
    asked = {"rule": saved.json["id"], "days": 7}

    answer = await site.call("POST", "/v1/rules/preview", key, asked)
    assert answer.json["matches"] == 1
    refused = await site.call("POST", "/v1/rules/preview", stranger, asked)
    assert (refused.status, refused.pointers) == (422, ["/rule"])


@pytest.mark.parametrize("version", [gazetteer().version, "an older one"])
async def test_what_is_news_is_found_out_once_for_reports_that_no_rule_could_match_then(
    site: Site, parts: Parts, version: str
) -> None:
    key = await site.subscriber()
    digest = await keep(parts, 1, HIT, ago=DAY, version=version)
    await previewed(site, key, {"facility": ["Koniko"]})
    (found,) = await kept(parts.db, [digest])
    assert found.resolution.weighed
    assert found.gazetteer == gazetteer().version


@pytest.mark.parametrize(
    ("when", "days", "pointers"),
    [
        ({"region": ["Sirya"]}, 30, ["/rule/when/region/0"]),
        ({"region": ["SY"]}, 91, ["/days"]),
        ({"region": ["SY"]}, 0, ["/days"]),
    ],
)
async def test_what_is_wrong_with_the_question_is_named(
    site: Site, when: Any, days: int, pointers: list[str]
) -> None:
    key = await site.subscriber()
    body = {"rule": {"when": when}, "days": days}
    refused = await site.call("POST", "/v1/rules/preview", key, body)
    assert (refused.status, refused.pointers) == (422, pointers)


async def test_a_noisy_rule_is_warned_of_and_of_many_candidates_the_newest_are_read(
    serve: Serve, parts: Parts
) -> None:
    site = await serve(limits=Limits(preview_reports=3, noisy_per_day=2))
    key = await site.subscriber()
    for number in range(5):
        await keep(parts, number, HIT, ago=DAY + number * timedelta(seconds=1))

    answer = await previewed(site, key, {"region": ["SY"]})
    assert (answer["candidates"], answer["read"], answer["matches"]) == (5, 3, 3)
    assert answer["since"] is not None
    assert answer["warning"].startswith("3 reports of ")
