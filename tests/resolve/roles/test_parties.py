"""Where something is said, and who talks with whom, is not where something happened."""

import pytest

from tests.resolve.roles.marked import check
from tests.resolve.roles.test_seats import LEADS_WITH_A_PLACE

SAID = [
    ("en", "The two companies said in [Doha|R past] on Tuesday that repairs went on."),
    ("en", "The minister told reporters in [Baghdad|R past] that repairs went on."),
    ("fr", "Le ministre a déclaré à [Doha|R past] que les réparations avançaient."),
    ("ar", "وقال في [الدوحة|R past] إن الإصلاحات مستمرة."),
    ("ru", "Министр заявил в [Москве|R past], что ремонт идёт."),
    ("uk", "Міністр заявив у [Києві|R past], що ремонт триває."),
    ("fa", "وزارت بهداشت در [صنعا|R past] شمار زخمی‌ها را ۱۷ نفر اعلام کرد."),
    ("ckb", "وەزارەتی تەندروستی لە [سەنعا|R past] ژمارەی بریندارانی بە ١٧ کەس ڕاگەیاند."),
]
TALKS = [
    ("en", "Talks between [Erbil|R past] and [Baghdad|R past] have stalled."),
    ("en", "The agreement of [Erbil|R past] and [Baghdad|R past] has lapsed."),
    ("en", "The [Ankara|R past]-[Baghdad|R past] deal has lapsed."),
    ("en", "The row with [Baghdad|R past] goes on."),
    ("fr", "Les négociations entre [Erbil|R past] et [Bagdad|R past] sont au point mort."),
    ("tr", "[Erbil|R past] ile [Bağdat|R past] arasındaki görüşmeler sonuç vermedi."),
    ("ku", "Danûstandinên [Hewlêr|R past] û [Bexdayê|R past] bê encam in."),
    ("ar", "ولا تزال المفاوضات بين [أربيل|R past] و[بغداد|R past] متعثرة."),
    ("fa", "مذاکرات [اربیل|R past] و [بغداد|R past] به نتیجه نرسیده است."),
    ("ckb", "گفتوگۆی [هەولێر|R past] و [بەغدا|R past] نەگەیشتووەتە ئەنجام."),
    ("ru", "Переговоры [Эрбиля|R past] и [Багдада|R past] сорвались."),
    ("uk", "Переговори [Ербіля|R past] та [Багдада|R past] зірвалися."),
]
STILL = [
    "After the talks failed, drones hit fields in [Erbil|R news] and [Baghdad|R news].",
    "The ministry in [Sanaa|R news] was hit by two missiles, officials said.",
    "Two blasts were reported in [Kirkuk|R news] on Monday.",
    "Drones hit [Erbil|R news] and [Baghdad|R news] after talks collapsed.",
]


@pytest.mark.parametrize(("language", "sentence"), SAID + TALKS)
def test_a_place_that_speaks_or_talks_is_background(language: str, sentence: str) -> None:
    lead = LEADS_WITH_A_PLACE.get(language) or "Ömer petrol sahası [Deyr|R news]'de vuruldu. "
    check(lead + sentence)


@pytest.mark.parametrize(("language", "sentence"), TALKS)
def test_where_no_attack_is_told_they_are_background_too(language: str, sentence: str) -> None:
    assert language
    check(sentence)


@pytest.mark.parametrize("text", STILL)
def test_what_is_hit_is_news_all_the_same(text: str) -> None:
    check(text)
