"""A facility called after its town is meant by the town's name where its head noun stands by."""

import pytest

from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport


def named(resolver: Resolver, make_report: MakeReport, text: str) -> set[str]:
    resolution = resolver.resolve(make_report(body=text))
    return {mention.entity for mention in resolution.mentions if mention.evidence}


@pytest.mark.parametrize(
    ("text", "facility"),
    [
        ("A drone hit the refinery in Ryazan.", "ryazan-refinery"),
        ("Rockets were fired at the airport in Erbil.", "erbil-international-airport"),
        ("Rockets struck Erbil's airport.", "erbil-international-airport"),
        ("Missiles damaged the Burshtyn thermal plant.", "burshtyn-thermal-power-plant"),
        ("The Burshtyn and Ladyzhyn thermal plants were hit.", "ladyzhyn-thermal-power-plant"),
        ("Fire in the port of Hodeida.", "hodeidah-port"),
        ("قصف مطار أربيل بالصواريخ", "erbil-international-airport"),
        ("Ракеты упали у аэропорта Эрбиля", "erbil-international-airport"),
        ("Une raffinerie touchée à Riazan, la raffinerie de Riazan", "ryazan-refinery"),
    ],
)
def test_the_head_by_a_towns_name_makes_it_the_facilitys(
    shipped_resolver: Resolver, make_report: MakeReport, text: str, facility: str
) -> None:
    assert facility in named(shipped_resolver, make_report, text)


@pytest.mark.parametrize(
    ("text", "town", "facility"),
    [
        ("Shots were heard in Erbil.", "IQ-AR", "erbil-international-airport"),
        ("A terminal in Hodeida province burned.", "YE-HU", "hodeidah-port"),
        ("A school in Burshtyn was hit.", "UA-26/burshtyn", "burshtyn-thermal-power-plant"),
        ("Shells hit a power station in Kirkuk.", "IQ-KI", "kirkuk-refinery"),
        ("The Ras Issa fuel terminal in Hodeida burned.", "YE-HU", "hodeidah-port"),
    ],
)
def test_without_its_own_head_a_town_is_a_town(
    shipped_resolver: Resolver, make_report: MakeReport, text: str, town: str, facility: str
) -> None:
    found = named(shipped_resolver, make_report, text)
    assert town in found
    assert facility not in found


def test_a_rule_or_list_that_names_the_town_means_the_town(shipped_resolver: Resolver) -> None:
    assert shipped_resolver.gazetteer.named("Erbil", None) == ("IQ-AR",)
