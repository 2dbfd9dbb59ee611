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
    ("text", "district"),
    [
        ("Shelling hit a village in Mount Simeon district.", "SY-HL/mount-simeon"),
        ("قصف على جبل سمعان", "SY-HL/mount-simeon"),
        ("اشتباكات في منطقة عين زارة", "LY-TB/ain-zara"),
        ("A bomb went off in Sadr City.", "IQ-BG/sadr-city"),
        ("تەقینەوەیەک لە شارەزوور ڕوویدا", "IQ-SU/sharazur"),
        ("Li Şarezûrê teqînek çêbû", "IQ-SU/sharazur"),
        ("در شهرستان بویراحمد درگیری شد", "IR-17/boyer-ahmad"),
        ("Uludere ilçesinde patlama oldu", "TR-73/uludere"),
        ("Обстрел Покровского района", "UA-14/pokrovsk-raion"),
        ("В Краматорском районе погибли двое", "UA-14/kramatorsk-raion"),
        ("Обстріл Нікопольського району", "UA-12/nikopol-raion"),
        ("Une frappe a visé la Békaa-Ouest", "LB-BI/west-bekaa"),
        ("قصف مديرية كتاف", "YE-SD/kitaf-wa-al-buqa"),
        ("غارات على البقاع الغربي", "LB-BI/west-bekaa"),
    ],
)
def test_a_district_is_found_and_brings_its_region(
    text: str, district: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = regions_in(text, shipped_resolver, make_report)
    assert {district, district.partition("/")[0], district[:2]} <= found


@pytest.mark.parametrize(
    "text",
    [
        "Police cleared Tahrir Square in Cairo.",
        "The Mujahedin-e Khalq held a rally.",
        "Sahar said the old city was quiet.",
        "Akdeniz'de bir gemi battı",
        "Beşiktaş maçı kazandı",
        "Вибух у Подільському районі столиці",
        "قال إن الوضع الحالي صعب",
        "خرج الناس إلى ميدان السبعين",
        "فیلم میامی را دید",
    ],
)
def test_what_is_called_as_a_district_is_none(
    text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = regions_in(text, shipped_resolver, make_report)
    assert not {r for r in found if "/" in r}


def test_a_raion_takes_in_the_towns_in_it(shipped: Gazetteer) -> None:
    assert "UA-14/kramatorsk-raion" in shipped.ancestors("UA-14/slovyansk")
    assert "UA-14/kramatorsk-raion" not in shipped.ancestors("UA-14/pokrovsk")


def test_ukraine_has_its_raions_of_2020(shipped: Gazetteer) -> None:
    raions = [e.id for e in shipped.entities() if e.id.endswith("-raion")]
    assert len(raions) == 136


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
        ("Kupiansk", "UA-63/kupyansk"),
        ("Куп'янськ", "UA-63/kupyansk"),
        ("خانيونس", "PS-KYS"),
        ("Khan Younis", "PS-KYS"),
        ("Xaneqîn", "IQ-DI/khanaqin"),
        ("Cerablus", "SY-HL/jarabulus"),
        ("كفركلا", "LB-NA/kfar-kila"),
        ("Khiam", "LB-NA/khiam"),
        ("Manbij district", "SY-HL/manbij"),
        ("منطقة منبج", "SY-HL/manbij"),
        ("قضاء سنجار", "IQ-NI/sinjar"),
        ("Uludere ilçesi", "TR-73/uludere"),
        ("district of Chouf", "LB-JL/chouf"),
    ],
)
def test_a_rule_may_name_a_town_in_any_spelling(name: str, town: str, shipped: Gazetteer) -> None:
    assert town in shipped.named(name, Kind.REGION)


@pytest.mark.parametrize("name", ["Mexico City", "Orange County", "district", "Nowhere district"])
def test_a_country_is_not_what_its_capital_is_called(name: str, shipped: Gazetteer) -> None:
    assert "MX" not in shipped.named(name, Kind.REGION)
    assert not {i for i in shipped.named(name, Kind.REGION) if "/" in i}
