"""A site may be named by what it is and the town that it is in."""

import pytest

from alerts.model.entity import Role
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport

MEANT = [
    ("Drones hit the port in Hodeidah.", "hodeidah-port"),
    ("Drones hit the oil terminal in Novorossiysk.", "novorossiysk-port"),
    ("Drones attacked the oil port in Zueitina.", "zueitina-oil-terminal"),
    ("A missile hit the refinery complex in Haifa.", "haifa-refinery"),
    ("Drones struck an oil depot and the refinery in the city of Ryazan.", "ryazan-refinery"),
    ("Des drones ont visé le port à Hodeïda.", "hodeidah-port"),
    ("Un missile a touché la raffinerie de pétrole à Haïfa.", "haifa-refinery"),
    ("Kerkük'teki rafineri füzeyle vuruldu.", "kirkuk-refinery"),
    ("Moşekek li parzûngeha petrolê ya li Beycî ket.", "baiji-refinery"),
    ("استهدفت مسيرة الميناء في الحديدة.", "hodeidah-port"),
    ("استهدفت مسيرة المصفاة في بانياس.", "banias-refinery"),
    ("موشک به پالایشگاه نفت در حیفا اصابت کرد.", "haifa-refinery"),
    ("درۆنێک کەوتە سەر پاڵاوگەی نەوت لە بێجی.", "baiji-refinery"),
    ("Дроны атаковали порт в Новороссийске.", "novorossiysk-port"),
    ("В Туапсе после атаки дронов загорелся нефтеперерабатывающий завод.", "tuapse-refinery"),
    ("Дрони атакували порт у Новоросійську.", "novorossiysk-port"),
    ("Горить на території нафтопереробного заводу в Кременчуці.", "kremenchuk-refinery"),
    ("Дроны атаковали территорию нефтеперерабатывающего завода в Рязани.", "ryazan-refinery"),
    ("Dronan kêlgeha neftê ya Odê bombebaran kirin.", "al-awda-oil-field"),
    ("Rebels attacked an air base in Dumayr.", "dumayr-air-base"),
    ("Rebels attacked the military airport in Palmyra.", "palmyra-airport"),
    ("Une base aérienne à Doumeir a été attaquée.", "dumayr-air-base"),
    ("Dumeyr'deki hava üssüne saldırı düzenlendi.", "dumayr-air-base"),
    ("Êriş li ser bingeha hewayî ya li Tedmurê hat kirin.", "palmyra-airport"),
    ("هجوم على قاعدة جوية في الضمير.", "dumayr-air-base"),
    ("حمله به پایگاه هوایی در تدمر.", "palmyra-airport"),
    ("هێرش کرایە سەر بنکەیەکی ئاسمانی لە تەدمور.", "palmyra-airport"),
    ("Повстанцы атаковали авиабазу в Думейре.", "dumayr-air-base"),
    ("Повстанці атакували авіабазу в Думейрі.", "dumayr-air-base"),
]
NOT_MEANT = [
    ("Drones hit a port in Hodeidah.", "hodeidah-port"),
    ("Drones hit the port in Hodeidah province.", "hodeidah-port"),
    ("Drones hit the Salif port in Hodeidah.", "hodeidah-port"),
    ("Drones hit Hodeidah. The port works.", "hodeidah-port"),
    ("В Туапсе упали обломки дрона, который атаковал Афипский НПЗ.", "tuapse-refinery"),
    ("استهدفت مسيرة ميناء الصليف في الحديدة.", "hodeidah-port"),
    ("Дроны атаковали машиностроительный завод в Рязани.", "ryazan-refinery"),
    ("Dronan li Tirbespiyê stasyona petrolê ya Zerbê bombebaran kirin.", "qahtaniyah-substation"),
    ("İncirlik Spor Salonu'na saldırı düzenlendi.", "incirlik-air-base"),
    ("Drones hit the base in Palmyra.", "palmyra-airport"),
    ("Shelling hit Dumayr and an air base.", "dumayr-air-base"),
    ("Un obus a touché une base de l'ONU à Doumeir.", "dumayr-air-base"),
    ("Palmira'daki üsse saldırı düzenlendi.", "palmyra-airport"),
    ("Êriş li ser bingeha li Tedmurê hat kirin.", "palmyra-airport"),
    ("هجوم على قاعدة عسكرية في تدمر.", "palmyra-airport"),
    ("حمله به پایگاهی در تدمر.", "palmyra-airport"),
    ("هێرش کرایە سەر بنکەیەک لە تەدمور.", "palmyra-airport"),
    ("Авиаудар по базе боевиков в Пальмире.", "palmyra-airport"),
    ("Авіаудар по базі бойовиків у Пальмірі.", "palmyra-airport"),
]


@pytest.mark.parametrize(("body", "site"), MEANT)
def test_a_noun_and_its_town_name_the_one_site_there(
    body: str, site: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = {m.entity: m for m in shipped_resolver.resolve(make_report(body=body)).mentions}
    assert found[site].role is Role.PRIMARY
    assert all(body[e.start : e.end] == e.text for e in found[site].evidence)


@pytest.mark.parametrize(("body", "site"), NOT_MEANT)
def test_another_s_noun_or_a_province_names_none(
    body: str, site: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = shipped_resolver.resolve(make_report(body=body))
    assert site not in {m.entity for m in found.mentions}


def test_what_the_producer_lists_is_all_there_is(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    report = make_report(body="Drones hit the port in Hodeidah.", facilities=["Salif port"])
    found = {m.entity for m in shipped_resolver.resolve(report).mentions}
    assert "salif-port" in found
    assert "hodeidah-port" not in found
