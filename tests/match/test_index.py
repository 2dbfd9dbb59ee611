"""The index against the reference: whatever the rules and the report, they agree."""

from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.match.demands import demands_of
from alerts.match.explain import explain
from alerts.match.facts import Facts
from alerts.match.glimpse import Glimpse
from alerts.match.index import RuleIndex
from alerts.match.normal import ways
from alerts.model.clause import clause_of
from alerts.model.condition import Condition
from alerts.model.rule import Rule
from tests.match.making import all_facts, conditions, facts, report, rule

_small = conditions.filter(lambda when: ways(clause_of(when)) <= 100)
rules = st.lists(st.tuples(_small, st.booleans()), max_size=8).map(
    lambda some: [_rule(f"rul_{i}", when, enabled) for i, (when, enabled) in enumerate(some)]
)


def _rule(rule_id: str, when: Condition, enabled: bool) -> Rule:
    return Rule(rule_id, "sub_a", "a rule", when, (), enabled)


@settings(max_examples=300)
@given(rules, st.lists(all_facts, min_size=1, max_size=3), st.sets(st.integers(0, 7), max_size=3))
def test_the_index_finds_what_explain_says_is_met(
    some: list[Rule], reports: list[Facts], removed: set[int]
) -> None:
    index = RuleIndex.of(some)
    for number in removed:
        index.discard(f"rul_{number}")
    left = [r for i, r in enumerate(some) if i not in removed and r.enabled]

    for seen in reports:
        glimpse = Glimpse(seen.report, seen.all.keys(), seen.sites)
        assert index.could_match(glimpse) or not index.matching(seen)
        assert index.matching(seen) == sorted(r.id for r in left if explain(r.when, seen, str).met)
    assert len(index) == len(left)


def test_a_changed_rule_answers_for_its_new_condition_only() -> None:
    index = RuleIndex.of([rule(facility=["al-omar-oil-field"], region=["SY-DY"])])

    changed = rule(any=[{"region": ["IQ"]}, {"words": ["drone"]}])
    index.put_all([("rul_1", demands_of(changed.when))])

    assert index.matching(facts("al-omar-oil-field")) == []
    assert index.matching(facts("IQ")) == ["rul_1"]
    assert index.matching(facts(body="A drone")) == ["rul_1"]


def test_a_rule_taken_out_answers_for_nothing() -> None:
    index = RuleIndex.of([rule(any=[{"region": ["IQ"]}, {"language": ["en"]}])])

    index.discard("rul_1")

    assert index.matching(facts("IQ", language="en")) == []
    assert len(index) == 0


def test_a_rule_that_matches_in_several_ways_is_given_once() -> None:
    index = RuleIndex.of([rule(any=[{"region": ["SY"]}, {"region": ["SY-DY"]}])])

    assert len(index.matching(facts("SY-DY"))) == 1


def test_a_report_could_match_only_what_it_names() -> None:
    index = RuleIndex.of(
        [rule(all=[{"region": ["SY"], "words": ["drone"]}, {"not": {"actor": ["kataib"]}}])]
    )
    drone = report(body="A drone")

    assert index.could_match(Glimpse(drone, {"SY", "kataib"}))
    assert not index.could_match(Glimpse(drone, {"IQ"}))
    assert not index.could_match(Glimpse(report(body="A shell"), {"SY"}))
