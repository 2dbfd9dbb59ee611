"""When a region named is where it happened."""

import pytest

from tests.resolve.roles.marked import check

PLACES = [
    ("en", "Rockets hit a base in [Anbar|R news]."),
    ("en", "BAGHDAD: Rockets hit a base in [Anbar|R news]."),
    ("fr", "Une explosion a eu lieu dans la province d'[Anbar|R news]."),
    ("tr", "[Haseke'de|R news] bir üs vuruldu."),
    ("ku", "Li [Hesekê|R news] êrîş hat kirin."),
    ("ar", "سقطت صواريخ على قاعدة في [الأنبار|R news]."),
    ("fa", "پایگاهی در [الانبار|R news] هدف حمله قرار گرفت."),
    ("ckb", "لە [ئەنبار|R news] هێرش کرایە سەر بنکەیەک."),
    ("ru", "Ракеты ударили по базе в провинции [Анбар|R news]."),
    ("uk", "Ракети влучили в базу в провінції [Анбар|R news]."),
]

NO_PLACES = [
    ("en", "[Erbil|R past] – Rockets hit a base in [Anbar|R news]."),
    ("en", "[ERBIL|R past] (Reuters) - Rockets hit a base in [Anbar|R news]."),
    ("en", "Rockets hit [Koniko|F news]. [Lebanon|R past] said it was watching."),
    ("en", "Rockets hit [Koniko|F news], an act [Damascus|R past] called a crime."),
    ("en", "Rockets fired from [Iraq|R past] hit [Koniko|F news]."),
    ("en", "[Yemen|R past]'s [Houthis|G] attacked [Abqaiq|F news]."),
    ("en", "[Turkey|R past] carried out strikes on [Rumaylan|F news]."),
    ("en", "Drones hit [Koniko|F news]. Last week rockets fell in [Baghdad|R past]."),
    ("en", "Drones hit [Koniko|F news] as [Israel|R past] conflict escalates."),
    ("fr", "[Bagdad|R past] (AFP) – Un drone a frappé une base dans la province d'[Anbar|R news]."),
    ("ar", "[بغداد|R past] – سقطت صواريخ على قاعدة في [الأنبار|R news]."),
    ("ar", "أطلقت الصواريخ من [العراق|R past] على [كونيكو|F news]."),
    ("ar", "استهدفت صواريخ [كونيكو|F news]. وفي الأسبوع الماضي سقطت صواريخ في [بغداد|R past]."),
    ("fa", "راکت‌ها از [عراق|R past] به [کونیکو|F news] شلیک شد."),
    ("ru", "Ракеты, выпущенные из [Ирака|R past], попали в [Конико|F news]."),
    ("ru", "Ракеты попали в [Конико|F news]. Правительство [Ирака|R past] осудило удар."),
    ("uk", "Ракети влучили в [Коніко|F news]. Уряд [Іраку|R past] засудив удар."),
    ("tr", "Roketler [Koniko|F news] sahasını vurdu. [Irak|R past] hükümeti saldırıyı kınadı."),
]


@pytest.mark.parametrize(("language", "text"), [*PLACES, *NO_PLACES])
def test_a_region_is_news_where_the_words_put_the_event_there(language: str, text: str) -> None:
    assert language
    check(text)


def test_what_holds_the_place_that_was_hit_is_news_with_it() -> None:
    check("Last week rockets fell in [Anbar|R past]. Drones hit [Koniko|F news].")
