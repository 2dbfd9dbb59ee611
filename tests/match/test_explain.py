"""The reference verdict: what is true, false and unknown of each clause, and by what."""

from typing import Any

import pytest

from alerts.match.explain import Explanation, explain
from alerts.match.facts import Facts, Site, facts_of
from alerts.match.index import RuleIndex
from alerts.match.truth import Truth
from alerts.model.alert import SeenPlace
from alerts.model.entity import Ambiguity, Entity, Evidence, Kind, Mention, Resolution, Role
from alerts.resolve.gazetteer import Gazetteer
from tests.match.making import GAZETTEER, condition, facts, named, report, rule

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
HERE = Site("/location", 35.0, 40.0)


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def explained(when: dict[str, Any], seen: Facts) -> Explanation:
    return explain(condition(when), seen, str.upper)


@pytest.mark.parametrize(
    ("when", "seen", "truth"),
    [
        ({"region": ["SY"]}, facts("green-village"), TRUE),
        ({"region": ["IQ"]}, facts("green-village"), FALSE),
        ({"region": ["IQ"]}, facts("militias"), UNKNOWN),
        ({"facility": ["al-omar-oil-field"]}, facts("green-village"), TRUE),
        ({"facility": ["al-omar-oil-field"]}, facts("SY"), FALSE),
        ({"facility": ["al-omar-oil-field"]}, facts("militias"), UNKNOWN),
        ({"actor": ["militias"]}, facts("kataib"), TRUE),
        ({"actor": ["kataib"]}, facts("militias"), FALSE),
        ({"actor": ["militias"]}, facts("SY"), UNKNOWN),
        ({"source": ["sohr"]}, facts("sohr"), TRUE),
        ({"source": ["sohr"]}, facts("rudaw"), FALSE),
        ({"source": ["sohr"]}, facts(), FALSE),
        ({"event_type": ["attack"]}, facts(event_type="attack"), TRUE),
        ({"event_type": ["attack"]}, facts(event_type="grenade"), FALSE),
        ({"event_type": ["attack"]}, facts(), UNKNOWN),
        ({"event_type": ["air_drone_strike"]}, facts(body="A drone struck it."), TRUE),
        ({"severity": {"at_least": "severe"}}, facts(severity="severe"), TRUE),
        ({"severity": {"at_least": "severe"}}, facts(severity="extreme"), TRUE),
        ({"severity": {"at_least": "severe"}}, facts(severity="moderate"), FALSE),
        ({"severity": {"at_least": "severe"}}, facts(), UNKNOWN),
        ({"severity": {"at_least": "severe"}}, facts(body="Two were killed."), TRUE),
        ({"language": ["en"]}, facts(language="en"), TRUE),
        ({"language": ["EN"]}, facts(language="en-GB"), TRUE),
        ({"language": ["en-GB"]}, facts(language="en"), FALSE),
        ({"language": ["en"]}, facts(language="enm"), FALSE),
        ({"language": ["en"]}, facts(), UNKNOWN),
        ({"words": ["drone"]}, facts(title="A drone"), TRUE),
        ({"words": ["drone"]}, facts(title="Drones"), FALSE),
        ({"words": ["drone"]}, facts(), UNKNOWN),
        ({"near": {"lat": 35, "lon": 40, "km": 1}}, facts(sites=(HERE,)), TRUE),
        ({"near": {"lat": 36, "lon": 40, "km": 1}}, facts(sites=(HERE,)), FALSE),
        ({"near": {"lat": 35, "lon": 40, "km": 1}}, facts("SY"), UNKNOWN),
        ({"within": box(39, 34, 41, 36)}, facts(sites=(HERE,)), TRUE),
        ({"within": box(39, 34, 40, 35)}, facts(sites=(HERE,)), TRUE),
        ({"within": box(0, 34, 1, 36)}, facts(sites=(HERE,)), FALSE),
        ({"within": box(39, 34, 41, 36)}, facts("SY"), UNKNOWN),
        ({"not": {"region": ["IQ"]}}, facts("SY"), TRUE),
        ({"not": {"region": ["IQ"]}}, facts("militias"), UNKNOWN),
        ({"not": {"near": {"lat": 36, "lon": 40, "km": 1}}}, facts("SY"), UNKNOWN),
        ({"any": [{"region": ["IQ"]}, {"words": ["drone"]}]}, facts(title="A drone"), TRUE),
        ({"any": [{"region": ["IQ"]}, {"words": ["gas"]}]}, facts(title="A drone"), UNKNOWN),
        ({"all": [{"region": ["IQ"]}, {"words": ["gas"]}]}, facts(title="A drone"), FALSE),
        ({"all": [{"region": ["IQ"]}, {"words": ["drone"]}]}, facts(title="A drone"), UNKNOWN),
    ],
)
def test_a_clause_is_true_false_or_unknown(when: dict[str, Any], seen: Facts, truth: Truth) -> None:
    verdict = explained(when, seen)

    assert verdict.verdict.truth is truth
    assert verdict.met is (truth is TRUE)
    assert bool(verdict.because) is verdict.met


