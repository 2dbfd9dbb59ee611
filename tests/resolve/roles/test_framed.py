"""What stands around a report: where it was written, and the headlines below it."""

import pytest

from alerts.model.entity import Role
from alerts.resolve.resolver import Resolver
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles import words_actors, words_calm, words_events, words_frame, words_quiet
from tests.resolve.conftest import MakeReport


def in_the_news(resolver: Resolver, make_report: MakeReport, text: str) -> set[str]:
    found = resolver.resolve(make_report(body=text)).mentions
    return {m.entity for m in found if m.role is Role.PRIMARY and m.evidence}


@pytest.mark.parametrize(
    "opening",
    ["ERBIL, Kurdistan Region - ", "ERBIL, Iraq – ", "ERBIL (Kurdistan Region) — ", "أربيل - "],
)
def test_every_place_of_a_dateline_is_where_it_was_written(
    opening: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    text = opening + "Rockets hit the al-Omar oil field in Deir ez-Zor on Monday."
    found = in_the_news(shipped_resolver, make_report, text)
    assert {"al-omar-oil-field", "SY-DY"} <= found
    assert not found & {"IQ-AR", "IQ-KR", "IQ"}


HEADLINES = [
    "Read also: Drone shot down over the Harir air base in northern Iraq",
    "اقرأ أيضا: إسقاط طائرة مسيرة فوق قاعدة حرير الجوية شمال العراق",
    "Читайте также: Беспилотник сбит над авиабазой Харир на севере Ирака",
    "Lire aussi : un drone abattu au-dessus de la base aérienne de Harir",
]


@pytest.mark.parametrize("headline", HEADLINES)
def test_headlines_below_a_report_are_no_news_of_its_own(
    headline: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    text = (
        "Rockets hit the al-Omar oil field on Monday.\n\nNobody was hurt.\n\n"
        f"{headline}\nTurkish strike hits Amuda power station"
    )
    assert in_the_news(shipped_resolver, make_report, text) == {"al-omar-oil-field"}


def test_a_link_amid_a_report_ends_nothing(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    text = (
        "Rockets fell in Deir ez-Zor on Monday.\n\nRead also: Drone shot down over Harir air base\n\n"
        "The rockets hit the al-Omar oil field."
    )
    found = in_the_news(shipped_resolver, make_report, text)
    assert "al-omar-oil-field" in found
    assert "harir-air-base" not in found


def test_from_a_place_in_sorani_is_not_in_it(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    text = "درۆنێک کە لە کەرکووکەوە هەستا کێڵگەی گازی کۆرمۆری کردە ئامانج."
    found = in_the_news(shipped_resolver, make_report, text)
    assert "khor-mor-gas-field" in found
    assert "IQ-KI" not in found


# A few stand for other words than past tenses, or change more than the ending.
_NO_VERBS = frozenset(
    [
        "патрул*",
        "обстріл*",
        "запобігл*",
        "квартал*",
        "відповіл*",
        "посол*",
        "загибел*",
        "провел*",
        "вдерл*",
        "підпал*",
    ]
)


def test_ukrainian_verbs_are_known_in_the_masculine() -> None:
    missed = []
    for module in (words_actors, words_calm, words_events, words_frame, words_quiet):
        for name, table in vars(module).items():
            listed = table["uk"].split() if name.isupper() and "uk" in table else []
            for word in (w for w in listed if w.endswith("л*") and w not in _NO_VERBS):
                masculine = word.removesuffix("л*") + "в"
                bits = cue.LEXICON[masculine.replace("'", "")].bits
                if "_" not in word and not bits & getattr(cue, name, -1):
                    missed.append((name, masculine))
    assert sorted(missed) == []
