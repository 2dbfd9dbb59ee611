"""The least that would have met a rule: what is proposed has the effect that is promised."""

from typing import Any

import pytest
from hypothesis import assume, given, settings

from alerts.match.change import changed_by, smallest_change
from alerts.match.explain import explain
from alerts.match.facts import Facts, Site
from alerts.match.normal import ways
from alerts.model.clause import clause_of
from alerts.model.condition import Condition
from alerts.model.entity import Role
from tests.match.making import all_facts, condition, conditions, facts, named, report


@settings(max_examples=300)
@given(conditions, all_facts)
def test_what_is_proposed_meets_the_rule(when: Condition, seen: Facts) -> None:
    assume(ways(clause_of(when)) <= 100)
    changes = smallest_change(when, seen)
    if changes is not None:
        changed = changed_by(when, changes)
        assert changed is not None
        assert explain(changed, seen, str).met
        assert bool(changes) is not explain(when, seen, str).met


FAR = Site("/location", 35.1, 40.0)


@pytest.mark.parametrize(
    ("when", "seen", "pointer", "to"),
    [
        ({"near": {"lat": 35, "lon": 40, "km": 5}}, facts(sites=(FAR,)), "/near", 11.2),
        ({"severity": {"at_least": "extreme"}}, facts(severity="minor"), "/severity", "minor"),
        ({"region": ["IQ"]}, facts("green-village"), "/region", ["IQ", "SY-DY"]),
        ({"facility": ["rumaila-oil-field"]}, facts("green-village"), "/facility", None),
        ({"language": ["ar"]}, facts(language="en"), "/language", ["ar", "en"]),
        ({"event_type": ["attack"]}, facts(event_type="grenade"), "/event_type", None),
        (
            {"actor": ["militias"]},
            Facts(report(), named("kataib", role=Role.CONTEXT)),
            "/mention",
            "any",
        ),
        (
            {"region": ["SY"], "not": {"region": ["SY-DY", "SY-HA"]}},
            facts("SY-DY"),
            "/not/region",
            ["SY-HA"],
        ),
        ({"region": ["SY"], "not": {"actor": ["kataib"]}}, facts("SY"), "/not/actor", None),
        (
            {"region": ["SY"], "not": {"near": {"lat": 1, "lon": 1, "km": 1}}},
            facts("SY"),
            "/not/near",
            None,
        ),
        (
            {"region": ["SY"], "not": {"severity": {"at_least": "severe"}}},
            facts("SY"),
            "/not/severity",
            None,
        ),
        (
            {"region": ["SY"], "actor": ["militias"]},
            Facts(report(), named("kataib", "SY", role=Role.CONTEXT)),
            "/mention",
            "any",
        ),
        (
            {"region": ["SY"], "not": {"words": ["oil"]}},
            facts("SY", body="oil"),
            "/not/words",
            None,
        ),
        (
            {"region": ["SY"], "not": {"severity": {"at_least": "minor"}}},
            facts("SY", severity="minor"),
            "/not/severity",
            "moderate",
        ),
    ],
)
def test_the_step_is_the_smallest(when: dict[str, Any], seen: Facts, pointer: str, to: Any) -> None:
    changes = smallest_change(condition(when), seen)
    assert changes is not None
    (change,) = changes
    assert change.pointer == pointer
    value = change.to
    if isinstance(value, dict):
        value = value.get("km", value.get("at_least"))
    if to is not None or value is None:
        assert value == to


@pytest.mark.parametrize(
    ("when", "seen"),
    [
        ({"severity": {"at_least": "severe"}}, facts("SY")),
        ({"words": ["drone"]}, facts(body="Nothing")),
        ({"actor": ["kataib"]}, facts("SY")),
        ({"near": {"lat": 35, "lon": 40, "km": 5}}, facts("SY")),
    ],
)
def test_what_the_report_does_not_tell_no_change_can_make_up_for(
    when: dict[str, Any], seen: Facts
) -> None:
    assert smallest_change(condition(when), seen) is None


def test_the_way_with_the_fewest_changes_is_taken() -> None:
    when = {"any": [{"region": ["IQ"], "language": ["ar"]}, {"language": ["ckb"]}]}

    changes = smallest_change(condition(when), facts("SY", language="en"))

    assert changes is not None
    assert [c.pointer for c in changes] == ["/any/1/language"]


def test_what_could_not_be_kept_is_not_proposed() -> None:
    when = condition({"near": {"lat": 35, "lon": 40, "km": 5}})
    seen = facts(sites=(FAR,))

    assert smallest_change(when, seen, lambda changed: changed.near is None) is None
    assert smallest_change(when, seen, lambda changed: changed.near is not None) is not None


def test_one_change_that_serves_two_clauses_is_less_than_two_changes() -> None:
    both = {"region": ["SY"], "actor": ["militias"]}
    when = {"any": [{"language": ["ar"], "severity": {"at_least": "severe"}}, both]}
    seen = Facts(report(language="en", severity="minor"), named("kataib", "SY", role=Role.CONTEXT))

    changes = smallest_change(condition(when), seen)

    assert changes is not None
    assert [(c.pointer, c.to) for c in changes] == [("/any/1/mention", "any")]
