"""What the shipped gazetteer must know, and how it reads each language."""

from pathlib import Path

import pytest

from alerts.model.entity import Kind
from alerts.model.ids import slug
from alerts.resolve.cues import Surroundings
from alerts.resolve.fold import fold, key
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import CheckEvidence, MakeReport

REQUIRED = (Path(__file__).parent / "required_entities.txt").read_text("utf-8").split()


def test_it_knows_every_entity_that_it_must(shipped: Gazetteer) -> None:
    assert [i for i in REQUIRED if shipped.entity(i) is None] == []


def test_an_id_is_the_slug_of_the_name(shipped: Gazetteer) -> None:
    others = [e for e in shipped.entities() if e.kind is not Kind.REGION]
    assert [e.id for e in others if slug(e.name) != e.id] == []


def test_every_name_leads_to_its_entity(shipped: Gazetteer) -> None:
    for entity in shipped.entities():
        assert entity.id in shipped.named(entity.id, entity.kind)
        for listed in (entity.names, entity.exact):
            for names in listed.values():
                for name in names:
                    assert entity.id in shipped.named(name, entity.kind)


def test_a_name_that_stands_alone_is_one_entitys_own_but_for_towns(shipped: Gazetteer) -> None:
    meant: dict[str, set[str]] = {}
    for entity in shipped.entities():
        if entity.type == "town":
            continue  # many share their names; the rest of the report tells which is meant
        for listed in (entity.names, entity.exact):
            for name in (name for names in listed.values() for name in names):
                meant.setdefault(key(name), set()).add(entity.id)
    assert {name: ids for name, ids in meant.items() if len(ids) > 1} == {}


HEADS = {
    "oil_field": "field حقل کێڵگەی kêlgeha میدان sahası месторождение родовище champ",
    "gas_plant": "plant معمل کارگەی kargeha کارخانه tesisi завод завод usine",
    "bridge": "bridge جسر پردی pira پل köprüsü мост міст pont",
    "oil_station": "station محطة وێستگەی îstgeha ایستگاه istasyonu станция станція station",
    "refinery": "refinery مصفاة پاڵاوگەی parzûngeha پالایشگاه rafinerisi НПЗ НПЗ raffinerie",
    "air_base": "airbase قاعدة بنکەی balafirgeha پایگاه üssü авиабаза авіабаза base",
    "base": "base قاعدتي بنکەی bingeha پایگاه üssü база база base",
    "airport": "airport مطار فڕۆکەخانەی balafirgeha فرودگاه havalimanı аэропорт аеропорт aéroport",
    "dam": "dam سد بەنداوی bendava سد barajı плотина гребля barrage",
    "power_station": "plant محطة وێستگەی santrala نیروگاه santrali ТЭС ТЕС centrale",
    "nuclear_plant": "plant محطة وێستگەی santrala نیروگاه santrali АЭС АЕС centrale",
    "substation": "substation محطة وێستگەی îstgeha پست trafo подстанция підстанція poste",
    "water_station": "station محطة وێستگەی îstgeha ایستگاه istasyonu станция станція station",
    "pumping_station": "station محطة وێستگەی îstgeha ایستگاه istasyonu станция станція station",
    "pipeline": "pipeline خط بۆری boriya لوله boru нефтепровод нафтопровід oléoduc",
    "port": "port ميناء بەندەری bendera بندر limanı порт порт port",
    "terminal": "terminal ميناء بەندەری bendera پایانه terminali терминал термінал terminal",
    "depot": "depot مستودع بەندەری bendera پایانه terminali нефтебаза нафтобаза dépôt",
    "prison": "prison سجن بەندینخانەی girtîgeha زندان cezaevi тюрьма в'язниця prison",
    "camp": "camp مخيم کەمپی kampa اردوگاه kampı лагерь табір camp",
    "compound": "compound مجمع کۆمەڵگەی kargeha مجتمع tesisi комплекс комплекс complexe",
}


def test_every_type_of_facility_has_its_head_noun_in_nine_languages(shipped: Gazetteer) -> None:
    types = {e.type for e in shipped.entities() if e.kind is Kind.FACILITY}
    assert types - {"gas_field", "oil_gas_field"} <= HEADS.keys()
    missing = [
        (entity_type, noun)
        for entity_type, nouns in HEADS.items()
        for noun in nouns.split()
        if not Surroundings(f"{fold(noun)} ", "").hold_a_head_of(Kind.FACILITY, entity_type)
    ]
    assert missing == []


