"""Coordinates: they give the region where the producer named none, and settle what is in doubt."""

import pytest

from alerts.model.entity import Entity, Kind, Link, Mention, Resolution, Role
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.geometry import Towns
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import SMALL, MakeReport, region

MAYADIN = {"lat": 35.02, "lon": 40.45, "precision_km": 5}
DESERT = {"lat": 34.0, "lon": 38.5, "precision_km": 5}


@pytest.fixture(scope="module")
def located() -> Resolver:
    salihiyas = (
        Entity("SY-DY/salihiyah", Kind.REGION, "town", "Salihiyah", (Link("SY-DY", "lies_in"),)),
        Entity("IQ-NI/salihiyah", Kind.REGION, "town", "Salihiyah", (Link("IQ-NI", "lies_in"),)),
    )
    known = (*SMALL, region("IQ-NI", "Nineveh", "IQ"), *salihiyas)
    return Resolver(Gazetteer.of(known), Towns([("SY-DY", (35.02, 40.452)), ("XX", (0.0, 0.0))]))


def primary(resolution: Resolution) -> set[str]:
    return {m.entity for m in resolution.mentions if m.role is Role.PRIMARY}


def test_a_bare_point_gives_its_region_and_says_what_implied_it(
    located: Resolver, make_report: MakeReport
) -> None:
    found = located.resolve(make_report(location=MAYADIN))
    assert found.mentions == (
        Mention("SY-DY", Kind.REGION, Role.PRIMARY, via="/location"),
        Mention("SY", Kind.REGION, Role.PRIMARY, via="SY-DY"),
    )


def test_a_point_far_from_any_town_lies_nowhere_known(
    located: Resolver, make_report: MakeReport
) -> None:
    assert located.resolve(make_report(location=DESERT)) == Resolution()


def test_a_region_that_the_gazetteer_lacks_is_none(
    located: Resolver, make_report: MakeReport
) -> None:
    nowhere = {"lat": 0.0, "lon": 0.0, "precision_km": 5}
    assert located.resolve(make_report(location=nowhere)) == Resolution()


def test_the_producer_s_list_is_the_truth_beside_a_point(
    located: Resolver, make_report: MakeReport
) -> None:
    found = located.resolve(make_report(location=MAYADIN, regions=["Al-Hasakah"]))
    assert primary(found) == {"SY-HA", "SY"}


def test_a_point_settles_which_of_two_towns_is_meant(
    located: Resolver, make_report: MakeReport
) -> None:
    body = "A convoy was shelled near Salihiyah."
    assert located.resolve(make_report(body=body)).ambiguous
    found = located.resolve(make_report(body=body, location=MAYADIN))
    assert not found.ambiguous
    assert primary(found) == {"SY-DY/salihiyah", "SY-DY", "SY"}


def test_a_region_named_as_background_is_news_where_the_point_lies_in_it(
    located: Resolver, make_report: MakeReport
) -> None:
    body = "Two guards were killed by a mine. Syria said last year that it was cleared."
    assert "SY" in primary(located.resolve(make_report(body=body, location=MAYADIN)))


def test_words_are_the_evidence_of_a_region_that_has_both(
    located: Resolver, make_report: MakeReport
) -> None:
    report = make_report(body="A blast shook Deir ez-Zor.", location=MAYADIN)
    (mention,) = (m for m in located.resolve(report).mentions if m.entity == "SY-DY")
    assert mention.via is None
    assert [e.text for e in mention.evidence] == ["Deir ez-Zor"]


def test_a_region_that_holds_what_the_producer_listed_is_news(
    located: Resolver, make_report: MakeReport
) -> None:
    body = "Guards were shot at. Previous attacks in Deir ez-Zor hit convoys."
    report = make_report(body=body, facilities=["Conoco gas plant"])
    assert primary(located.resolve(report)) >= {"conoco-gas-plant", "SY-DY", "SY"}


def test_names_that_come_to_nothing_are_told_as_lost(
    located: Resolver, make_report: MakeReport
) -> None:
    report = make_report(regions=["Atlantis", "Salihiyah", "Deir ez-Zor"], body="Omar spoke.")
    lost = located.resolve(make_report(regions=["Atlantis", "Salihiyah"])).lost
    assert [(e.field, e.text) for e in lost] == [
        ("/regions/0", "Atlantis"),
        ("/regions/1", "Salihiyah"),
    ]
    assert [e.text for e in located.resolve(report).lost] == ["Atlantis"]
