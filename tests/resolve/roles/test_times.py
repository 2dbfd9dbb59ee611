"""What a report dates otherwise than its news is background, however the language says so."""

from datetime import date

import pytest

from tests.resolve.roles.marked import LEADS, check

LAST_WEEKS = [
    ("en", "Last week's attack on [Koniko|F past] cut power."),
    ("en", "Engineers compared it with last year's strike on [Koniko|F past]."),
    ("en", "The militants had lost [Ajil|F past] a month before, under attack."),
    ("en", "Drones struck [Koniko|F past] some weeks previously."),
    ("fr", "L'attaque du mois dernier contre [Koniko|F past] avait fait deux morts."),
    ("fr", "Des drones ont frappé [Koniko|F past] trois jours plus tôt."),
    ("tr", "Geçen haftaki saldırıda [Koniko|F past] da vuruldu."),
    ("tr", "İki gün önceki saldırıda [Koniko|F past] hedef alındı."),
    ("ku", "Di êrîşa hefteya derbasbûyî de [Koniko|F past] hat bombebarankirin."),
    ("ar", "وفي هجوم الأسبوع الماضي تضرر [حقل كونيكو|F past]."),
    ("ar", "وكان هجوم العام المنصرم على [كونيكو|F past] أكبر."),
    ("fa", "در حمله هفته گذشته [کونیکو|F past] آسیب دید."),
    ("fa", "سال پیش نیز [کونیکو|F past] هدف حمله قرار گرفت."),
    ("ckb", "دوو هەفتە لەمەوبەریش درۆنێک لە [کۆنیکۆ|F past] کەوتە خوارەوە."),
    ("ckb", "لە هێرشەکەی مانگی ڕابردوودا [کۆنیکۆ|F past] زیانی بەرکەوت."),
    ("ru", "При прошлогоднем ударе, год назад, пострадало [Конико|F past]."),
    ("ru", "В минувшем месяце дроны атаковали [Конико|F past]."),
    ("uk", "Під час торішньої атаки, рік тому, постраждало [Коніко|F past]."),
    ("uk", "Минулого місяця дрони вдарили по [Коніко|F past]."),
]

# The leads say Monday; the reports came out on a Tuesday.
EARLIER_WEEKDAYS = [
    ("en", "Drones struck [Koniko|F past] on Saturday."),
    ("en", "The same group attacked [Koniko|F past] on Friday night."),
    ("fr", "Samedi, des drones ont attaqué [Koniko|F past]."),
    ("tr", "Cumartesi günü [Koniko|F past] insansız hava araçlarıyla vuruldu."),
    ("ku", "Roja şemiyê êrîşî [Koniko|F past] hat kirin."),
    ("ar", "استهدفت مسيرة [كونيكو|F past] يوم السبت."),
    ("fa", "جمعه [کونیکو|F past] هدف حمله قرار گرفت."),
    ("ckb", "ڕۆژی شەممە هێرش کرایە سەر [کۆنیکۆ|F past]."),
    ("ru", "В субботу дроны атаковали [Конико|F past]."),
    ("uk", "У суботу дрони атакували [Коніко|F past]."),
]
SAME_OR_LATER_WEEKDAYS = [
    ("en", "A drone also struck [Koniko|F news] on Monday. Nobody was hurt."),
    ("en", "On Tuesday drones struck [Koniko|F news] too. Nobody was hurt."),
    ("en", "Officials said on Saturday's talks that drones hit [Koniko|F news]. Nobody was hurt."),
    ("ar", "واستهدفت مسيرة [كونيكو|F news] يوم الإثنين أيضا. ولم يصب أحد."),
    ("ru", "В понедельник дроны атаковали и [Конико|F news]. Никто не пострадал."),
]

LAST_OF_A_NAME = [
    ("en", "Israeli jets bombed [Hodeidah port|F past] last July."),
    ("en", "Rockets hit [Koniko|F past] last Thursday."),
    ("fr", "Des avions ont bombardé [le port de Hodeïda|F past] en juillet dernier."),
    ("tr", "Geçen temmuzda [Hudeyde limanı|F past] bombalandı."),
    ("ku", "Di tîrmeha borî de [bendera Hudeydeyê|F past] hat bombebarankirin."),
    ("ar", "وقصفت طائرات [ميناء الحديدة|F past] في تموز الماضي."),
    ("fa", "ژوئیه گذشته [بندر حدیده|F past] بمباران شد."),
    ("ru", "В июле прошлого года был атакован [порт Ходейда|F past]."),
    ("uk", "У липні минулого року атакували [порт Ходейда|F past]."),
]

ONE_OF_SEVERAL = [
    ("en", "It is the third strike in five weeks, after those on [Nushayma|F past]."),
    ("en", "This was the second such attack in a month, following one on [Dhabba|F past]."),
    ("fr", "C'est la troisième attaque en un mois, après celle contre [Nushaïma|F past]."),
    ("tr", "[Nuşeyme|F past] limanından sonra bu beş haftadaki üçüncü saldırı."),
    ("ku", "Ev êrîşa sêyemîn e di mehekê de, piştî ya li [Nuşeymayê|F past]."),
    ("ar", "وهذا هو الهجوم الثاني خلال أسبوع، بعد استهداف [النشيمة|F past]."),
    ("fa", "این سومین حمله در یک ماه پس از حمله به [نشیمه|F past] است."),
    ("ckb", "ئەمە سێیەم هێرشە لە مانگێکدا، دوای هێرشەکەی [نەشیمە|F past]."),
    ("ru", "Это уже третья атака за месяц после удара по [Нушайме|F past]."),
    ("uk", "Це вже третя атака за місяць після удару по [Нушаймі|F past]."),
]

