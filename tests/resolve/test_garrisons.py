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
    ("حمله به پایگاه حریر آمریکا در اقلیم کردستان.", "united-states-forces"),
    ("هێرش کرایە سەر بنکەی حەریری ئەمریکا لە هەولێر.", "united-states-forces"),
    ("Êriş li ser bingeha Herîrê ya Amerîkayê hat kirin.", "united-states-forces"),
    ("سقطت صواريخ على قاعدة نيفاتيم الإسرائيلية.", "israeli-forces"),
]
ON_NO_ARMY = [
    "سقطت صواريخ على قاعدة خراب الجير، ودانت الخارجية الأمريكية الهجوم.",
    "سقطت صواريخ على حقل العمر. الشركة الأمريكية تدير الحقل.",
    "حمله پهپادی به پایگاه حریر آمریکا را خشمگین کرد.",
    "پس از حمله به پایگاه عین‌الاسد، آمریکا واکنش نشان داد.",
    "حمله پهپادی به فرودگاه اربیل آمریکا را خشمگین کرد.",
    "هێرش کرایە سەر بنکەی حەریر ئەمریکا سەرکۆنەی کرد.",
    "Êriş li ser bingeha Herîrê Amerîkayê şermezar kir.",
    "ألغيت رحلات مطار أربيل الأمريكية بعد سقوط صاروخ.",
    "Rockets hit Ain al-Asad base, American sources said.",
    "Ракеты попали в базу Айн-эль-Асад, американские СМИ сообщили об этом.",
    "Ракети влучили в базу Айн-ель-Асад, американські ЗМІ повідомили про це.",
    "Ayn el-Esed üssüne roket atıldı, Amerikan basını yazdı.",
    "Des roquettes ont visé la base d'Ain al-Assad, la presse américaine l'écrit.",
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


def test_the_actors_that_the_producer_lists_are_all(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    report = make_report(body="سقطت صواريخ على قاعدة حميميم الروسية.", actors=["ISIS"])
    found = shipped_resolver.resolve(report).mentions
    assert [m.entity for m in found if m.kind == "actor"] == ["islamic-state"]
