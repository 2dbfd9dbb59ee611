"""Where others meet, whence a weapon came, who tells of his own town, and what a place and a colon say."""

import pytest

from tests.resolve.roles.marked import check

VENUES = [
    ("en", "Missiles hit [Kyiv|R news] hours before talks in [Istanbul|R past]"),
    ("en", "Explosion at [Sarsang|F news] oilfield ahead of talks in [Baghdad|R past]"),
    ("fr", "Des missiles frappent [Kiev|R news] avant des pourparlers à [Istanbul|R past]"),
    ("tr", "[Istanbul'daki|R past] görüşmelerden önce füzeler [Kiev'i|R news] vurdu"),
    ("tr", "Füzeler, [Bağdat'taki|R past] zirve öncesinde [Erbil'i|R news] vurdu"),
    ("ku", "Berî danûstandinên li [Stenbolê|R past] mûşekan [Kiyev|R news] kirin armanc"),
    ("ar", "انفجار في [حقل سرسنك|F news] قبيل محادثات في [بغداد|R past]"),
    ("fa", "موشک‌ها پیش از مذاکرات در [استانبول|R past] به [کی‌یف|R news] اصابت کرد"),
    ("ckb", "پێش گفتوگۆکان لە [ئیستانبوڵ|R past] مووشەک [کیێڤ|R news]ی کردە ئامانج"),
    ("ru", "Ракеты ударили по [Киеву|R news] накануне переговоров в [Стамбуле|R past]"),
    ("uk", "Ракети вдарили по [Києву|R news] напередодні переговорів у [Стамбулі|R past]"),
]
NO_VENUES = [
    ("en", "Rockets hit [Baghdad|R news] ahead of summit"),
    ("en", "Explosion kills two before meeting in [Baghdad|R news]"),
    ("en", "Before talks, drones struck a base in [Anbar|R news]; [Koniko|F news] was hit too"),
    ("fr", "Avant le sommet, une explosion à [Bagdad|R news]"),
    ("ar", "قصف على قاعدة في [الأنبار|R news] قبل محادثات"),
    ("ru", "Перед переговорами ракеты ударили по базе в [Анбаре|R news]"),
    ("uk", "Перед переговорами ракети вдарили по базі в [Анбарі|R news]"),
]
FLOWN = [
    ("en", "Fighters fired rockets from [Gaza|R past] at [Ashkelon|R news]."),
    ("en", "Missiles from [Yemen|R past] hit [Eilat|R news]."),
    ("en", "Rockets launched from [Tuz|R past] in [Saladin|R past] hit [Kirkuk|R news]."),
    ("fr", "Un drone venu [d'Irak|R past] a frappé [Eilat|R news]."),
    ("tr", "[Yemen'den|R past] füze: [Eylat|R news] vuruldu."),
    ("ku", "Mûşekên ji [Yemenê|R past] li [Eylatê|R news] ketin."),
    ("ar", "صاروخ أطلق من [اليمن|R past] يسقط في [إيلات|R news]"),
    ("ar", "صواريخ من [لبنان|R past] تسقط على [حيفا|R news]"),
    ("fa", "موشک‌های شلیک شده از [یمن|R past] به [ایلات|R news] اصابت کرد"),
    ("ckb", "مووشەکێک لە [یەمەنەوە|R past] هاوێژرا و [ئیلات|R news]ی کردە ئامانج"),
    ("ru", "Ракеты из [Йемена|R past] упали на [Эйлат|R news], есть взрывы."),
    ("uk", "Дрони з [Ірану|R past] атакували [Ербіль|R news]."),
]
TOLD_OF_HERE = [
    ("en", "[Kirkuk|R news] police said three people were killed"),
    ("tr", "[Kerkük|R news] polisi patlamada üç kişinin öldüğünü söyledi"),
    ("ku", "Polîsê [Kerkûkê|R news] got sê kes hatin kuştin"),
    ("fa", "پلیس [کرکوک|R news] گفت سه نفر کشته شدند"),
    ("ckb", "پۆلیسی [کەرکوک|R news] رایگەیاند سێ کەس کوژران"),
    ("fa", "ارتش از حمله به [حمص|R news] خبر داد"),
    ("fa", "سپاه از حمله موشکی به [اربیل|R news] خبر داد"),
]
ALONE = [
    ("en", "[Manbij|R news]: three killed in car bomb."),
    ("en", "[BAGHDAD|R past]: Rockets hit a base in [Anbar|R news]."),
    ("en", "[Manbij|R news]: three killed in car bomb. [Ankara|R past] condemned it."),
    ("fr", "[Manbij|R news] : trois morts dans une explosion."),
    ("ar", "[منبج|R news]: مقتل ثلاثة بانفجار سيارة مفخخة."),
    ("ru", "[Манбидж|R news]: трое погибли при взрыве автомобиля."),
    ("uk", "[Манбідж|R news]: троє загинули внаслідок вибуху."),
    ("tr", "[Münbiç|R news]: patlamada üç kişi öldürüldü."),
    ("fa", "[منبج|R news]: سه کشته در انفجار خودرو."),
]
DEALS = [
    ("en", "Agreement with [Sweida|R news] collapses as shelling resumes"),
    ("en", "Agreement with [Sweida|R past] signed after shelling of [Daraa|R news]"),
    ("fr", "L'accord avec [Soueïda|R news] s'effondre et les bombardements reprennent"),
    ("ar", "انهيار الاتفاق مع [السويداء|R news] وتجدد القصف"),
    ("fa", "فروپاشی توافق با [سویدا|R news] و حملات تازه"),
    ("ru", "Соглашение с [Сувейдой|R news] сорвано, обстрелы возобновились"),
    ("uk", "Угоду з [Сувейдою|R news] зірвано, обстріли тривають"),
]
OFFICIALS = [
    ("en", "A US official in [Baghdad|R past] said rockets were fired at [Asad|F news]"),
    ("en", "A US official in [Baghdad|R past] said rockets were fired"),
    ("en", "A US official in [Erbil|R news] was killed in a drone attack, police said"),
    ("en", "A US official in [Erbil|R news] killed in drone attack, police said"),
    ("ar", "قال مسؤول أميركي في [بغداد|R past] إن صواريخ أطلقت"),
    ("ar", "مقتل مسؤول أميركي في [بغداد|R news]، قال مصدر"),
    ("en", "A local official in [Baghdad|R news] said rockets were fired"),
    ("fr", "Un responsable américain à [Bagdad|R past] a déclaré que des roquettes ont été tirées"),
    ("ru", "Американский чиновник в [Багдаде|R past] сообщил о ракетном обстреле"),
    ("uk", "Американський дипломат у [Багдаді|R past] повідомив про обстріл"),
]
DEAD = [
    ("en", "Missiles hit [Aleppo|R news]. Three people died in [Hama|R news]."),
    ("tr", "Füzeler [Halep'i|R news] vurdu. [Hama'da|R news] üç kişi öldü."),
    ("en", "Missiles hit [Aleppo|R news]. Three people died in hospital in [Hama|R past]."),
    ("tr", "Füzeler [Halep'i|R news] vurdu. [Hama'da|R past] hastanede üç kişi öldü."),
    ("en", "Missiles hit [Aleppo|R news]. Three people died in a crash in [Hama|R past]."),
]