EVER_SINCE = [
    ("en", "[Es Sider|F past] has been shut since December."),
    ("en", "It is the first such hit since raids on [Natanz|F past] began the war."),
    ("fr", "[Le terminal d'Es-Sider|F past] est fermé depuis décembre."),
    ("ar", "و[ميناء السدرة|F past] مغلق منذ كانون الأول."),
    ("fa", "[پایانه سدره|F past] از ابتدای دسامبر تعطیل است."),
    ("ru", "[Терминал Эс-Сидр|F past] закрыт с декабря."),
    ("uk", "[Термінал Ес-Сідр|F past] зупинений з грудня."),
]

WHAT_IT_CAME_AFTER = [
    ("en", "Ankara began the raids after an attack on [its post in Metina|F past]."),
    ("en", "The barrages follow Sunday's air raids on [Abu Kamal|R past]."),
    ("en", "It was an answer to drone strikes on [Novoshakhtinsk|F past]."),
    ("en", "The raids came a day after one on a plant, for which many blamed [the PKK|G none]."),
    ("fr", "Les frappes ont commencé après l'attaque contre [Metina|F past]."),
    ("tr", "Saldırılar [Metina|F past] üssüne yönelik saldırının ardından başladı."),
    ("ku", "Êrîşan piştî êrîşa li ser [Metînayê|F past] dest pê kir."),
    ("ar", "وبدأت الغارات بعد هجوم على [متينا|F past]."),
    ("fa", "حملات پس از حمله به [متینا|F past] آغاز شد."),
    ("ru", "Удары начались после атаки на [Метину|F past]."),
    ("uk", "Удари почалися після атаки на [Метіну|F past]."),
]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        *LAST_WEEKS,
        *EARLIER_WEEKDAYS,
        *SAME_OR_LATER_WEEKDAYS,
        *LAST_OF_A_NAME,
        *ONE_OF_SEVERAL,
        *EVER_SINCE,
        *WHAT_IT_CAME_AFTER,
    ],
)
def test_a_deed_of_another_time_is_background(language: str, sentence: str) -> None:
    check(LEADS[language] + sentence)


LEADS_THAT_TELL_AN_END = [
    ("en", "Gas flows again from [Khor Mor|F news] three days after a drone attack."),
    ("en", "Hundreds buried workers of [Taim|F news], a day after their buses were ambushed."),
    ("fr", "Le gaz coule à nouveau à [Khor Mor|F news], deux jours après l'attaque."),
    ("ar", "عاد الغاز إلى التدفق من [كورمور|F news] بعد يومين من الهجوم."),
    ("ru", "Газ с [Хор-Мора|F news] снова идёт через два дня после атаки."),
    ("uk", "Газ з [Хор-Мору|F news] знову йде за два дні після атаки."),
]


@pytest.mark.parametrize(("language", "text"), LEADS_THAT_TELL_AN_END)
def test_what_a_lead_tells_the_end_of_is_the_news(language: str, text: str) -> None:
    del language
    check(text)


def test_what_ended_may_be_told_weeks_late() -> None:
    check(
        "Oil flows again through the line. It had stopped on 18 February, when drones hit "
        "[the Unecha station|F news]."
    )


PARTS_OF_A_MONTH = [
    ("en", "In early March a drone hit [Qena|F past]."),
    ("fr", "Début mars, un drone a frappé [Qena|F past]."),
    ("tr", "Mart başında [Kena|F past] vuruldu."),
    ("ar", "وفي مطلع آذار استهدفت مسيرة [ميناء قنا|F past]."),
    ("fa", "در اوایل مارس پهپادی به [قنا|F past] حمله کرد."),
    ("ckb", "لە سەرەتای ئاداردا درۆنێک هێرشی کردە سەر [قەنا|F past]."),
    ("ru", "В начале марта дрон атаковал [Кену|F past]."),
    ("uk", "На початку березня дрон атакував [Кену|F past]."),
]


@pytest.mark.parametrize(("language", "sentence"), PARTS_OF_A_MONTH)
def test_the_part_of_the_month_tells_another_time(language: str, sentence: str) -> None:
    check(LEADS[language] + sentence, day=date(2024, 3, 25))


def test_a_month_with_its_year_is_of_that_year() -> None:
    check(LEADS["en"] + "A bus was attacked at [Kharata|F past] in March 2021.")


@pytest.mark.parametrize(
    "text",
    [
        "The Iraq branch of [Kirkuk|R news] opens in April 2024.",
        "One of the jetties in [Adana|R news] stays shut from 20 March.",
        "Un projet dans la province de [Bassora|R news] doit finir en 2028.",
    ],
)
def test_a_date_to_come_is_not_of_another_event(text: str) -> None:
    check(text)


def test_the_answer_to_a_strike_is_not_that_strike() -> None:
    check(LEADS["en"] + "[They|G] called it a response to the strike on [South Pars|F past].")
