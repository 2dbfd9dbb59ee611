"""Towns: found by what they are called, and not where something else is meant."""

import pytest

from alerts.model.entity import Kind
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport


def regions_in(text: str, resolver: Resolver, make_report: MakeReport) -> set[str]:
    found = resolver.resolve(make_report(body=text))
    return {m.entity for m in found.mentions if m.kind is Kind.REGION}


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("A bomb went off in Busayrah on Monday.", "SY-DY/al-busayrah"),
        ("A convoy was hit near the town of al-Mayadeen.", "SY-DY/al-mayadin"),
        ("Two rockets landed outside Chamchamal.", "IQ-SU/chamchamal"),
        ("سقطت قذائف على بلدة ذيبان", "SY-DY/dhiban"),
        ("انفجرت عبوة في بلدة البصيرة", "SY-DY/al-busayrah"),
        ("استهدفت مسيرة محطة كهرباء في القامشلي", "SY-HA/qamishli"),
        ("هاجم مسلحون صهريجا على أطراف الشحيل", "SY-DY/al-shuhayl"),
        ("فرۆکەیەک بنکەیەکی لە چەمچەماڵ کردە ئامانج", "IQ-SU/chamchamal"),
        ("تەقینەوەیەک لە قامیشلۆ ڕوویدا", "SY-HA/qamishli"),
        ("Li Qamişloyê teqînek çêbû", "SY-HA/qamishli"),
        ("Balafireke bêmirov li Tirbespiyê xist", "SY-HA/al-qahtaniyah"),
        ("پهپادی در قامشلی سقوط کرد", "SY-HA/qamishli"),
        ("انفجاری در شهر المیادین رخ داد", "SY-DY/al-mayadin"),
        ("Kamışlı'da bir petrol istasyonu vuruldu", "SY-HA/qamishli"),
        ("Ayn İsa kırsalında çatışma çıktı", "SY-RA/ain-issa"),
        ("Взрыв прогремел в городе Эль-Камышлы", "SY-HA/qamishli"),
        ("Беспилотник ударил по Амуде", "SY-HA/amuda"),
        ("Обстріляли Краматорськ", "UA-14/kramatorsk"),
        ("Вибух пролунав у Чамчамалі", "IQ-SU/chamchamal"),
        ("Une explosion a secoué Kobané", "SY-HL/kobani"),
    ],
)
def test_a_town_is_found_and_brings_its_region(
    text: str, town: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = regions_in(text, shipped_resolver, make_report)
    assert {town, town.partition("/")[0], town[:2]} <= found


@pytest.mark.parametrize(
    "text",
    [
        "فتح الجندي الباب وخرج",
        "نشرت قناة الميادين مقابلة معه",
        "نزل الناس إلى الميادين احتجاجا",
        "نشر الناشط الصور على الإنترنت",
        "The hit was the third this year.",
        "Derek Smith was seen in London.",
        "Он купил хит сезона",
    ],
)
def test_a_word_or_a_person_is_no_town(
    text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    assert not {r for r in regions_in(text, shipped_resolver, make_report) if "/" in r}


@pytest.mark.parametrize(
    ("text", "facility"),
    [
        ("Turkish drones struck the Amuda substation.", "amuda-substation"),
        ("Turkish drones struck the Amuda and Qamishli substations.", "qamishli-substation"),
        ("قصفت مسيرات محطة كهرباء عامودا", "amuda-substation"),
        ("Amuda power transfer station was hit by a drone.", "amuda-substation"),
    ],
)
def test_a_head_noun_makes_a_town_s_name_the_facility_s(
    text: str, facility: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = shipped_resolver.resolve(make_report(body=text))
    assert facility in {m.entity for m in found.mentions}


def test_a_governorate_keeps_the_name_it_shares_with_its_seat(shipped: Gazetteer) -> None:
    assert shipped.named("Deir ez-Zor", Kind.REGION) == ("SY-DY",)
    assert shipped.entity("SY-DY/deir-ez-zor") is None


def test_a_town_lies_in_a_first_level_region_that_is_there(shipped: Gazetteer) -> None:
    for entity in shipped.entities():
        if entity.type == "town":
            assert entity.id.partition("/")[0] in shipped.ancestors(entity.id)
            assert entity.lat is not None
            assert entity.lon is not None


@pytest.mark.parametrize(
    ("name", "town"),
    [
        ("Tirbespiyeh", "SY-HA/al-qahtaniyah"),
        ("Dêrik", "SY-HA/al-malikiyah"),
        ("البوكمال", "SY-DY/abu-kamal"),
        ("Ziban", "SY-DY/dhiban"),
        ("Çilaxa", "SY-HA/al-jawadiyah"),
        ("Тель-Тамр", "SY-HA/tal-tamr"),
        ("جمجمال", "IQ-SU/chamchamal"),
        ("Markada", "SY-HA/markada"),
        ("الصور", "SY-DY/al-suwar"),
    ],
)
def test_a_rule_may_name_a_town_in_any_spelling(name: str, town: str, shipped: Gazetteer) -> None:
    assert town in shipped.named(name, Kind.REGION)