def test_a_facility_lies_in_a_country(shipped: Gazetteer) -> None:
    for entity in shipped.entities():
        if entity.kind is Kind.FACILITY:
            above = [shipped.entity(i) for i in shipped.ancestors(entity.id)]
            assert any(e is not None and e.type == "country" for e in above), entity.id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "A home-made missile hit the al-Omar field in Deir ez-Zor, and a blast was heard at the"
                " Koniko gas field, SOHR said; Iran-backed militias are believed to be behind it."
            ),
            "al-omar-oil-field SY-DY conoco-gas-plant sohr iran-backed-militias",
        ),
        (
            (
                "سقط صاروخ على حقل العمر بريف دير الزور وسمع انفجار بحقل كونيكو، وقالت سانا"
                " والمرصد السوري لحقوق الإنسان إن ميليشيات موالية لإيران تقف وراءه"
            ),
            "al-omar-oil-field SY-DY conoco-gas-plant sana sohr iran-backed-militias",
        ),
        (
            "مووشەکێک بەر کێڵگەی عومەر لە دێرەزوور کەوت و تەقینەوەیەک لە کێڵگەی گازی کۆنیکۆ بیسترا",
            "al-omar-oil-field SY-DY conoco-gas-plant",
        ),
        (
            "Mûşekek li kêlgeha Omer a li Dêrazorê ket û QSD li Hesekeyê ye",
            "al-omar-oil-field SY-DY syrian-democratic-forces SY-HA",
        ),
        (
            "یک موشک به میدان نفتی «العمر» در دیرالزور اصابت کرد و انفجار در میدان گازی کونیکو",
            "al-omar-oil-field SY-DY conoco-gas-plant",
        ),
        (
            "Deyrizor'daki Ömer petrol sahasına roket düştü, Koniko gaz sahasında patlama oldu",
            "SY-DY al-omar-oil-field conoco-gas-plant",
        ),
        (
            (
                "Ракета попала в нефтяное месторождение Аль-Омар в Дейр-эз-Зоре, взрыв слышен у"
                " газового месторождения Конико, сообщает САНА"
            ),
            "al-omar-oil-field SY-DY conoco-gas-plant sana",
        ),
        (
            (
                "Ракета влучила в нафтове родовище Аль-Омар у Дейр-ез-Зорі, вибух чули біля родовища"
                " Коніко в Сирії"
            ),
            "al-omar-oil-field SY-DY conoco-gas-plant SY",
        ),
        (
            (
                "Un missile a frappé le champ pétrolier d'al-Omar à Deir ez-Zor, et le champ gazier de"
                " Conoco, selon l'OSDH"
            ),
            "al-omar-oil-field SY-DY conoco-gas-plant sohr",
        ),
        ("Omar Abu Layla is a man; hail fell, the tank was a ward of nobody", ""),
        ("رجل في الأربعين من العمر", ""),
        ("Al Mayadeen TV named no place", "al-mayadeen"),
        ("Rmelan oil field burned", "rumaylan-oil-facilities"),
        ("ConocoPhillips profit doubled", "conocophillips"),
        ("قسد تعـ ـتـ ـقل شابا في الحسـ ـكة", "syrian-democratic-forces SY-HA"),
        ("وبالعراق ولسوريا وللعراق", "IQ SY"),
        ("قصف قاعدة القرية الخضراء", "green-village"),
        ("атаки на базы США в Сирии", "united-states-forces SY"),
        ("حمله به پایگاه آمریکا", "united-states-forces"),
        ("let us base this on facts", ""),
        ("قواعد التنف والشدادي", "al-tanf-garrison us-base-al-shaddadi"),
        ("بەندینخانەی غوێران", "ghweran-prison"),
        ("a shell hit us, he is well, the sun rose in the north", ""),
    ],
)
def test_a_sentence_in_each_language_is_read(
    shipped_resolver: Resolver,
    make_report: MakeReport,
    evidence_holds: CheckEvidence,
    text: str,
    expected: str,
) -> None:
    report = make_report(body=text)
    resolution = shipped_resolver.resolve(report)
    evidence_holds(report, resolution)
    assert [m.entity for m in resolution.mentions if m.evidence] == expected.split()


@pytest.mark.parametrize(
    ("entry", "kind", "entity"),
    [
        ("Koniko", Kind.FACILITY, "conoco-gas-plant"),
        ("Conoco", Kind.FACILITY, "conoco-gas-plant"),
        ("كونيكو", Kind.FACILITY, "conoco-gas-plant"),
        ("Конико", Kind.FACILITY, "conoco-gas-plant"),
        ("al-Omar", Kind.FACILITY, "al-omar-oil-field"),
        ("العمر", Kind.FACILITY, "al-omar-oil-field"),
        ("Deir ez-Zor", Kind.REGION, "SY-DY"),
        ("Dayr az Zawr", Kind.REGION, "SY-DY"),
        ("Georgia", Kind.REGION, "GE"),
        ("Iran-backed militias", Kind.ACTOR, "iran-backed-militias"),
        ("Islamic State", Kind.ACTOR, "islamic-state"),
    ],
)
def test_a_rule_may_use_any_spelling(
    shipped: Gazetteer, entry: str, kind: Kind, entity: str
) -> None:
    assert shipped.named(entry, kind) == (entity,)


def test_a_name_that_nobody_knows_gets_suggestions(shipped: Gazetteer) -> None:
    assert "conoco-gas-plant" in {e.id for e in shipped.suggest("Konoko gas", Kind.FACILITY)}
    assert "SY-DY" in {e.id for e in shipped.suggest("Der Ezor", Kind.REGION)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sirya", "SY"),
        ("Syira", "SY"),
        ("Siria", "SY"),
        ("Irak", "IQ"),
        ("Jemen", "YE"),
        ("Lybia", "LY"),
        ("Norwey", "NO"),
        ("سورا", "SY"),
    ],
)
def test_a_short_name_with_a_slip_in_it_gets_the_right_one_suggested(
    shipped: Gazetteer, typed: str, meant: str
) -> None:
    assert meant in {e.id for e in shipped.suggest(typed, Kind.REGION)}
