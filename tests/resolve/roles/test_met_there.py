"""Where a spokesman spoke, an envoy was, or something was launched, nothing happened."""

import pytest

from tests.resolve.roles.marked import check

LATER = [
    "A drone hit [Sour|R news]. In [Baghdad|R past], military spokesman Yehia said it was pursued.",
    "A drone hit [Sour|R news]. It came while an envoy was in [Beirut|R past] to discuss the truce.",
    "A drone hit [Sour|R news] while the foreign minister was visiting [Beirut|R past] for talks.",
    "قصفت طائرات [كركوك|R news]. وقال المتحدث باسم الجيش في [بغداد|R past] إن ثلاثة قتلوا.",
    "چەکداران هێرشیان کردە سەر [هەولێر|R news]. وتەبێژی سوپا لە [بەغدا|R past] ڕایگەیاند کە سێ کەس کوژراون.",
    "Два беспилотника, запущенных боевиками «[ХТШ|G]» с территории провинции [Идлиб|R past], сбиты у [авиабазы|F news].",
    "ڕۆکێت بەر [فڕۆکەخانەی هەولێر|F news] کەوتن. ڕۆکێتەکان لە سنووری [پارێزگای نەینەواوە|R past] هاوێژراون.",
]
# It may be all that a report begins with; and where a blow fell while one was there, it fell.
THERE = [
    "In [Kirkuk|R news], police spokesman Ali said a bomb killed three.",
    "In [Baghdad|R news], military spokesman Yehia said a bomb killed three.",
    "An envoy was in [Beirut|R news] when a drone hit the airport road.",
    "درۆنێک لە [نەینەوا|R news] کەوتە خوارەوە و تەقییەوە.",
]
# A country that is struck leaves room for the province told behind it.
WITHIN = [
    (
        "[Irak|R]'ın kuzeyinde 23 hedef imha edildi",
        "Savaş uçakları [Duhok|R news] ilindeki dağlara hava harekâtı düzenledi.",
    ),
]


@pytest.mark.parametrize("text", LATER)
def test_where_one_spoke_or_whence_it_came_is_background(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", THERE)
def test_where_it_happened_is_news_whoever_speaks_there(text: str) -> None:
    check(text)


@pytest.mark.parametrize(("title", "body"), WITHIN)
def test_the_locative_of_a_province_says_where(title: str, body: str) -> None:
    check(body, title)
