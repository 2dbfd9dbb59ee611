"""What is refused of a rule: too much, nonsense, nothing and everything; and nothing hangs."""

import math
import time
from typing import Any

import orjson
import pytest

from alerts.match.rule_lines import read_rule
from alerts.match.sound import unsound
from alerts.model.errors import InvalidInput, Problem
from alerts.model.rule_limits import RuleLimits
from tests.match.making import GAZETTEER, condition

SY = {"region": ["SY"]}


USUAL = RuleLimits()


def problems(when: Any, limits: RuleLimits = USUAL) -> dict[str, str]:
    return {p.pointer: p.detail for p in refused({"id": "r", "when": when}, limits)}


def refused(line: Any, limits: RuleLimits = USUAL) -> tuple[Problem, ...]:
    sent = line if isinstance(line, bytes) else orjson.dumps(line)
    try:
        read_rule(sent, GAZETTEER, limits)
    except InvalidInput as error:
        return error.problems or (Problem("", error.detail),)
    return ()


def ring(*positions: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [list(map(list, [*positions, positions[0]]))]}


HA = {"region": ["SY-HA"]}
BOX = ring((0, 0), (1, 0), (1, 1))


def nested(depth: int) -> bytes:
    return b'{"id":"r","when":' + b'{"not":' * depth + b'{"region":["SY"]}' + b"}" * depth + b"}"


