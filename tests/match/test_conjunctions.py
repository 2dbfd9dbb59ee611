"""The index finds what reading every rule would find, whatever was added and removed before."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from alerts.match.conjunctions import Conjunction, ConjunctionIndex, Facts
from alerts.match.core import Core
from alerts.match.hash_join import WIDEST
from alerts.match.residual import Attribute, Check, Residual

REGIONS, FACILITIES, ACTORS = (
    [f"{kind}{n}" for n in range(9)] for kind in ("region", "facility", "actor")
)
STATED = {
    Attribute.SEVERITY: ["minor", "severe"],
    Attribute.EVENT_TYPE: ["strike", "protest", "flood"],
    Attribute.LANGUAGE: ["ar", "en"],
    Attribute.SOURCE: ["sohr", "zhyan"],
}
Rules = Mapping[str, tuple[Conjunction, ...]]


def some(values: list[str], most: int) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), min_size=1, max_size=most)


def cores(most: int) -> st.SearchStrategy[Core]:
    return st.builds(
        Core,
        *(st.none() | some(values, most) for values in (REGIONS, FACILITIES, ACTORS)),
    )


CHECKS = st.sampled_from(list(Attribute)).flatmap(
    lambda a: st.builds(Check, st.just(a), some(STATED[a], 2), st.booleans())
)
RESIDUALS = st.builds(
    Residual,
    st.lists(CHECKS, max_size=3, unique_by=lambda t: (t.attribute, t.denied)).map(frozenset),
    st.none() | st.sampled_from(["yes", "no"]),
)
CONJUNCTIONS = st.builds(
    Conjunction, cores(2) | cores(2) | cores(7), st.just(Residual()) | RESIDUALS
)
RULES = st.lists(CONJUNCTIONS, min_size=1, max_size=3).map(tuple)
FACTS = st.builds(
    Facts,
    *(st.frozensets(st.sampled_from(v), max_size=4) for v in (REGIONS, FACILITIES, ACTORS)),
    st.fixed_dictionaries(
        {}, optional={a: st.sampled_from(v).map(lambda x: {x}) for a, v in STATED.items()}
    ),
)
IDS = st.integers(0, 12).map("rul_{}".format)
PUTS = st.tuples(IDS, RULES)
DISCARDS = st.tuples(IDS, st.none())


def holds(conjunction: Conjunction, facts: Facts) -> bool:
    named = (facts.regions, facts.facilities, facts.actors)
    for values, there in zip(conjunction.core, named, strict=True):
        if values is not None and not values & there:
            return False
    for check in conjunction.residual.checks:
        there = facts.stated.get(check.attribute, frozenset())
        if not there or bool(check.values & there) == check.denied:
            return False
    return conjunction.residual.further in {None, "yes"}


def slowly(rules: Rules, facts: Facts) -> list[str]:
    return sorted(
        r for r, conjunctions in rules.items() if any(holds(c, facts) for c in conjunctions)
    )


def found(index: ConjunctionIndex, facts: Facts) -> list[str]:
    def judge(asking: BitMap) -> BitMap:
        return BitMap(n for n in asking if index.further_of(n) == "yes")

    return sorted(index.ids(index.matching(facts, judge)))


def nobody(asking: BitMap) -> BitMap:
    pytest.fail(f"nothing further was asked, but {asking} came")


@settings(max_examples=250, deadline=None)
@given(st.lists(st.tuples(PUTS | PUTS | DISCARDS, FACTS), max_size=30))
def test_it_finds_what_reading_every_rule_finds_after_every_change(
    history: list[tuple[tuple[str, tuple[Conjunction, ...] | None], Facts]],
) -> None:
    index, rules = ConjunctionIndex(), dict[str, tuple[Conjunction, ...]]()
    for (rule_id, conjunctions), facts in history:
        if conjunctions is None:
            index.discard(rule_id)
            rules.pop(rule_id, None)
        else:
            index.put(rule_id, conjunctions)
            rules[rule_id] = conjunctions
        assert len(index) == len(rules)
        assert found(index, facts) == slowly(rules, facts)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(RULES, min_size=1, max_size=3),
    st.lists(st.integers(0, 199), max_size=400),
    st.lists(FACTS, min_size=1, max_size=4),
)
def test_it_finds_them_among_many_of_the_same_kind(
    kinds: list[tuple[Conjunction, ...]], toggled: list[int], reports: list[Facts]
) -> None:
    index, rules = ConjunctionIndex(), dict[str, tuple[Conjunction, ...]]()
    for n in [*range(0, 200, 2), *toggled]:
        rule_id = f"rul_{n}"
        if rules.pop(rule_id, None):
            index.discard(rule_id)
        else:
            rules[rule_id] = kinds[n % len(kinds)]
            index.put(rule_id, rules[rule_id])
    for facts in reports:
        assert found(index, facts) == slowly(rules, facts)


@settings(max_examples=50, deadline=None)
@given(st.lists(RULES, min_size=1, max_size=20), FACTS)
def test_removing_every_rule_leaves_room_for_the_same_numbers(
    several: list[tuple[Conjunction, ...]], facts: Facts
) -> None:
    index = ConjunctionIndex()
    for _ in range(2):
        for n, conjunctions in enumerate(several):
            index.put(f"rul_{n}", conjunctions)
        highest = max(index.matching(EVERYTHING, lambda asking: asking), default=0)
        for n in range(len(several)):
            index.discard(f"rul_{n}")
        assert not index.matching(facts, nobody)
    assert highest < sum(map(len, several)) + len(several)


EVERYTHING = Facts(frozenset(REGIONS), frozenset(FACILITIES), frozenset(ACTORS))
HERE = Facts(frozenset(["SY-DY", "SY"]), frozenset(["al-omar-oil-field"]), frozenset(["iran"]))


def test_a_result_is_the_callers_to_change() -> None:
    index = ConjunctionIndex()
    for n in range(100):
        index.put(f"rul_{n}", [Conjunction(Core(region=frozenset(["SY"])))])
    index.matching(HERE, nobody).clear()
    assert len(index.matching(HERE, nobody)) == 100


def test_what_shares_a_further_question_is_asked_once() -> None:
    index = ConjunctionIndex()
    asked = list[int]()
    for n in range(100):
        index.put(
            f"rul_{n}", [Conjunction(Core(actor=frozenset(["iran"])), Residual(further="drones"))]
        )

    def judge(asking: BitMap) -> BitMap:
        asked.extend(asking)
        return asking

    assert len(index.matching(HERE, judge)) == 100
    assert [index.further_of(n) for n in asked] == ["drones"]


def test_an_unknown_value_meets_neither_a_condition_nor_its_denial() -> None:
    index = ConjunctionIndex()
    for denied in (False, True):
        asked = Residual(frozenset([Check(Attribute.LANGUAGE, frozenset(["ar"]), denied)]))
        index.put(f"rul_{denied}", [Conjunction(Core(region=frozenset(["SY"])), asked)])
    assert index.ids(index.matching(HERE, nobody)) == []
    arabic = replace(HERE, stated={Attribute.LANGUAGE: {"ar"}})
    assert index.ids(index.matching(arabic, nobody)) == ["rul_False"]
    english = replace(HERE, stated={Attribute.LANGUAGE: {"en"}})
    assert index.ids(index.matching(english, nobody)) == ["rul_True"]


@pytest.mark.parametrize("regions", [WIDEST, WIDEST + 1, 1000])
def test_a_wide_core_is_met_by_each_of_its_values_and_no_other(regions: int) -> None:
    wide = frozenset(f"R{n}" for n in range(regions))
    index = ConjunctionIndex()
    index.put("rul_1", [Conjunction(Core(wide, actor=frozenset(["iran", "israel"])))])
    for place, actor, expected in [
        ("R0", "iran", ["rul_1"]),
        (f"R{regions - 1}", "israel", ["rul_1"]),
        (f"R{regions}", "iran", []),
        ("R0", "russia", []),
    ]:
        facts = Facts(frozenset([place]), actors=frozenset([actor]))
        assert index.ids(index.matching(facts, nobody)) == expected
    index.discard("rul_1")
    assert not index.matching(Facts(frozenset(["R0"]), actors=frozenset(["iran"])), nobody)


def test_a_core_of_nothing_is_met_by_every_report() -> None:
    index = ConjunctionIndex()
    index.put("rul_1", [Conjunction(Core(), Residual(further="words"))])
    assert index.ids(index.matching(Facts(), lambda asking: asking)) == ["rul_1"]
