"""What could match, asked before news is told from background: never no where a rule matches."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.match.explain import explain
from alerts.match.facts import Facts, facts_of, sites_of
from alerts.match.glimpse import Glimpse
from alerts.match.index import RuleIndex
from alerts.match.normal import ways
from alerts.model.clause import clause_of
from alerts.model.condition import Condition
from alerts.model.entity import Entity, Link, Resolution, Role
from alerts.model.report import Location, Report
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


def glimpse(told: Report, entities: AbstractSet[str]) -> Glimpse:
    return Glimpse(told, entities, sites_of(told, entities, GAZETTEER))


def could_match(facts: Facts, when: Condition) -> bool:
    index = RuleIndex.of([replace(rule(region=["SY"]), when=when)])
    return index.could_match(glimpse(facts.report, facts.all.keys()))


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


BACKGROUND = {mention.entity for mention in named("kataib", "rumaila-oil-field", "rudaw")}


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
        ({"actor": ["militias"], "not": {"near": {"lat": 35, "lon": 44, "km": 1}}}, True),
        ({"source": ["sohr"]}, False),
        ({"source": ["rudaw"]}, True),
        ({"all": [{"actor": ["kataib"]}, {"actor": ["militias"]}]}, True),
        ({"all": [{"actor": ["kataib"]}, {"actor": ["syrian-democratic-forces"]}]}, False),
    ],
)
def test_what_hangs_on_roles_may_turn_out_either_way_and_all_else_is_asked(
    when: dict[str, Any], may: bool
) -> None:
    told = report(body="A drone", language="en", severity="minor")

    assert RuleIndex.of([rule(**when)]).could_match(glimpse(told, BACKGROUND)) is may