@pytest.mark.parametrize(
    ("when", "pointer", "said"),
    [
        ({"regoin": ["SY"]}, "/when/regoin", "did you mean region?"),
        ({"all": [{"regoin": ["SY"]}]}, "/when/all/0/regoin", "did you mean region?"),
        ({"near": {"lat": 1, "lon": 1, "km": 1, "m": 1}}, "/when/near/m", "is not known"),
        ({}, "/when", "at least one of: region"),
        ({"mention": "any"}, "/when", "at least one of: region"),
        ({"region": None}, "/when", "at least one of: region"),
        ({**SY, "facility": None}, "/when/facility", "must not be null: leave the key out"),
        ({**SY, "mention": None}, "/when/mention", "must not be null"),
        ({**SY, "not": None}, "/when/not", "must not be null"),
        ({"any": [{**SY, "near": None}]}, "/when/any/0/near", "must not be null"),
        ({**SY, "mention": "all"}, "/when/mention", "'primary' or 'any'"),
        ({"region": []}, "/when/region", "at least 1"),
        ({"words": []}, "/when/words", "at least 1"),
        ({"all": []}, "/when/all", "at least 1"),
        ({"any": []}, "/when/any", "at least 1"),
        ({"not": {}}, "/when/not", "at least one of"),
        ({"region": "SY"}, "/when/region", "must be a list"),
        ({"region": [1]}, "/when/region/0", "must be text"),
        ({"region": [" "]}, "/when/region/0", "blank"),
        ({"region": ["x" * 201]}, "/when/region/0", "at most 200"),
        ({"region": ["Sirya"]}, "/when/region/0", "no region is known as 'Sirya'"),
        ({"not": {"actor": ["SY"]}}, "/when/not/actor/0", "move it to that key"),
        ({"any": [SY, {"facility": ["?"]}]}, "/when/any/1/facility/0", "no facility is known"),
        ({"event_type": ["atack"]}, "/when/event_type/0", "did you mean attack?"),
        ({"severity": "severe"}, "/when/severity", "must be an object"),
        ({"severity": {"at_least": "sever"}}, "/when/severity/at_least", "did you mean severe?"),
        ({"severity": {"at_least": "SEVERE"}}, "/when/severity/at_least", "did you mean severe?"),
        ({"severity": {}}, "/when/severity/at_least", "is required"),
        ({"language": ["english"]}, "/when/language/0", "as en, ar or ckb"),
        ({"words": ["x"]}, "/when/words/0", "fewer than two letters"),
        ({"words": ["drone", "…"]}, "/when/words/1", "fewer than two letters"),
        ({"words": ["of the"]}, "/when/words/0", "add a word"),
        ({"words": ["and/or"]}, "/when/words/0", "add a word"),
        ({"words": [", the"]}, "/when/words/0", "add a word"),
        ({"words": ["في"]}, "/when/words/0", "add a word"),
        ({"near": {"lat": 1, "lon": 1}}, "/when/near/km", "is required"),
        ({"near": {"lat": 1, "lon": 1, "km": 0}}, "/when/near/km", "more than 0"),
        ({"near": {"lat": 1, "lon": 1, "km": -5}}, "/when/near/km", "more than 0"),
        ({"near": {"lat": 1, "lon": 1, "km": 20000}}, "/when/near/km", "at most 1000 km"),
        ({"near": {"lat": 91, "lon": 1, "km": 1}}, "/when/near/lat", "at most 90"),
        ({"near": {"lat": 1, "lon": "1", "km": 1}}, "/when/near/lon", "must be a number"),
        ({"within": "SY"}, "/when/within", "must be an object"),
        ({"within": {"type": "Point"}}, "/when/within/type", "'Polygon', 'MultiPolygon'"),
        ({"within": {"coordinates": []}}, "/when/within/type", "is required"),
        ({"within": ring((0, 0), (1, 0))}, "/when/within/coordinates/0", "at least 4"),
        (
            {"within": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}},
            "/when/within/coordinates/0",
            "the same as its first",
        ),
        (
            {"within": ring((0, 0), (1, 1), (1, 0), (0, 1))},
            "/when/within/coordinates",
            "self-intersection at 0.5, 0.5",
        ),
        ({"within": ring((0, 0), (1, 1), (2, 2))}, "/when/within/coordinates", "rings must not"),
        (
            {"within": ring((179, 0), (-179, 0), (-179, 1), (179, 1))},
            "/when/within/coordinates/0",
            "MultiPolygon",
        ),
        (
            {"within": ring((179, 0), (181, 0), (181, 1), (179, 1))},
            "/when/within/coordinates/0/1",
            "longitude 181",
        ),
        ({"within": ring((0, 91), (1, 0), (1, 1))}, "/when/within/coordinates/0/0", "latitude 91"),
        ({"not": SY}, "/when/not/region", "a clause that is not under not"),
        ({"any": [SY, {"not": SY}]}, "/when/any/1/not/region", "a clause that is not under not"),
        ({"severity": {"at_least": "minor"}}, "/when/severity", "would match every report"),
        (
            {
                "any": [
                    SY,
                    {
                        "within": ring(
                            (-180, -90), (0, -90), (180, -90), (180, 90), (0, 90), (-180, 90)
                        )
                    },
                ]
            },
            "/when/any/1/within",
            "would match every report",
        ),
        ({"region": ["SY-DY"], "not": SY}, "/when/region", "which /when/not/region forbids"),
        ({"facility": ["green-village"], "not": SY}, "/when/facility", "can match nothing"),
        ({"actor": ["kataib"], "not": {"actor": ["militias"]}}, "/when/actor", "match nothing"),
        (
            {"severity": {"at_least": "severe"}, "not": {"severity": {"at_least": "moderate"}}},
            "/when/severity",
            "can match nothing",
        ),
        ({**SY, "not": {"severity": {"at_least": "minor"}}}, "/when/not/severity", "not forbids"),
        (
            {"region": ["SY-DY", "SY-HA"], "not": {"any": [{"region": ["SY-DY"]}, HA]}},
            "/when/region",
            "ruled out by /when/not/any/0/region or /when/not/any/1/region",
        ),
        (
            {
                "event_type": ["attack", "grenade"],
                "all": [{"event_type": ["grenade", "arrests"]}],
                "not": {"event_type": ["grenade"]},
            },
            "/when/event_type",
            "all of event_type attack, grenade is ruled out",
        ),
        ({"source": ["sohr"], "not": {"source": ["sohr"], "mention": "any"}}, "/when/source", ""),
        (
            {"within": ring((0, 0), (1, 0), (1, 1)), "not": {"within": BOX, "mention": "any"}},
            "/when/within",
            "can match nothing",
        ),
        ({"words": ["oil field"], "not": {"words": ["oil"]}}, "/when/words", "match nothing"),
        ({"language": ["en-GB"], "not": {"language": ["en"]}}, "/when/language", "nothing"),
        ({"language": ["en"], "all": [{"language": ["ar"]}]}, "/when/language", "no report has"),
        (
            {
                "near": {"lat": 35, "lon": 40, "km": 1},
                "not": {"near": {"lat": 35, "lon": 40, "km": 2}},
            },
            "/when/near",
            "can match nothing",
        ),
        (
            {"any": [{"region": ["SY-DY"]}, {"region": ["SY-HA"]}], "not": SY},
            "/when/any/0/region",
            "so is each of its 2 ways",
        ),
    ],
)
def test_an_error_names_the_place_what_is_wrong_and_what_would_be_right(
    when: Any, pointer: str, said: str
) -> None:
    found = problems(when)
    assert min(found) == pointer
    assert {p.rpartition("/")[0] for p in found} == {pointer.rpartition("/")[0]}
    assert said in found[pointer]


