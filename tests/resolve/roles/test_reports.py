"""Invented reports in nine languages, with their truth: what is got right may not fall."""

from pathlib import Path

import pytest

from alerts.resolve.resolver import Resolver
from bench.resolve_score import Score, Tally, count, examples

FLOORS = {"facilities": 0.95, "regions": 0.95, "countries": 0.95, "actors": 0.93, "roles": 0.96}


@pytest.fixture(scope="module")
def tallies(shipped_resolver: Resolver) -> dict[tuple[str, str], Tally]:
    score = Score()
    gazetteer = shipped_resolver.gazetteer
    for example in examples(Path(__file__).parent, gazetteer):
        count(score, example, shipped_resolver.resolve(example.report), gazetteer)
    return score.tallies


@pytest.mark.parametrize(("score", "floor"), FLOORS.items())
def test_what_is_got_right_does_not_fall(
    tallies: dict[tuple[str, str], Tally], score: str, floor: float
) -> None:
    assert tallies["all", score].f1 >= floor


def test_a_decoy_has_no_facility_that_is_news(shipped_resolver: Resolver) -> None:
    decoys = [
        e
        for e in examples(Path(__file__).parent, shipped_resolver.gazetteer)
        if not e.truth.wanted["facilities"]
    ]
    assert len(decoys) >= 10
    for decoy in decoys:
        mentions = shipped_resolver.resolve(decoy.report).mentions
        assert [m.entity for m in mentions if m.kind == "facility" and m.role == "primary"] == []
