"""What a blow is told of is where it happened, as surely as what lies "in" a place."""

import pytest

from alerts.model.entity import Kind, Role
from alerts.resolve.fold import key
from alerts.resolve.resolver import Resolver
from alerts.resolve.roles import Name
from alerts.resolve.roles.sentences import Sentence, sentences
from alerts.resolve.roles.struck import is_hit_with_a_site, is_struck
from tests.resolve.conftest import MakeReport


def read(marked: str) -> tuple[Sentence, list[tuple[int, Name]]]:
    """Read a sentence whose places stand in brackets, a site's with a star before it."""
    names: list[Name] = []
    plain = ""
    for i, piece in enumerate(marked.replace("]", "[").split("[")):
        words = piece.removeprefix("*")
        if i % 2:
            kind = Kind.FACILITY if piece.startswith("*") else Kind.REGION
            start = len(plain)
            names.append(
                Name(key(words), kind, "admin1", "/body", start, start + len(words), words)
            )
        plain += words
    sentence = next(iter(sentences("/body", plain, names, 1)))
    return sentence, sentence.names


STRUCK = [
    ("en", "Missiles struck [Kyiv]."),
    ("en", "Drones hit the city of [Homs] overnight."),
    ("en", "A missile attack on [Erbil] killed two."),
    ("en", "[Homs] was bombed."),
    ("en", "[Kharkiv] came under attack."),
    ("fr", "Des drones ont frappé [Kiev]."),
    ("fr", "Une frappe sur [Homs] a fait deux morts."),
    ("tr", "Füzeler [Halep'i] vurdu."),
    ("tr", "[Halep] bombalandı."),
    ("ku", "Artêşê [Helebê] bombebaran kir."),
    ("ar", "قصفت طائرات [حلب]."),
    ("ar", "استهدفت صواريخ مدينة [أربيل]."),
    ("ar", "هجوم على [كركوك]."),
    ("fa", "حمله به [حمص]."),
    ("fa", "جنگنده‌ها [حلب] را بمباران کردند."),
    ("ckb", "هێرش کرایە سەر [هەولێر]."),
    ("ckb", "فڕۆکەکان [حەلەب]یان بۆردومان کرد."),
    ("ru", "Ракеты ударили по [Киеву]."),
    ("ru", "Военные обстреляли [Харьков]."),
    ("ru", "Обстрел [Харькова] продолжается."),
    ("uk", "Дрони атакували [Одесу]."),
    ("uk", "Обстріл [Харкова] триває."),
]
ROWS = [
    ("en", "Missiles struck [Kyiv], [Odesa] and [Kharkiv]."),
    ("fr", "Des missiles ont frappé [Kiev] et [Odessa]."),
    ("tr", "Füzeler [Kiev] ve [Odessa'yı] vurdu."),
    ("ar", "غارات على [حمص] و [حماة]."),
    ("fa", "حمله به [حمص] و [حلب]."),
    ("ckb", "هێرش کرایە سەر [هەولێر] و [کەرکوک]."),
    ("ru", "Удар по [Киеву], [Одессе] и [Харькову]."),
    ("uk", "Удар по [Києву], [Одесі] та [Харкову]."),
]


@pytest.mark.parametrize(("language", "text"), [*STRUCK, *ROWS])
def test_what_is_struck_is_where_it_happened(language: str, text: str) -> None:
    assert language
    sentence, names = read(text)
    assert [n.text for at, n in names if not is_struck(sentence, at, n)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Jets hit [Tehran]'s programme."),
        ("en", "[Tehran] attacked the base."),
        ("en", "[Moscow] said the strike was an answer."),
        ("en", "Missiles were fired, [Kyiv] said."),
        ("fr", "[Paris] a condamné l'attaque."),
        ("tr", "[Ankara] saldırıyı kınadı."),
        ("ku", "[Enqere] êrîş şermezar kir."),
        ("ar", "قالت [بغداد] إن الهجوم كبير."),
        ("fa", "[تهران] گفت حمله بزرگ بود."),
        ("ckb", "[بەغدا] گوتی هێرشەکە گەورە بوو."),
        ("ru", "[Киев] сообщил об атаке."),
        ("uk", "[Київ] повідомив про атаку."),
    ],
)
def test_who_speaks_strikes_or_owns_is_not_struck(language: str, text: str) -> None:
    assert language
    sentence, names = read(text)
    assert [n.text for at, n in names if is_struck(sentence, at, n)] == []


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("[Israel] struck [Gaza].", ["Gaza"]),
        ("[Israel] bombed [Beirut] and [Tyre].", ["Beirut", "Tyre"]),
        ("Удар [Киева] по [Белгороду].", ["Белгороду"]),
        ("Удар [Києва] по [Бєлгороду].", ["Бєлгороду"]),
        ("[İsrail] [Gazze'yi] vurdu.", ["Gazze'yi"]),
        ("Attaque de [Moscou] contre [Odessa].", ["Odessa"]),
        ("حملات [اسرائیل] به [غزه].", ["غزه"]),
        ("غارات [إسرائيل] على [غزة].", ["غزة"]),
        ("[Israîl] êrîşî ser [Xezeyê] kir.", ["Xezeyê"]),
        ("[ئیسرائیل] هێرشی کردە سەر [غەززە].", ["غەززە"]),
    ],
)
def test_whose_blow_it_is_is_not_where_it_fell(text: str, struck: list[str]) -> None:
    sentence, names = read(text)
    assert [n.text for at, n in names if is_struck(sentence, at, n)] == struck


def test_a_place_and_a_site_are_hit_together_where_and_joins_them() -> None:
    sentence, names = read("Jets attacked [Palmyra] and the [*T4 air base].")
    assert is_hit_with_a_site(sentence, *names[0])
    sentence, names = read("Jets attacked [*T4 air base], [Palmyra] was calm.")
    assert not is_hit_with_a_site(sentence, *names[1])
    sentence, names = read("Jets attacked a road between [Palmyra] and the [*T4 air base].")
    assert not is_hit_with_a_site(sentence, *names[0])


@pytest.mark.parametrize(
    "text",
    [
        "A drone hit the Haifa refinery. The minister said attacks on Ukraine must stop.",
        "Дрон ударил по НПЗ в Хайфе. В Кремле заявили, что удары по Украине продолжатся.",
    ],
)
def test_a_country_told_of_later_is_not_what_was_struck(
    text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = {m.entity: m.role for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert (found["haifa-refinery"], found["UA"]) == (Role.PRIMARY, Role.CONTEXT)