@pytest.mark.parametrize(("language", "text"), [*VENUES, *NO_VENUES])
def test_where_others_meet_later_nothing_happened(language: str, text: str) -> None:
    assert language
    check("", text)
    check(text)


@pytest.mark.parametrize(("language", "text"), FLOWN)
def test_whence_a_weapon_came_is_not_where_it_fell(language: str, text: str) -> None:
    assert language
    check(text)


@pytest.mark.parametrize(("language", "text"), TOLD_OF_HERE)
def test_police_tell_of_their_own_town(language: str, text: str) -> None:
    assert language
    check(text)


@pytest.mark.parametrize(("language", "text"), ALONE)
def test_a_place_and_a_colon_say_where_it_was_if_nothing_else_does(
    language: str, text: str
) -> None:
    assert language
    check(text)


@pytest.mark.parametrize(("language", "text"), DEALS)
def test_a_deal_that_breaks_down_is_news_of_the_place(language: str, text: str) -> None:
    assert language
    check(text)


@pytest.mark.parametrize(("language", "text"), OFFICIALS)
def test_a_foreign_official_only_sits_where_he_speaks(language: str, text: str) -> None:
    assert language
    check(text)


@pytest.mark.parametrize(("language", "text"), DEAD)
def test_where_people_die_of_the_attack_is_news(language: str, text: str) -> None:
    assert language
    check(text)
