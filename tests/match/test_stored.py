"""A stored condition, read without checks, asks what it asks when it is read with them."""

from typing import Any

import orjson
import pytest
from hypothesis import given, settings

from alerts.match.demands import demands_of
from alerts.match.explain import explain
from alerts.match.index import RuleIndex
from alerts.match.normal import ways
from alerts.match.stored import in_use, stored_condition, stored_demands
from alerts.model.clause import clause_of
from alerts.model.condition import Condition
from tests.match.making import condition, conditions, facts

RETIRED = {"old-field": "al-omar-oil-field", "older-field": "al-omar-oil-field"}


def kept(when: Condition) -> str:
    return when.model_dump_json(exclude_unset=True)


@settings(max_examples=500)
@given(conditions.filter(lambda when: ways(clause_of(when)) <= 100))
def test_what_is_stored_means_what_was_saved(when: Condition) -> None:
    assert stored_demands(kept(when), {}) == demands_of(when)
    assert stored_condition(kept(when), {}) == when


SQUARE = [[40.0, 35.0], [41.0, 35.0], [41.0, 36.0], [40.0, 35.0]]


@pytest.mark.parametrize(
    "when",
    [
        {"region": ["SY", "IQ"], "facility": ["pipeline"], "actor": ["kataib"]},
        {"region": ["SY"], "actor": ["kataib"], "mention": "any"},
        {"region": ["SY"], "source": ["sohr", "sohr"], "mention": "any"},
        {"source": ["sohr"], "mention": "any"},
        {"region": ["SY"], "severity": {"at_least": "severe"}, "language": ["en", "ar"]},
        {"event_type": ["attack", "grenade"], "words": ["drone", "حقل"]},
        {"near": {"lat": 35, "lon": 40.6, "km": 5}, "mention": "any"},
        {"region": ["SY"], "not": {"actor": ["kataib", "militias"]}, "mention": "any"},
        {"region": ["SY"], "not": {"near": {"lat": 35, "lon": 40.6, "km": 5}}},
        {"region": ["SY"], "not": {"actor": ["kataib"], "words": ["drone"]}},
        {"region": ["SY"], "not": {"actor": ["kataib"], "mention": "any"}},
        {"region": ["SY"], "not": {"not": {"actor": ["kataib"]}}},
        {"region": ["SY"], "within": {"type": "Polygon", "coordinates": [SQUARE]}},
        {"any": [{"region": ["SY"]}, {"region": ["IQ"], "words": ["drone"]}]},
    ],
)
def test_each_shape_of_a_condition_is_read_alike(when: dict[str, Any]) -> None:
    assert stored_demands(orjson.dumps(when).decode(), {}) == demands_of(condition(when))


@pytest.mark.parametrize(
    "when",
    [
        {"facility": ["old-field"]},
        {"facility": ["old-field", "older-field", "pipeline"]},
        {"region": ["SY"], "any": [{"facility": ["old-field"]}, {"words": ["drone"]}]},
        {"all": [{"facility": ["older-field"]}, {"region": ["SY"]}]},
        {"region": ["SY"], "not": {"not": {"facility": ["old-field"]}}},
    ],
)
def test_what_is_retired_is_read_as_what_replaced_it(when: dict[str, Any]) -> None:
    index = RuleIndex()
    index.put_all([("rul_1", stored_demands(orjson.dumps(when).decode(), RETIRED))])
    seen = facts("al-omar-oil-field")

    assert index.matching(seen) == ["rul_1"]
    assert explain(in_use(condition(when), RETIRED), seen, str).met


def test_the_denial_of_what_is_retired_denies_what_replaced_it() -> None:
    when = {"region": ["SY"], "not": {"facility": ["old-field"]}}
    index = RuleIndex()
    index.put_all([("rul_1", stored_demands(orjson.dumps(when).decode(), RETIRED))])

    assert index.matching(facts("al-omar-oil-field")) == []
    assert not explain(in_use(condition(when), RETIRED), facts("al-omar-oil-field"), str).met


def test_where_nothing_is_retired_a_condition_stays_as_it_is() -> None:
    when = condition({"facility": ["old-field"]})
    assert in_use(when, {}) is when