def test_background_counts_where_the_rule_says_so() -> None:
    seen = Facts(report(), named("kataib", role=Role.CONTEXT))

    assert explained({"actor": ["militias"]}, seen).verdict.truth is UNKNOWN
    assert explained({"actor": ["militias"], "mention": "any"}, seen).met
    assert explained({"mention": "any", "all": [{"actor": ["militias"]}]}, seen).met
    nested = {"mention": "any", "all": [{"actor": ["militias"], "mention": "primary"}]}
    assert not explained(nested, seen).met


def test_words_that_may_mean_an_entity_leave_it_unknown() -> None:
    words = Evidence("/body", 0, 4, "Omar")
    resolution = Resolution(named("IQ"), (Ambiguity(words, ("al-omar-oil-field", "IQ")),))
    seen = facts_of(report(body="Omar"), resolution, GAZETTEER)

    assert explained({"region": ["SY"]}, seen).verdict.truth is UNKNOWN
    assert not explained({"not": {"facility": ["al-omar-oil-field"]}}, seen).met
    assert explained({"not": {"facility": ["rumaila-oil-field"]}}, seen).met


@pytest.mark.parametrize(
    ("precision", "off_km", "truth"),
    [
        (0, 9.9, TRUE),
        (0, 10.1, FALSE),
        (9, 9.9, TRUE),
        (9, 18, UNKNOWN),
        (9, 20, FALSE),
        (150, 1, UNKNOWN),
        (150, 161, FALSE),
    ],
)
def test_a_vague_point_is_near_only_what_is_wider_than_it(
    precision: float, off_km: float, truth: Truth
) -> None:
    site = Site("/location", 35 + off_km / 111.195, 40, precision)
    seen = facts(sites=(site,))

    near = explained({"near": {"lat": 35, "lon": 40, "km": 10}}, seen)

    assert near.verdict.truth is truth
    assert isinstance(near.verdict.saw, SeenPlace)
    assert near.verdict.saw.km == pytest.approx(off_km, rel=0.001)


@pytest.mark.parametrize(
    ("lon", "precision", "truth"),
    [(40.5, 0, TRUE), (40.5, 300, UNKNOWN), (41.1, 5, FALSE), (41.1, 20, UNKNOWN)],
)
def test_a_vague_point_is_inside_only_what_is_wider_than_it(
    lon: float, precision: float, truth: Truth
) -> None:
    seen = facts(sites=(Site("/location", 35, lon, precision),))

    assert explained({"within": box(40, 34, 41, 36)}, seen).verdict.truth is truth


def test_an_area_cut_at_the_antimeridian_is_one_area() -> None:
    halves = [box(177, -20, 180, -15), box(-180, -20, -178, -15)]
    area = {"type": "MultiPolygon", "coordinates": [half["coordinates"] for half in halves]}
    fiji, samoa = Site("/location", -17, -179.5), Site("/location", -14, -171)
    edge = Site("/location", -17, 176.95, 20)

    assert explained({"within": area}, facts(sites=(fiji,))).met
    assert explained({"within": area}, facts(sites=(samoa,))).verdict.truth is FALSE
    assert explained({"within": area}, facts(sites=(edge,))).verdict.truth is UNKNOWN


@pytest.mark.parametrize("lon", [180, -180])
@pytest.mark.parametrize("area", [box(178, -20, 180, -15), box(-180, -20, -178, -15)])
def test_180_degrees_east_and_west_are_one(lon: float, area: dict[str, Any]) -> None:
    seen = facts(sites=(Site("/location", -17, lon),))

    assert explained({"within": area}, seen).met
    assert RuleIndex.of([rule(within=area)]).matching(seen) == ["rul_1"]


