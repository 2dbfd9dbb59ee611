"""A mountain, a valley, a desert is none of the sites that are called after it."""

import pytest

from alerts.model.entity import Role
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport

CALLED_AFTER_LAND = [
    "Gunmen hit Alas oil field and fled towards the Hamrin mountains.",
    "Gunmen hit Alas oil field and fled into the Hamrin valley.",
    "Les assaillants du champ d'Alas ont fui vers les monts Hamrin.",
    "Saldırganlar Alas petrol sahasını vurup Hamrin Dağları'na kaçtı.",
    "Çekdar piştî êrîşa li ser kêlgeha Alas ber bi çiyayên Hemrîn ve reviyan.",
    "فر المهاجمون باتجاه جبال حمرين بعد الهجوم على حقل علاس النفطي.",
    "مهاجمان پس از حمله به میدان نفتی علاس به کوه‌های حمرین گریختند.",
    "چەکدارەکان دوای هێرش بۆ سەر کێڵگەی عەلاس بەرەو چیاکانی حەمرین هەڵاتن.",
    "Боевики напали на месторождение Алас и бежали в горы Хамрин.",
    "Бойовики напали на родовище Алас і втекли в гори Хамрін.",
]
SITES = [
    ("Rockets hit the Hamrin field in the hills of Saladin.", "hamrin-oil-field"),
    ("سقطت صواريخ على حقل حمرين قرب الجبل.", "hamrin-oil-field"),
    ("Rockets hit the Hamrin valley oil field.", "hamrin-oil-field"),
    ("ISIS attacked the gas field on Mount Shaer.", "shaer-gas-field"),
    ("Drones hit the desert Conoco plant.", "conoco-gas-plant"),
    ("A drone hit Khor Mor, plain and simple.", "khor-mor-gas-field"),
    ("A drone hit Khor Mor plain and simple.", "khor-mor-gas-field"),
    ("A drone hit the Khor Mor valley gas complex.", "khor-mor-gas-field"),
    ("Des combattants ont attaqué le champ gazier du mont Chaer.", "shaer-gas-field"),
    ("Şaer dağındaki gaz sahasına saldırı düzenlendi.", "shaer-gas-field"),
    ("Çekdaran êrîşî kêlgeha gazê ya li çiyayê Şaîr kirin.", "shaer-gas-field"),
    ("داعش يهاجم حقل جبل الشاعر للغاز.", "shaer-gas-field"),
    ("هجوم لداعش في بادية حقل التنك.", "al-tanak-oil-field"),
    ("قصف مدفعي على أطراف وادي حقل العمر.", "al-omar-oil-field"),
    ("قصف مدفعي على حقل وادي العمر.", "al-omar-oil-field"),
    ("مهاجمان به میدان گازی کوه الشاعر حمله کردند.", "shaer-gas-field"),
    ("چەکدارەکان هێرشیان کردە سەر کێڵگەی گازی چیای شاعیر.", "shaer-gas-field"),
    ("Боевики напали на месторождение на горе Шаер.", "shaer-gas-field"),
    ("Бойовики напали на родовище на горі Шаєр.", "shaer-gas-field"),
]
NO_SITES = [
    "Soldiers were killed in clashes on Mount Shaer.",
    "Des soldats ont été tués dans des combats sur le mont Chaer.",
    "Şaer Dağı'nda çatışma çıktı.",
    "Li çiyayê Şaîr şer derket.",
    "اشتباكات بين الجيش وداعش في جبل الشاعر.",
    "درگیری‌ها در کوه الشاعر سه کشته داد.",
    "لە چیای شاعیر پێکدادان ڕوویدا.",
    "Бои идут на горе Шаер.",
    "Бої тривають на горі Шаєр.",
]
AIR_BASES = [
    "Jets hit the T4 and Palmyra air bases.",
    "استهدفت غارات قاعدتي تي فور وتدمر الجويتين.",
    "قصف استهدف مطاري التيفور وتدمر.",
    "T4 ve Tedmür hava üsleri vuruldu.",
    "Израильские ВВС нанесли удары по авиабазам Т-4 и Тадмор.",
    "Авіабази Т-4 і Пальміра обстріляно.",
    "Palmira ve T4 hava üsleri vuruldu.",
    "Jets hit Palmyra and T4 air bases.",
    "Des frappes ont visé les bases aériennes de T4 et Palmyre.",
    "حمله به پایگاه‌های هوایی تی‌فور و تدمر.",
]
TOWN_AND_AIR_BASE = [
    "IS fighters attacked Palmyra and the T4 air base.",
    "استهدف القصف مطار تي فور وتدمر.",
    "استهدف القصف تدمر ومطار تي فور.",
    "حمله به تدمر و پایگاه هوایی تی‌فور.",
    "هێرش کرایە سەر تەدمور و بنکەی ئاسمانیی تیفۆر.",
    "Êriş li ser Tedmurê û bingeha hewayî ya T4 hat kirin.",
    "Palmira ve T4 hava üssü vuruldu.",
    "Удары нанесены по Пальмире и авиабазе Т-4.",
    "Удари завдано по Пальмірі та авіабазі Т-4.",
    "Des frappes ont visé Palmyre et la base aérienne T4.",
]


@pytest.mark.parametrize("text", CALLED_AFTER_LAND)
def test_a_mountain_is_no_site(
    text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    resolution = shipped_resolver.resolve(make_report(body=text))
    given = {m.entity for m in resolution.mentions}
    left_open = {c for a in resolution.ambiguous for c in a.candidates}
    assert "hamrin-oil-field" not in given | left_open


@pytest.mark.parametrize(("text", "site"), SITES)
def test_a_site_among_mountains_is_one(
    text: str, site: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    roles = {m.entity: m.role for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert roles.get(site) is Role.PRIMARY


@pytest.mark.parametrize("text", NO_SITES)
def test_the_mountain_by_itself_is_no_site(
    text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    resolution = shipped_resolver.resolve(make_report(body=text))
    assert "shaer-gas-field" not in {m.entity for m in resolution.mentions}


@pytest.mark.parametrize("text", AIR_BASES)
def test_an_airport_at_war_is_an_air_base_also_in_a_row(
    text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    roles = {m.entity: m.role for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert roles.get("t4-air-base") is Role.PRIMARY
    assert roles.get("palmyra-airport") is Role.PRIMARY


@pytest.mark.parametrize("text", TOWN_AND_AIR_BASE)
def test_one_air_base_of_a_row_leaves_the_town_a_town_that_was_hit_too(
    text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    roles = {m.entity: m.role for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert "palmyra-airport" not in roles
    assert roles.get("SY-HI/palmyra") is Role.PRIMARY


def test_a_town_at_the_end_of_a_road_was_not_hit(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    text = (
        "A drone hit the T4 air base. A bomb also hit the road between Palmyra and the T4 air base."
    )
    roles = {m.entity: m.role for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert roles["SY-HI/palmyra"] is Role.CONTEXT


@pytest.mark.parametrize(
    "text",
    ["Soldiers died in an ambush near Palmyra.", "قتل جنود في كمين قرب تدمر."],
)
def test_the_town_beside_the_base_is_a_town(
    text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    given = {m.entity for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert "palmyra-airport" not in given
    assert "SY-HI/palmyra" in given
