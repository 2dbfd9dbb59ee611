"""What is news: where something happens, is hit or burns, in the lead or after it."""

import pytest

from tests.resolve.roles.marked import LEADS, check

IN_THE_LEAD = [
    ("en", "A drone crashed near [Koniko|F news], setting a tank ablaze."),
    ("en", "Explosions were heard at [Koniko|F news] overnight."),
    ("en", "Rockets hit [Koniko|F news] for the fifth time this month."),
    ("en", "Officials said drones had hit [the Baiji refinery|F news] before dawn."),
    ("en", "Earlier on Tuesday, rockets struck [Koniko|F news]."),
    ("en", "The third such site hit in hours after [Gerdahol|F news] burned was [Qaws|F news]."),
    ("en", "Power failed after a drone hit [the Amuda substation|F news]."),
    ("en", "Gunmen stormed [Sharara|F news] and shut it down."),
    ("en", "Shells fell near [Koniko|F news] at dusk."),
    ("en", "A leak and fire closed [the Druzhba line|F news]."),
    ("fr", "Une explosion a secoué [la raffinerie de Homs|F news]."),
    ("fr", "L'attaque a touché [Koniko|F news] pour la troisième fois ce mois-ci."),
    ("tr", "[Koniko|F news] üssünde patlama meydana geldi."),
    ("tr", "Yerel kaynaklara göre [Koniko|F news] sahasına 10 saldırı yapıldı."),
    ("ku", "Dronekê [Koniko|F news] kir armanc."),
    ("ku", "Li [kêlgeha Tawkê|F news] teqînek çêbû."),
    ("ar", "سُمع دوي انفجارات في [كونيكو|F news]."),
    ("ar", "اندلع حريق في [مصفاة بيجي|F news] إثر سقوط مسيرة."),
    ("ar", "للمرة الخامسة هذا الشهر، استهدفت صواريخ [كونيكو|F news]."),
    ("fa", "انفجاری در [پالایشگاه آبادان|F news] رخ داد."),
    ("fa", "المیادین پیشتر از حمله پهپادی به [التنف|F news] گزارش داد."),
    ("ckb", "ئاگر لە [کۆرمۆر|F news] کەوتەوە دوای هێرشێکی درۆنی."),
    ("ckb", "درۆنێک [کۆرمۆر|F news]ی کردە ئامانج."),
    ("ru", "На [Рязанском НПЗ|F news] прогремел взрыв."),
    ("ru", "Четвёртое нападение за две недели: ракеты попали в [Конико|F news]."),
    ("uk", "На [Трипільській ТЕС|F news] сталася пожежа після удару."),
    ("uk", "Вп'яте цього місяця дрони атакували [Кременчуцький НПЗ|F news]."),
]

AFTER_IT = [
    ("en", "Rockets also hit [Koniko|F news]."),
    ("en", "Witnesses also saw fire at [the Koniko base|F news]."),
    ("en", "A second drone was shot down over [Tanf|F news]."),
    ("fr", "Un autre drone a frappé [Koniko|F news]."),
    ("tr", "[Koniko|F news] üssü de roketlerle vuruldu."),
    ("ku", "Êrîşî [Koniko|F news] jî hat kirin."),
    ("ar", "كما سقطت صواريخ على [كونيكو|F news]."),
    ("fa", "[کونیکو|F news] نیز هدف پهپاد قرار گرفت."),
    ("ckb", "هەروەها هێرش کرایە سەر [کۆنیکۆ|F news]."),
    ("ru", "Ракеты попали и в [Конико|F news]."),
    ("uk", "Ракети влучили також у [Коніко|F news]."),
]

