"""The index finds what reading every rule would find, whatever was added and removed before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.match.conjunctions import ConjunctionIndex
from alerts.match.core import EVERYTHING, Core
from alerts.match.demands import Demand
from alerts.match.facts import Site
from alerts.match.hash_join import WIDEST
from alerts.match.normal import Literal
from alerts.match.places import in_circle
from alerts.match.seen import NOTHING, Attribute, Told
from alerts.match.truth import Truth
from alerts.model.clause import Circle, EventTypes, Leaf, Words
from alerts.model.condition import Scope
from alerts.model.report import EventType
from alerts.resolve.fold import Folded

REGIONS, FACILITIES, ACTORS = (
    [f"{kind}{n}" for n in range(9)] for kind in ("region", "facility", "actor")
)
TYPES = list(EventType)[:3]
NEAR, WIDELY = (Circle("/near", 35.0, 40.0, km, Scope.PRIMARY) for km in (5.0, 200.0))
SITES = [Site("/location", lat, 40.0) for lat in (35.0, 36.0, 50.0)]
TEXTS = ["a drone", "the drone fell", "a shell", ""]
YES, NO = (Literal(Circle("/near", 0.0, 0.0, km, Scope.PRIMARY), negated=True) for km in (1.0, 2.0))


@dataclass
class Line:
    """A report in which all that is named is news."""

    regions: Collection[str] = frozenset()
    facilities: Collection[str] = frozenset()
    actors: Collection[str] = frozenset()
    event_type: EventType | None = None
    text: str = ""
    place: Site | None = None
    asked: list[Literal] = field(default_factory=list)

    def named(self, scope: Scope) -> Sequence[Collection[str]]:
        return self.regions, self.facilities, self.actors

    def told(self, attribute: Attribute) -> Told:
        if attribute is not Attribute.EVENT_TYPE or self.event_type is None:
            return NOTHING
        return Told({self.event_type}, {self.event_type})

    def sites(self, scope: Scope) -> list[Site]:
        return [self.place] if self.place else []

    def texts(self) -> list[Folded]:
        return [Folded(self.text)] if self.text else []

    def meets(self, literal: Literal) -> bool:
        self.asked.append(literal)
        return says(literal, self)


class Way(NamedTuple):
    """A way to meet a rule, told so that it can be read and not only looked up."""

    core: Core = EVERYTHING
    scope: Scope = Scope.PRIMARY
    beyond: tuple[Literal, ...] = ()


Ways = tuple[Way, ...]
Rules = Mapping[str, Ways]


def put(index: ConjunctionIndex, rule_id: str, *ways: Way) -> None:
    index.put(rule_id, [Demand.of(*way) for way in ways])


def some(values: list[str], most: int) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), min_size=1, max_size=most)


def cores(most: int) -> st.SearchStrategy[Core]:
    return st.builds(
        Core,
        st.none() | some(REGIONS, most) | st.sampled_from([NEAR, WIDELY]),
        *(st.none() | some(values, most) for values in (FACILITIES, ACTORS)),
    )


LEAVES: st.SearchStrategy[Leaf] = st.one_of(
    st.lists(st.sampled_from(TYPES), min_size=1, max_size=2, unique=True).map(
        lambda types: EventTypes("/event_type", tuple(types))
    ),
    st.lists(st.sampled_from(["drone", "a drone", "fell"]), min_size=1, max_size=2).map(
        lambda phrases: Words("/words", tuple(phrases))
    ),
)
LITERALS = st.builds(Literal, LEAVES, st.booleans()) | st.sampled_from([YES, NO])
WAYS = st.builds(
    Way,
    cores(2) | cores(2) | cores(7),
    st.sampled_from(Scope),
    st.just(()) | st.lists(LITERALS, max_size=3).map(tuple),
)
RULES = st.lists(WAYS, min_size=1, max_size=3).map(tuple)
REPORTS = st.builds(
    Line,
    *(st.frozensets(st.sampled_from(v), max_size=4) for v in (REGIONS, FACILITIES, ACTORS)),
    st.sampled_from([*TYPES, None]),
    st.sampled_from(TEXTS),
    st.sampled_from([*SITES, None]),
)
IDS = st.integers(0, 12).map("rul_{}".format)
PUTS = st.tuples(IDS, RULES)
DISCARDS = st.tuples(IDS, st.none())


def holds(way: Way, report: Line) -> bool:
    for values, there in zip(way.core, report.named(way.scope), strict=True):
        if isinstance(values, frozenset) and values.isdisjoint(there):
            return False
        if isinstance(values, Circle) and not is_in(values, report.place):
            return False
    return all(says(literal, report) for literal in way.beyond)


def is_in(circle: Circle, place: Site | None) -> bool:
    return place is not None and in_circle(circle, place) is Truth.TRUE


def says(literal: Literal, report: Line) -> bool:
    match literal.leaf:
        case EventTypes() as leaf if report.event_type:
            return (report.event_type in leaf.types) is not literal.negated
        case Words() as leaf if report.text:
            padded = f" {report.text} "
            return any(f" {p} " in padded for p in leaf.phrases) is not literal.negated
        case _:
            return literal == YES


def slowly(rules: Rules, report: Line) -> list[str]:
    return sorted(r for r, ways in rules.items() if any(holds(way, report) for way in ways))


def found(index: ConjunctionIndex, report: Line) -> list[str]:
    return sorted(index.ids(index.matching(report)))


@settings(max_examples=250, deadline=None)
@given(st.lists(st.tuples(PUTS | PUTS | DISCARDS, REPORTS), max_size=30))
def test_it_finds_what_reading_every_rule_finds_after_every_change(
    history: list[tuple[tuple[str, Ways | None], Line]],
) -> None:
    index, rules = ConjunctionIndex(), dict[str, Ways]()
    for (rule_id, ways), report in history:
        if ways is None:
            index.discard(rule_id)
            rules.pop(rule_id, None)
        else:
            put(index, rule_id, *ways)
            rules[rule_id] = ways
        assert len(index) == len(rules)
        assert found(index, report) == slowly(rules, report)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(IDS, RULES, max_size=12), max_size=4), REPORTS)
def test_rules_put_in_many_at_once_are_found_and_go_as_if_one_by_one(
    parts: list[dict[str, Ways]], report: Line
) -> None:
    index, rules = ConjunctionIndex(), dict[str, Ways]()
    for few in parts:
        part = {f"{id_}/{copy}": ways for id_, ways in few.items() for copy in range(6)}
        index.put_all((id_, [Demand.of(*way) for way in ways]) for id_, ways in part.items())
        rules |= part
        assert len(index) == len(rules)
        assert found(index, report) == slowly(rules, report)
    for rule_id in rules:
        index.discard(rule_id)
    assert not index.matching(ALL)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(RULES, min_size=1, max_size=3),
    st.lists(st.integers(0, 199), max_size=400),
    st.lists(REPORTS, min_size=1, max_size=4),
)
def test_it_finds_them_among_many_of_the_same_kind(
    kinds: list[Ways], toggled: list[int], reports: list[Line]
) -> None:
    index, rules = ConjunctionIndex(), dict[str, Ways]()
    for n in [*range(0, 200, 2), *toggled]:
        rule_id = f"rul_{n}"
        if rules.pop(rule_id, None):
            index.discard(rule_id)
        else:
            rules[rule_id] = kinds[n % len(kinds)]
            put(index, rule_id, *rules[rule_id])
    for report in reports:
        assert found(index, report) == slowly(rules, report)


@settings(max_examples=50, deadline=None)
@given(st.lists(RULES, min_size=1, max_size=20), REPORTS)
def test_removing_every_rule_leaves_nothing_and_room_for_the_same_numbers(
    several: list[Ways], report: Line
) -> None:
    index, numbers = ConjunctionIndex(), set[int]()
    for _ in range(3):
        for n, ways in enumerate(several):
            put(index, f"rul_{n}", *ways)
        numbers.update(index.matching(ALL))
        for n in range(len(several)):
            index.discard(f"rul_{n}")
        assert not index.matching(report)
        assert not index.matching(ALL)
    assert len(numbers) <= sum(map(len, several))


ALL = Line(REGIONS, FACILITIES, ACTORS, TYPES[0], "a drone fell", SITES[0])
HERE = Line(["SY-DY", "SY"], ["al-omar-oil-field"], ["iran"])
SYRIA, IRAN = Core(where=frozenset(["SY"])), Core(actor=frozenset(["iran"]))


def test_a_result_is_the_callers_to_change() -> None:
    index = ConjunctionIndex()
    for n in range(100):
        put(index, f"rul_{n}", Way(SYRIA))
    index.matching(HERE).clear()
    assert len(index.matching(HERE)) == 100


def test_what_several_ask_beyond_all_look_ups_is_asked_once() -> None:
    index = ConjunctionIndex()
    for n in range(100):
        put(index, f"rul_{n}", Way((SYRIA, IRAN)[n % 2], beyond=(YES,)))
    report = Line(["SY"], actors=["iran"])
    assert len(index.matching(report)) == 100
    assert report.asked == [YES]


def test_nothing_further_is_asked_for_rules_that_a_look_up_rules_out() -> None:
    index = ConjunctionIndex()
    grenade = Literal(EventTypes("/event_type", (TYPES[0],)))
    put(index, "rul_1", Way(SYRIA, beyond=(grenade, YES)))
    put(index, "rul_2", Way(Core(where=frozenset(["IQ"])), beyond=(YES,)))
    report = Line(["SY"], event_type=TYPES[1])
    assert not index.matching(report)
    assert report.asked == []


def test_a_rule_that_names_no_entity_is_found_by_its_words_alone() -> None:
    index = ConjunctionIndex()
    words = Literal(Words("/words", ("drone",)))
    put(index, "rul_1", Way(beyond=(words, YES)))
    silent = Line(["SY"], text="nothing fell")
    assert found(index, silent) == []
    assert silent.asked == []
    assert found(index, Line(text="a drone")) == ["rul_1"]
    index.discard("rul_1")
    assert found(index, Line(text="a drone")) == []


def test_an_unknown_value_meets_neither_a_condition_nor_its_denial() -> None:
    index = ConjunctionIndex()
    for denied in (False, True):
        asked = Literal(EventTypes("/event_type", (TYPES[0],)), denied)
        put(index, f"rul_{denied}", Way(SYRIA, beyond=(asked,)))
    assert found(index, HERE) == []
    assert found(index, Line(["SY"], event_type=TYPES[0])) == ["rul_False"]
    assert found(index, Line(["SY"], event_type=TYPES[1])) == ["rul_True"]


@pytest.mark.parametrize("regions", [WIDEST, WIDEST + 1, 1000])
def test_a_wide_core_is_met_by_each_of_its_values_and_no_other(regions: int) -> None:
    wide = frozenset(f"R{n}" for n in range(regions))
    index = ConjunctionIndex()
    put(index, "rul_1", Way(Core(wide, actor=frozenset(["iran", "israel"]))))
    for place, actor, expected in [
        ("R0", "iran", ["rul_1"]),
        (f"R{regions - 1}", "israel", ["rul_1"]),
        (f"R{regions}", "iran", []),
        ("R0", "russia", []),
    ]:
        assert found(index, Line([place], actors=[actor])) == expected
    index.discard("rul_1")
    assert not index.matching(Line(["R0"], actors=["iran"]))


def test_a_demand_of_nothing_is_met_by_every_report() -> None:
    index = ConjunctionIndex()
    put(index, "rul_1", Way(EVERYTHING, beyond=(YES,)))
    assert found(index, Line()) == ["rul_1"]


def test_a_rule_that_asks_the_same_in_another_order_goes_with_all_it_asked() -> None:
    index = ConjunctionIndex()
    words, both = Literal(Words("/words", ("drone",))), Way(SYRIA)
    here, there = Way(SYRIA, beyond=(words, YES)), Way(SYRIA, beyond=(YES, words))
    put(index, "rul_1", both, here, there)
    put(index, "rul_2", here)
    index.discard("rul_1")
    report = Line(["SY"], text="a drone")
    assert found(index, report) == ["rul_2"]
    index.discard("rul_2")
    assert not index.matching(report)