@pytest.mark.parametrize(
    ("lat", "lon", "area", "off_km"),
    [
        (60, 20, box(40, 65, 41, 66), 1160.3),  # over the north, where the flat map is wide
        (-17, 176, box(-178, -20, -177, -15), 638.2),
        (0, 0, box(170, -1, 171, 1), 18903.2),
        (35.5, 39, box(40, 34, 41, 36), 90.5),
    ],
)
def test_a_point_is_outside_when_it_is_farther_off_than_it_is_vague(
    lat: float, lon: float, area: dict[str, Any], off_km: float
) -> None:
    def within(precision: float) -> Truth:
        seen = facts(sites=(Site("/location", lat, lon, precision),))
        return explained({"within": area}, seen).verdict.truth

    assert within(off_km * 0.998) is FALSE
    assert within(off_km * 1.002) is UNKNOWN


def test_a_facility_gives_its_coordinates_where_the_producer_gives_none() -> None:
    plant = Entity("plant", Kind.FACILITY, "plant", "Plant", lat=35.0, lon=40.0)
    region = Entity("SY", Kind.REGION, "country", "Syria", lat=35.0, lon=40.0)
    gazetteer = Gazetteer.of([plant, region])
    words = (Evidence("/body", 0, 5, "Plant"),)
    at_plant = Resolution((Mention("plant", Kind.FACILITY, Role.PRIMARY, evidence=words),))
    at_region = Resolution((Mention("SY", Kind.REGION, Role.PRIMARY, evidence=words),))
    far = report(location={"lat": 10, "lon": 10})
    near = {"near": {"lat": 35, "lon": 40, "km": 1}}

    assert explained(near, facts_of(report(), at_plant, gazetteer)).met
    assert explained(near, facts_of(report(), at_region, gazetteer)).verdict.truth is UNKNOWN
    assert explained(near, facts_of(far, at_plant, gazetteer)).verdict.truth is FALSE


def test_each_clause_that_is_met_says_by_what() -> None:
    seen = facts(
        "green-village",
        body="A drone hit the oil-field; two were killed.",
        language="en-GB",
        sites=(HERE,),
    )
    when = {
        "facility": ["al-omar-oil-field"],
        "severity": {"at_least": "moderate"},
        "language": ["en"],
        "words": ["Oil Field", "gas"],
        "near": {"lat": 35, "lon": 40, "km": 5},
        "not": {"region": ["IQ"]},
    }

    by_clause = {b.clause: b for b in explained(when, seen).because}

    assert list(by_clause) == ["facility", "severity", "language", "words", "near", "not"]
    assert by_clause["facility"].name == "AL-OMAR-OIL-FIELD"
    assert by_clause["facility"].via == "green-village"
    assert by_clause["severity"].saw == "severe"
    assert by_clause["language"].saw == "en-GB"
    assert by_clause["words"].wanted == "Oil Field"
    assert by_clause["words"].evidence == Evidence("/body", 16, 25, "oil-field")
    assert by_clause["near"].saw == SeenPlace(35.0, 40.0, "/location", 0.0)
    assert by_clause["not"].wanted == "region: IQ"
    assert by_clause["not"].saw == "SY-DY, SY"


def test_a_not_within_a_not_gives_the_reason_of_what_is_in_it() -> None:
    (because,) = explained({"not": {"not": {"region": ["SY"]}}}, facts("SY")).because

    assert (because.clause, because.entity) == ("region", "SY")


def test_an_any_gives_the_reasons_of_what_holds_and_no_others() -> None:
    when = {"any": [{"region": ["SY"]}, {"region": ["IQ"]}, {"words": ["drone"]}]}

    because = explained(when, facts("SY", title="A drone")).because

    assert [b.clause for b in because] == ["region", "words"]


def test_the_pointer_of_a_clause_leads_to_it() -> None:
    when = {"region": ["SY"], "any": [{"not": {"words": ["drone"]}}, {"actor": ["kataib"]}]}

    verdict = explained(when, facts("SY")).verdict

    assert [part.clause.pointer for part in verdict.parts] == ["/region", "/any"]
    assert verdict.parts[1].parts[0].parts[0].clause.pointer == "/any/0/not/words"