@pytest.mark.parametrize(
    "when",
    [
        {"region": ["SY"], "not": {"region": ["SY-DY"]}},
        {"region": ["SY"], "not": {"facility": ["green-village"]}},
        {"facility": ["green-village"], "mention": "any", "not": {**SY, "mention": "primary"}},
        {"any": [{"region": ["SY-DY"]}, {"region": ["IQ"]}], "not": SY},
        {"words": ["oil"], "not": {"words": ["oil field"]}},
        {"severity": {"at_least": "moderate"}, "not": {"severity": {"at_least": "severe"}}},
        {"severity": {"at_least": "minor"}, "region": ["SY"]},
        {"severity": {"at_least": "minor"}, "not": {"severity": {"at_least": "severe"}}},
        {"region": ["SY-DY", "IQ"], "not": {"any": [{"region": ["SY-DY"]}, HA]}},
        {"source": ["sohr"], "mention": "any", "not": {"source": ["sohr"], "mention": "primary"}},
        {"facility": ["pipeline"], "not": {"region": ["IQ"]}},
        {"not": {"not": SY}},
        {"words": ["AI"]},
        {
            "within": {
                "type": "MultiPolygon",
                "coordinates": [
                    ring((177, -20), (180, -20), (180, -15))["coordinates"],
                    ring((-180, -20), (-178, -20), (-180, -15))["coordinates"],
                ],
            }
        },
    ],
)
def test_what_makes_sense_is_taken(when: Any) -> None:
    assert problems(when) == {}


@pytest.mark.parametrize(
    ("limits", "when", "pointer", "said"),
    [
        (RuleLimits(leaves=1), {**SY, "words": ["oil"]}, "/when", "at most 1."),
        (RuleLimits(values=1), {"region": ["SY", "IQ"]}, "/when/region", "at most 1"),
        (RuleLimits(phrases=1), {"words": ["oil", "gas"]}, "/when/words", "at most 1"),
        (RuleLimits(depth=1), {"not": {"not": SY}}, "/when/not/not", "at most 1 levels"),
        (RuleLimits(km=10), {"near": {"lat": 1, "lon": 1, "km": 11}}, "/when/near/km", "10 km"),
        (
            RuleLimits(polygon_points=4),
            {"within": ring((0, 0), (1, 0), (1, 1), (0, 1))},
            "/when/within/coordinates",
            "5 positions",
        ),
        (RuleLimits(conjunctions=1), {"any": [SY, {"region": ["IQ"]}]}, "/when", "2 ways"),
    ],
)
def test_each_limit_is_a_setting(limits: RuleLimits, when: Any, pointer: str, said: str) -> None:
    assert problems(when) == {}
    found = problems(when, limits)
    assert list(found) == [pointer]
    assert said in found[pointer]


def test_an_operator_may_allow_rules_that_match_everything() -> None:
    assert problems({"severity": {"at_least": "minor"}}, RuleLimits(match_all=True)) == {}
    assert problems({"not": SY}, RuleLimits(match_all=True)) != {}


@pytest.mark.parametrize("depth", [17, 90, 150, 400, 10_000, 100_000])
def test_nesting_without_end_is_refused_and_nothing_overflows(depth: int) -> None:
    (problem,) = refused(nested(depth))
    assert "nested too deeply" in problem.detail


def test_a_million_values_are_refused_by_their_number() -> None:
    found = problems({"region": ["SY"] * 1_000_000})
    assert found == {"/when/region": "has 1000000 values; one clause has at most 1000"}


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_what_is_no_finite_number_is_refused(number: str) -> None:
    line = b'{"id":"r","when":{"near":{"lat":%b,"lon":1,"km":1}}}' % number.encode()
    (problem,) = refused(line)
    assert "finite" in problem.detail or "JSON" in problem.detail
    assert not math.isfinite(float(number))


def test_the_worst_rule_within_the_limits_is_judged_in_time() -> None:
    phrases = [f"phrase {n} of many" for n in range(200)]
    several = {"any": [{"words": phrases}, {"not": {"words": phrases[::-1]}}, SY, SY]}
    when = condition({"all": [several] * 4, "facility": ["green-village"] * 1000})

    started = time.perf_counter()
    unsound(when, RuleLimits(), GAZETTEER.ancestors)

    assert time.perf_counter() - started < 5
