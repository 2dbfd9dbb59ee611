"""Every key of the rule language is on its page, and its example is true."""

import re
from typing import Any

import orjson
import pytest

from alerts.match.explain import explain
from alerts.match.facts import facts_of
from alerts.match.understand import understand
from alerts.model.condition import KEYS, Condition
from alerts.model.report import report_of
from alerts.model.rule_limits import RuleLimits
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from tests.docs.pages import Page, rows, words

PAGE = Page.at("docs/reference/rules.md")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE.text, re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(Gazetteer.load())


def met(resolver: Resolver, when: Condition, members: dict[str, Any]) -> bool:
    report = report_of({"id": "example", "source": {"name": "Example"}} | members)
    assert report.ignored_fields == ()
    facts = facts_of(report, resolver.resolve(report), resolver.gazetteer)
    return explain(when, facts, str).met


def test_every_key_has_its_row_and_its_section() -> None:
    assert [words(row[0])[0] for row in rows(PAGE.text)] == list(KEYS)
    assert [key for key in SECTIONS if key in KEYS] == list(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_an_example_is_met_by_what_it_says_and_not_by_the_other(
    key: str, resolver: Resolver
) -> None:
    (block,) = re.findall(r"^```jsonl\n(.*?)^```$", SECTIONS[key], re.MULTILINE | re.DOTALL)
    example: dict[str, Any] = {}
    for line in block.splitlines():
        example |= orjson.loads(line)
    sent = Condition.model_validate_json(orjson.dumps(example["when"]), strict=True)
    when, _ = understand(resolver.gazetteer, RuleLimits(), sent)

    assert key in example["when"]
    assert met(resolver, when, example["meets"])
    assert not met(resolver, when, example["does_not"])
