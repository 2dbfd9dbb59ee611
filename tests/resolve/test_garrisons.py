"""Whose a base is may be said behind its name, and an attack on the base is one on him."""

import pytest

from alerts.model.entity import Part
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport

ON_AN_ARMY = [
    ("استهدف المسلحون بطائرتين مسيرتين قاعدة خراب الجير الأمريكية.", "united-states-forces"),
    ("سقطت صواريخ على قاعدة حميميم الجوية الروسية.", "russian-armed-forces"),
    ("دو پهپاد به پایگاه عین‌الاسد آمریکا حمله کردند.", "united-states-forces"),
    ("Dron êrîşî bingeha Herîrê ya Amerîkî kirin.", "united-states-forces"),
    ("دوو درۆن هێرشیان کردە سەر بنکەی حەریری ئەمریکی.", "united-states-forces"),
    ("Des drones ont visé la base d'Ain al-Assad américaine.", "united-states-forces"),
]
ON_NO_ARMY = [
    "سقطت صواريخ على قاعدة خراب الجير، ودانت الخارجية الأمريكية الهجوم.",
    "سقطت صواريخ على حقل العمر. الشركة الأمريكية تدير الحقل.",
]


@pytest.mark.parametrize(("text", "army"), ON_AN_ARMY)
def test_the_adjective_behind_a_base_is_an_army(
    text: str, army: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    parts = {m.entity: m.part for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert parts.get(army) is Part.TARGET


@pytest.mark.parametrize("text", ON_NO_ARMY)
def test_elsewhere_it_is_none(
    text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    given = {m.entity for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert "united-states-forces" not in given


@pytest.mark.parametrize(
    ("text", "army"),
    [
        ("Missiles hit Latakia port, SANA said, blaming Israel.", "israeli-forces"),
        ("Israel accused of striking Latakia port.", "israeli-forces"),
        ("A drone hit Tishrin Dam. The SDF accused Turkey of the attack.", "turkish-armed-forces"),
    ],
)
def test_a_state_that_is_blamed_stands_for_its_forces(
    text: str, army: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    parts = {m.entity: m.part for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert parts.get(army) is Part.ALLEGED


def test_a_state_that_accuses_does_not(shipped_resolver: Resolver, make_report: MakeReport) -> None:
    text = "Israel accused Hezbollah of striking Haifa refinery."
    given = {m.entity for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert "israeli-forces" not in given
