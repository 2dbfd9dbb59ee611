"""Names as running text has them: declined, owned, by their town, or told by a capital only."""

import pytest

from alerts.model.entity import Role
from alerts.resolve.declension import cases
from alerts.resolve.fold import key
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport

PRIMARY = Role.PRIMARY

DECLINED = [
    ("ru", "Рязанский нефтеперерабатывающий завод", "Рязанском нефтеперерабатывающем заводе"),
    ("ru", "нефтяное месторождение Румайла", "нефтяном месторождении Румайла"),
    ("ru", "Трипольская ТЭС", "Трипольскую ТЭС"),
    ("ru", "тепловая электростанция Банияс", "тепловой электростанции Банияс"),
    ("uk", "Кременчуцький нафтопереробний завод", "Кременчуцькому нафтопереробному заводу"),
    ("uk", "Трипільська теплова електростанція", "Трипільську теплову електростанцію"),
    ("uk", "Каховська ГЕС", "Каховської ГЕС"),
]

NAMED = [
    ("Drones set the refinery in Tuapse on fire.", "tuapse-refinery"),
    ("Беспилотники ударили по нефтеперерабатывающему заводу в Сызрани.", "syzran-refinery"),
    ("Дрони влучили в нафтопереробний завод у Кременчуці.", "kremenchuk-refinery"),
    ("Rockets were fired at the US base in al-Shaddadi, south of Hasakah.", "us-base-al-shaddadi"),
    ("استهدفت صواريخ القاعدة الأمريكية في المالكية.", "us-base-al-malikiyah"),
    ("Ракеты ударили по базе США в Эль-Маликии.", "us-base-al-malikiyah"),
    ("Un drone a visé la base américaine à Chaddadi.", "us-base-al-shaddadi"),
    ("Rockets hit the US base at Conoco.", "united-states-forces"),
    ("Росіян звинуватили в ударі по ТЕС.", "russian-armed-forces"),
    ("ВМС України атакували порт Новоросійськ.", "armed-forces-of-ukraine"),
    ("Wildfire smoke: Shell said its plant was hit by a drone.", "shell"),
    ("A missile struck a tank leased by Shell near Basra.", "shell"),
]

REGIONS = [
    ("Дрон упал в Белгороде.", "RU-BEL"),
    ("На Брянщині пролунав вибух.", "RU-BRY"),
    ("Взрыв прогремел в Энгельсе.", "RU-SAR"),
    ("У порту Тамань спалахнула пожежа.", "RU-KDA"),
    ("Вибух у Харкові.", "UA-63"),
    ("Взрывы прогремели в Одессе.", "UA-51"),
    ("Drones hit Novorossiysk.", "RU-KDA"),
]


def mentioned(body: str, resolver: Resolver, make_report: MakeReport) -> dict[str, Role]:
    resolution = resolver.resolve(make_report(body=body))
    return {m.entity: m.role for m in resolution.mentions}


@pytest.mark.parametrize(("language", "listed", "declined"), DECLINED)
def test_adjective_and_noun_take_their_case_together(
    language: str, listed: str, declined: str
) -> None:
    assert key(declined) in set(cases(key(listed), frozenset([language])))


@pytest.mark.parametrize("name", ["месторождение Омар", "Омар", "al-Omar oil field", "حقل العمر"])
def test_what_begins_with_no_adjective_is_left_as_it_is(name: str) -> None:
    assert list(cases(key(name), frozenset(["ru", "uk"]))) == []


@pytest.mark.parametrize(("body", "entity"), NAMED, ids=[entity for _, entity in NAMED])
def test_it_is_named(
    body: str, entity: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    assert entity in mentioned(body, shipped_resolver, make_report)


@pytest.mark.parametrize(("body", "region"), REGIONS, ids=[region for _, region in REGIONS])
def test_a_city_brings_its_region(
    body: str, region: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    assert mentioned(body, shipped_resolver, make_report)[region] is Role.PRIMARY


@pytest.mark.parametrize(
    ("body", "entity"),
    [
        ("Shells fell on the town. Shell fragments were found.", "shell"),
        ("Shell hits a house in Tal Tamr.", "shell"),
        ("Guards in Salah al-Din fired at a drone.", "DZ-53"),
        ("Rockets hit an SDF base in al-Shaddadi.", "us-base-al-shaddadi"),
        ("أضرم مسلحون النار في بئرين قرب كركوك.", "JO-AZ"),
    ],
)
def test_it_is_not_named(
    body: str, entity: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    assert entity not in mentioned(body, shipped_resolver, make_report)


def test_a_line_is_news_where_it_was_hit_and_not_along_all_of_it(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    body = "A bomb went off on the Kirkuk-Ceyhan pipeline near Silopi in Turkey."
    found = mentioned(body, shipped_resolver, make_report)
    assert found["TR-73"] is Role.PRIMARY
    assert {found[r] for r in ("IQ-KI", "IQ-NI", "TR-01", "IQ")} == {Role.CONTEXT}


def test_a_line_that_nothing_places_is_news_in_its_countries(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = mentioned(
        "A bomb went off on the Kirkuk-Ceyhan pipeline.", shipped_resolver, make_report
    )
    assert (found["IQ"], found["TR"], found["IQ-NI"]) == (PRIMARY, PRIMARY, Role.CONTEXT)


def test_what_a_place_lies_west_of_is_not_where_it_is(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    body = "A drone hit the Mellitah complex west of Tripoli."
    found = mentioned(body, shipped_resolver, make_report)
    assert (found["LY-NQ"], found["LY-TB"]) == (PRIMARY, Role.CONTEXT)
