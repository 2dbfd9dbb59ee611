"""What a blow answered is background: the news is where the answer fell."""

import pytest

from tests.resolve.roles.marked import check

ANSWERS = [
    "Missiles hit [Haifa|R news] in answer to Israel's bombing of [South Pars|F past].",
    "Missiles hit [Haifa|R news] in response to a raid on [South Pars|F past].",
    "The army fired at [the refinery|F news] in reply to a strike on [South Pars|F past].",
    "The army hit [the refinery|F news] in revenge for the strike on [South Pars|F past].",
    "Ils ont frappé [la raffinerie|F news] en réponse au bombardement de [South Pars|F past].",
    "Ils ont frappé [la raffinerie|F news] en représailles à la frappe contre [South Pars|F past].",
    "Они ударили по [НПЗ|F news] в ответ на бомбардировку [Южного Парса|F past].",
    "Они ударили по [НПЗ|F news] в отместку за удар по [Южному Парсу|F past].",
    "Вони ударили по [НПЗ|F news] у відповідь на удар по [родовищу|F past].",
    "Ordu, [Güney Pars|F past]'ın bombalanmasına karşılık [rafineriyi|F news] vurdu.",
    "قصفت الطائرات [المصفاة|F news] ردا على قصف [حقل بارس|F past].",
    "قصفت الطائرات [المصفاة|F news] انتقاما لقصف [حقل بارس|F past].",
    "آنها در پاسخ به حمله به [پارس جنوبی|F past]، [پالایشگاه|F news] را هدف قرار دادند.",
    "ئەوان لە وەڵامی هێرشی سەر [پارسی باشووردا|F past] [پاڵاوگەی|F news] کردە ئامانج.",
    "Wan di bersiva êrîşa li ser [Pars|F past] de [rafînerî|F news] kir hedef.",
]
# Who answers is in the news, and so is where a blow fell within hours.
NO_CAUSE = [
    "[Türk ordusu|S responder] [Haseke|R news]'deki saldırıya topçu ateşiyle karşılık verdi.",
    "Rockets hit [the Omar field|F news] in hours after dark.",
]


@pytest.mark.parametrize("text", ANSWERS)
def test_what_was_answered_is_background(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", NO_CAUSE)
def test_an_answer_is_no_background(text: str) -> None:
    check(text)
