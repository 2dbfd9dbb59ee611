"""Facilities that nobody spelled so before, by how their names sound."""

import pytest

from alerts.model.entity import Kind, Resolution
from alerts.resolve.resolver import Resolver
from alerts.resolve.sounding import sounds
from tests.resolve.conftest import CheckEvidence, MakeReport


def facilities(resolution: Resolution) -> dict[str, list[str]]:
    return {
        m.entity: [e.text for e in m.evidence]
        for m in resolution.mentions
        if m.kind is Kind.FACILITY
    }


@pytest.mark.parametrize(
    ("text", "facility", "words"),
    [
        ("Jets hit the Sweydiyeh gas plant in Hasakah.", "suwaydiyah-gas-plant", "Sweydiyeh"),
        ("Peshkhabour field in Duhok burned.", "peshkabir-oil-field", "Peshkhabour"),
        ("Fire at Khourmalah oil field near Erbil.", "khurmala-oil-field", "Khourmalah"),
        ("Le champ de Khourmalah, province d'Erbil", "khurmala-oil-field", "Khourmalah"),
        ("Kuweeres airbase in Aleppo was shelled.", "kuweires-air-base", "Kuweeres"),
        ("Li Hesekê qada petrolê ya Ewdê û rê", "al-awda-oil-field", "Ewdê"),
        ("Пожар на месторождении Хурмалла под Эрбилем", "khurmala-oil-field", "Хурмалла"),
    ],
)
def test_a_name_is_known_by_its_sound_beside_its_head_noun(
    shipped_resolver: Resolver,
    make_report: MakeReport,
    evidence_holds: CheckEvidence,
    text: str,
    facility: str,
    words: str,
) -> None:
    report = make_report(body=text)
    resolution = shipped_resolver.resolve(report)
    assert facilities(resolution) == {facility: [words]}
    evidence_holds(report, resolution)


@pytest.mark.parametrize(
    "text",
    [
        "Fire at Khourmalah oil field.",  # where that is, nothing tells
        "Fire at Khourmalah oil field in Basra.",
        "Fire at the Khourmalah police station in Erbil.",  # of another kind
        "Fire in Khourmalah near Erbil.",  # of no kind
        "Fire at the khourmalah oil field near Erbil.",  # no name
        "Fire at the Tuz Khurmatu oil field near Erbil.",
        "Fire at the Karamles oil field near Erbil.",
    ],
)
def test_without_place_kind_and_capital_a_sound_is_no_name(
    shipped_resolver: Resolver, make_report: MakeReport, text: str
) -> None:
    assert facilities(shipped_resolver.resolve(make_report(body=text))) == {}


def test_who_lists_the_facilities_is_believed(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    report = make_report(
        body="Khourmalah oil field near Erbil burned.", facilities=["Lanaz refinery"]
    )
    assert list(facilities(shipped_resolver.resolve(report))) == ["lanaz-refinery"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zueitina", "zuwaytina"),
        ("khurmala", "хурмала"),
        ("peshkabir", "peshkhabour"),
        ("shaddadi", "sheddadeh"),
    ],
)
def test_spellings_of_one_name_share_a_sound(one: str, other: str) -> None:
    assert set(sounds(one)) & set(sounds(other))


@pytest.mark.parametrize("word", ["omar", "كونيكو", "taym", "a1b2c3", ""])
def test_what_is_too_short_or_written_without_vowels_has_no_sound(word: str) -> None:
    assert sounds(word) == () or min(map(len, sounds(word))) >= 3