BOTH_IN_ONE = [
    ("en", "Three drones hit [Koniko|F news], following an attack last week on [Tanf|F past]."),
    ("en", "Rockets hit [Koniko|F news], which lies 38 km from [Jafra|F past]."),
    ("en", "A drone struck [Abqaiq|F news]; last month [Yanbu|F past] had been hit."),
    ("en", "Rockets hit [Koniko|F news] (photo: [Rumaylan|F past] in flames)."),
    (
        "fr",
        "Un drone a frappé [Koniko|F news], après une attaque le mois dernier contre [Tanf|F past].",
    ),
    ("ar", "استهدفت مسيرة [كونيكو|F news]، وكانت [التنف|F past] قد تعرضت لهجوم قبل يومين."),
    ("ru", "Дрон ударил по [Конико|F news], а на прошлой неделе был атакован [Эт-Танф|F past]."),
    ("uk", "Дрон ударив по [Коніко|F news], а минулого тижня було атаковано [Ет-Танф|F past]."),
    ("fa", "پهپادی به [کونیکو|F news] حمله کرد و هفته گذشته [التنف|F past] هدف قرار گرفته بود."),
]

BUSINESS = [
    ("en", "Dana Gas reported record profits from [Khor Mor|F past]."),
    ("en", "[Conoco|C none] shares rose; the company expects higher output at [Surmont|F past]."),
    ("en", "Iraq signed a contract to develop [Majnoon|F past]."),
    ("en", "Production at [Rumaila|F past] hit a record high this quarter."),
    ("en", "The firm, hit by an attack on [Khor Mor|F past] last year, raised its dividend."),
    ("fr", "TotalEnergies a signé un contrat pour [Ratawi|F past]."),
    ("tr", "Şirket, [Rumeyla|F past] sahası için sözleşme imzaladı."),
    ("ku", "Şîrketê ji bo [Tawkê|F past] peymanek îmze kir."),
    ("ar", "وقعت الشركة عقدا لتطوير [حقل مجنون|F past]."),
    ("ar", "شركة دانة غاز توقع عقدا لتوسعة [حقل خورمور|F past]."),
    ("ar", "استحوذت شركة على حصة في [حقل مجنون|F past]."),
    ("ar", "ارتفعت أرباح الشركة بفضل [حقل خورمور|F past]."),
    ("fa", "قرارداد توسعه [پارس جنوبی|F past] امضا شد."),
    ("ckb", "کۆمپانیاکە گرێبەستێکی بۆ [کۆرمۆر|F past] واژۆ کرد."),
    ("ru", "Компания подписала контракт на разработку [Румайлы|F past]."),
    ("ru", "Прибыль компании выросла благодаря [Зубайру|F past]."),
    ("fr", "Shell cède ses parts du champ d'[al-Omar|F past]."),
    ("tr", "İki şirket [Rumeyla|F past] için ortaklığa imza attı."),
    ("ckb", "کۆنفرانسێک لەسەر [کۆرمۆر|F past] بەڕێوەچوو."),
    ("ru", "Акционеры обсудили договор о разработке [Румайлы|F past]."),
    ("uk", "Акціонери обговорили договір щодо [Кременчуцького НПЗ|F past]."),
    ("uk", "Компанія підписала контракт щодо [Кременчуцького НПЗ|F past]."),
]


@pytest.mark.parametrize(("language", "text"), [*IN_THE_LEAD, *BOTH_IN_ONE])
def test_where_something_happens_is_news(language: str, text: str) -> None:
    assert language in LEADS
    check(text)


@pytest.mark.parametrize(("language", "sentence"), AFTER_IT)
def test_another_target_of_the_same_time_is_news_too(language: str, sentence: str) -> None:
    check(LEADS[language] + sentence)


@pytest.mark.parametrize(("language", "text"), BUSINESS)
def test_business_is_no_news_of_a_place(language: str, text: str) -> None:
    assert language in LEADS
    check(text)


def test_a_place_named_only_where_nothing_happens_is_where_the_title_says_it_happened() -> None:
    check("The base lies within [the Omar field|F news].", "Rocket attack on US base")


def test_a_menu_closes_the_report_for_all_that_follows() -> None:
    check(LEADS["en"] + "\nRead also\nRockets hit [Koniko|F past]\nFire at [Baiji|F past]")


def test_without_a_day_an_older_month_after_the_lead_is_still_another_time() -> None:
    check(LEADS["en"] + "In October drones struck [Koniko|F past].", day=None)
