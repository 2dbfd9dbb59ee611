"""Whose targets were hit, who only tells of it, and what Turkish says that others did."""

import pytest

from tests.resolve.roles.marked import check

AIMED_AT = [
    (
        "en",
        "Jets struck [the port|F news]; the army said it had hit targets of [the rebels|G target].",
    ),
    ("en", "Jets struck [Houthi|G target] positions near [the port|F news]."),
    ("fr", "L'aviation a bombardé des cibles [des rebelles|G target] au [port|F news]."),
    ("tr", "Uçaklar [limandaki|F news] [örgüt|G target] hedeflerini vurdu."),
    ("ku", "Balafiran li [benderê|F news] armancên [rêxistinê|G target] bombebaran kirin."),
    ("ar", "ضربت طائرات [الميناء|F news]. وأكد الجيش أنه قصف أهدافاً [للحوثيين|G target]."),
    ("fa", "جنگنده‌ها مواضع [شورشیان|G target] در [بندر|F news] را بمباران کردند."),
    ("ckb", "فڕۆکەکان پێگەکانی [گرووپەکە|G target]یان لە [بەندەر|F news] بۆردومان کرد."),
    ("ru", "Авиация нанесла удары по объектам [повстанцев|G target] в [порту|F news]."),
    ("uk", "Авіація завдала ударів по позиціях [повстанців|G target] у [порту|F news]."),
]
NOT_AIMED_AT = [
    "Drones hit [the field|F news]. The ministry spoke of [PKK|G none] targets.",
    "Rockets fired from [militia|G] positions hit [the field|F news].",
]
TURKISH = [
    "[Boru hattına|F news] saldırı düzenlendi. Bakan, sabotajı [teröristlerin|G alleged] yaptığını söyledi.",
    "[Boru hattında|F news] patlama oldu. Valilik saldırıyı [teröristlerin|G alleged] düzenlediğini açıkladı.",
    "[Boru hattı|F news] vuruldu. Bakanlık saldırıyı [militanların|G alleged] gerçekleştirdiğini belirtti.",
]
ONLY_TELLS = [
    "A missile hit [the depot|F news]. [The coalition|S none] said the fire was put out.",
    "[The depot|F news] burned after a missile attack, [the coalition|S none] said, blaming [rebels|G alleged].",
]


@pytest.mark.parametrize(("language", "text"), AIMED_AT)
def test_whose_targets_are_hit_is_hit(language: str, text: str) -> None:
    assert language
    check(text)


@pytest.mark.parametrize("text", NOT_AIMED_AT + TURKISH + ONLY_TELLS)
def test_who_is_named_otherwise_is_not(text: str) -> None:
    check(text)


def test_the_day_of_a_reason_is_not_that_of_the_deed() -> None:
    check(
        "ضربت طائرات [الميناء|F news] مساء الإثنين. وأكد الجيش أنه قصف أهدافاً [للحوثيين|G target] رداً على هجوم"
        " بمسيرة يوم السبت."
    )
