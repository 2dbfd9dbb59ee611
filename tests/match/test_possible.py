"""What could match, asked before news is told from background: never no where a rule matches."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.match.explain import explain
from alerts.match.facts import BY_LOCATION, Facts, facts_of, unweighed_facts
from alerts.match.index import RuleIndex
from alerts.match.normal import ways
from alerts.model.clause import clause_of
from alerts.model.condition import Condition
from alerts.model.entity import Entity, Kind, Link, Mention, Resolution, Role
from alerts.model.report import Location
from alerts.resolve.gazetteer import Gazetteer
from tests.match.making import PARENTS, all_facts, conditions, named, report, rule

POINTS = {"al-omar-oil-field": (35.1, 40.6), "rumaila-oil-field": (33.0, 44.0)}
GAZETTEER = Gazetteer.of(
    Entity(
        *(id_, kind, kind.value, id_),
        tuple(Link(parent, "lies_in") for parent in parents),
        lat=POINTS[id_][0] if id_ in POINTS else None,
        lon=POINTS[id_][1] if id_ in POINTS else None,
    )
    for id_, (kind, parents) in PARENTS.items()
)


def could_match(facts: Facts, when: Condition) -> bool:
    ids = {mention.entity for mention in facts.mentions}
    index = RuleIndex.of([replace(rule(region=["SY"]), when=when)])
    return index.could_match(unweighed_facts(facts.report, ids, GAZETTEER))


@st.composite
def placed_facts(draw: st.DrawFn) -> Facts:
    """Draw facts whose sites are those of their report, as the service makes them."""
    drawn: Facts = draw(all_facts)
    at = next((site for site in drawn.sites if site.role is Role.PRIMARY), None)
    point = at and Location(lat=at.lat, lon=at.lon, precision_km=at.precision_km)
    told = drawn.report.model_copy(update={"location": point})
    made = facts_of(told, Resolution(drawn.mentions), GAZETTEER)
    return replace(made, doubtful=drawn.doubtful)


@settings(max_examples=600)
@given(conditions.filter(lambda when: ways(clause_of(when)) <= 100), placed_facts())
def test_what_matches_could_match(when: Condition, facts: Facts) -> None:
    if explain(when, facts, str).met:
        assert could_match(facts, when)


BACKGROUND = named("kataib", "rumaila-oil-field", role=Role.CONTEXT)


@pytest.mark.parametrize(
    ("when", "may"),
    [
        ({"actor": ["militias"]}, True),
        ({"actor": ["syrian-democratic-forces"]}, False),
        ({"actor": ["militias"], "not": {"region": ["IQ"]}}, True),
        ({"actor": ["militias"], "words": ["drone"]}, True),
        ({"actor": ["militias"], "words": ["tanker"]}, False),
        ({"actor": ["militias"], "not": {"words": ["drone"]}}, False),
        ({"actor": ["militias"], "language": ["ar"]}, False),
        ({"actor": ["militias"], "severity": {"at_least": "severe"}}, False),
        ({"near": {"lat": 33, "lon": 44, "km": 1}}, True),
        ({"near": {"lat": 35, "lon": 44, "km": 1}}, False),
        ({"actor": ["militias"], "not": {"near": {"lat": 33, "lon": 44, "km": 1}}}, True),
        ({"source": ["sohr"]}, False),
    ],
)
def test_what_hangs_on_roles_may_turn_out_either_way_and_all_else_is_asked(
    when: dict[str, Any], may: bool
) -> None:
    told = report(body="A drone", language="en", severity="minor")
    facts = unweighed_facts(told, [m.entity for m in BACKGROUND], GAZETTEER)

    assert RuleIndex.of([rule(**when)]).could_match(facts) is may


def test_where_the_producer_gives_the_point_it_is_not_left_open() -> None:
    told = report(location={"lat": 33.0, "lon": 44.0})
    facts = unweighed_facts(told, ["IQ"], GAZETTEER)
    elsewhere: dict[str, Any] = {"not": {"near": {"lat": 33, "lon": 44, "km": 5}}}
    index = RuleIndex.of([rule(region=["IQ"], **elsewhere)])

    assert [site.by for site in facts.sites] == [BY_LOCATION]
    assert not index.could_match(facts)
    assert index.could_match(unweighed_facts(report(), ["rumaila-oil-field", "IQ"], GAZETTEER))


def test_a_source_that_is_only_cited_may_be_who_reports() -> None:
    cited = Facts(report(), (Mention("sohr", Kind.SOURCE, Role.CONTEXT),))

    assert RuleIndex.of([rule(source=["sohr"])]).could_match(cited)
    assert RuleIndex.of(
        [rule(all=[{"source": ["sohr"]}, {"source": ["sohr", "rudaw"]}])]
    ).could_match(cited)
