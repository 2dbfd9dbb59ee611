"""A short name that is also a word, where another thing of its sort and province is named."""

import pytest

from alerts.model.entity import Entity, Kind, Link
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import SMALL, MakeReport, region


def field(name: str, province: str, sort: str = "oil_field") -> Entity:
    slug = f"{name.lower()}-{sort.replace('_', '-')}"
    return Entity(
        slug,
        Kind.FACILITY,
        sort,
        f"{name} {sort.replace('_', ' ')}",
        (Link(province, "lies_in"),),
        short={"en": (name,), "ru": ("Вард",)} if name == "Ward" else {"en": (name,)},
    )


WARD = field("Ward", "SY-DY")
HIJRA = (field("Hijra", "SY-DY", "substation"), field("Salwa", "SY-DY", "substation"))
OTHERS = (field("Tanak", "SY-DY"), field("Rumaylan", "SY-HA"), field("Jafra", "SY-DY", "base"))


@pytest.fixture(scope="module")
def fields() -> Resolver:
    return Resolver(Gazetteer.of([*SMALL, WARD, *HIJRA, *OTHERS]))


@pytest.mark.parametrize(
    "body",
    [
        "Shells fell on the Tanak oil field and, an hour later, at Ward.",
        "Guards of Ward fired back. The Tanak oil field was hit as well.",
        "Ward was shelled after the Tanak oil field.",
        "Drones hit the Tanak oil field. Near Ward two more came down.",
        "The attack on Ward's pumps followed that on the Tanak oil field.",
        "Дроны ударили по Tanak oil field и по Вард, пишут СМИ.",
    ],
)
def test_who_names_one_field_of_a_province_means_the_other_by_its_short_name(
    body: str, fields: Resolver, make_report: MakeReport
) -> None:
    found = fields.resolve(make_report(body=body))
    assert {"ward-oil-field", "tanak-oil-field"} <= {m.entity for m in found.mentions}


def test_a_substation_s_bare_name_is_its_town_s(fields: Resolver, make_report: MakeReport) -> None:
    found = fields.resolve(make_report(body="Shells fell on the Salwa substation and in Hijra."))
    assert "hijra-substation" not in {m.entity for m in found.mentions}


@pytest.mark.parametrize(
    "body",
    [
        "Shells fell at Ward.",
        "Shells fell on the Rumaylan oil field and at Ward.",
        "Shells fell on the Jafra base and at Ward.",
        "Shells fell on the Tanak oil field, in ward 7 of the town.",
        "Shells fell on the Tanak oil field, Ward said.",
        "Shells fell on the Tanak oil field, as Peter Ward saw.",
        "Shells fell on the Tanak oil field, where Ward Thomas worked.",
        "Shells fell on the Tanak oil field in the Ward area.",
        "Shells fell on the Tanak oil field, near Ward district.",
    ],
)
def test_elsewhere_it_stays_a_word_or_a_person(
    body: str, fields: Resolver, make_report: MakeReport
) -> None:
    found = fields.resolve(make_report(body=body))
    assert "ward-oil-field" not in {m.entity for m in found.mentions}


TERMINALS = (
    field("Sidra", "LY-SR", "terminal"),
    field("Lanuf", "LY-SR", "terminal"),
    field("Brega", "LY-WA", "terminal"),
)


@pytest.fixture(scope="module")
def terminals() -> Resolver:
    libya = (region("LY-SR", "Sirte", "LY"), region("LY-WA", "Wahat", "LY"))
    return Resolver(Gazetteer.of([*SMALL, *libya, *TERMINALS]))


@pytest.mark.parametrize(
    ("body", "is_meant"),
    [
        ("Gunmen took the Sidra terminal and the Lanuf terminal and moved on Brega.", True),
        ("Gunmen took the Sidra terminal and moved on Brega.", False),
        ("Gunmen took the Sidra terminal and the Lanuf terminal, Brega said.", False),
    ],
)
def test_two_terminals_of_a_country_mean_the_third_of_another_province(
    body: str, is_meant: bool, terminals: Resolver, make_report: MakeReport
) -> None:
    found = terminals.resolve(make_report(body=body))
    assert ("brega-terminal" in {m.entity for m in found.mentions}) is is_meant
