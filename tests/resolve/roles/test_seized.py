"""A field seized or handed over is news in the present tense too; who has long held it is none."""

import pytest

from tests.resolve.roles.marked import LEADS, check

SEIZED = [
    ("en", "[The army|S] takes over [Rumeilan|F news]."),
    ("en", "Government takes over [Rumeilan|F news] and [Suwaydiya|F news]."),
    ("fr", "[L'armée|S] prend le contrôle de [Conoco|F news]."),
    ("tr", "[Ordu|S] [Ömer|F news] sahasının kontrolünü aldı."),
    ("ku", "[Artêşê|S] kontrola [Omer|F news] girt destê xwe."),
    ("ar", "[الجيش السوري|S] يسيطر على [حقل العمر|F news]"),
    ("ar", "تسيطر قوات الجيش على [حقل العمر|F news]"),
    ("fa", "[ارتش سوریه|S] کنترل [میدان کونیکو|F news] را به دست گرفت"),
    ("ckb", "[سوپا|S] کۆنترۆڵی [کێڵگەی عومەر|F news] گرتە دەست"),
    ("ru", "[Армия|S] установила контроль над [Омаром|F news]."),
    ("uk", "[Армія|S] встановила контроль над [Омаром|F news]."),
]
HANDED_OVER = [
    ("en", "[SDF|G none] hands over [al-Omar|F news] to government."),
    ("fr", "[Les FDS|G none] remettent [al-Omar|F news] au gouvernement."),
    ("tr", "[HSD|G none] [Ömer|F news] sahasını hükümete devretti."),
    ("ku", "[HSDê|G none] [Omer|F news] radestî hikûmetê kir."),
    ("ar", "[قسد|G none] تسلم [حقل العمر|F news] للحكومة."),
    ("fa", "[نیروهای دموکراتیک|G none] [میدان العمر|F news] را به دولت تحویل دادند."),
    ("ckb", "[هەسەدە|G none] [کێڵگەی عومەر|F news] ڕادەستی حکوومەت کرد."),
    ("ru", "[СДС|G none] передали [Омар|F news] правительству."),
    ("uk", "[СДС|G none] передали [Омар|F news] уряду."),
]
HELD = [
    ("en", "[The army|S] controls [Tanf|F past]."),
    ("fr", "[L'armée|S] contrôle [Tanf|F past]."),
    ("tr", "[Ordu|S] [Tanf|F past] üssünü kontrol ediyor."),
    ("ku", "[Artêş|S] [Tenefê|F past] kontrol dike."),
    ("ar", "وتسيطر [القوات|S] على [التنف|F past] منذ 2017."),
    ("ar", "وقال مسؤول إن [القوات|S] التي تسيطر على [التنف|F past] لم ترد."),
    ("fa", "[ارتش|S] کنترل [التنف|F past] را در دست دارد."),
    ("ckb", "[سوپا|S] [تەنەف|F past]ی لەژێر دەستی خۆیدایە."),
    ("ru", "[Армия|S] контролирует [Танф|F past]."),
    ("uk", "[Армія|S] контролює [Танф|F past]."),
]


@pytest.mark.parametrize(("language", "text"), [*SEIZED, *HANDED_OVER])
def test_a_field_that_is_seized_or_handed_over_is_news(language: str, text: str) -> None:
    assert language
    check(text)


@pytest.mark.parametrize(("language", "text"), HELD)
def test_who_holds_a_field_is_no_news(language: str, text: str) -> None:
    check(LEADS[language] + text)


@pytest.mark.parametrize(
    "text",
    [
        "[القوات|S] تسيطر على [حقل العمر|F past] منذ 2017.",
        "[حقل العمر|F past] الذي تسيطر عليه [قسد|G] آمن، قال مسؤول.",
        "كانت [قسد|G] تسيطر على [حقل العمر|F past]، قال مسؤول.",
        "[Exxon|C] takes over [Rumaila|F past] under a contract.",
        "[The army|S] hands over prisoners at [Rumaila|F past], it said.",
        "[The army|S] hands over food to [Rumaila|F past], it said.",
        "[قسد|G] تسلم أسرى في [حقل العمر|F past]، قال مسؤول.",
        "[The army|S] takes over tasks of training; [Rumaila|F past] signed a contract.",
    ],
)
def test_what_is_held_bought_or_only_beside_is_none_in_a_lead(text: str) -> None:
    check(text)
