"""What did not happen wakes nobody: drills, threats, denials, and attacks that there were none of."""

import pytest

from tests.resolve.roles.marked import LEADS, check

DRILLS = [
    ("en", "Blasts at [Koniko|F past] came from a live-fire drill of [the Coalition|S none]."),
    ("en", "Mortars were fired at [Koniko|F past] in joint exercises."),
    ("fr", "Des tirs ont retenti à [Koniko|F past] lors de manœuvres militaires."),
    ("tr", "[Koniko|F past] sahasında roketlerle askeri tatbikat yapıldı."),
    ("ku", "Li [Koniko|F past] manevrayên leşkerî bi roketan hatin kirin."),
    ("ar", "دوي انفجارات في [كونيكو|F past] ناجم عن تدريبات عسكرية بالذخيرة الحية."),
    ("fa", "صدای انفجار در [کونیکو|F past] مربوط به رزمایش بود."),
    ("ckb", "دەنگی تەقینەوە لە [کۆنیکۆ|F past] بەهۆی مەشقی سەربازییەوە بوو."),
    ("ru", "Взрывы у [Конико|F past] прозвучали в ходе военных учений."),
    ("uk", "Вибухи на [Рівненській АЕС|F past] були імітацією: тривали навчання."),
]

STRUCK_IN_ONE = [
    ("en", "During military exercises militias attacked [Koniko|F news]."),
    ("fr", "Pendant des manœuvres, un drone a frappé [Koniko|F news]."),
    ("ar", "استهدفت صواريخ [كونيكو|F news] أثناء تدريبات عسكرية."),
    ("ru", "Во время учений ракеты попали в [Конико|F news], погибли двое."),
    ("uk", "Під час навчань дрон влучив у [Коніко|F news]."),
]

THREATS = [
    ("en", "[The militia|G none] threatened to strike [Asad|F past] with drones."),
    ("en", "A commander warned that rockets would hit [Asad|F past]."),
    ("fr", "[La milice|G none] menace de frapper [Assad|F past]."),
    ("tr", "Milisler [Esad|F past] üssünü vurmakla tehdit etti."),
    ("ku", "Milîsan gefa êrîşê li [Esed|F past] xwar."),
    ("ar", "هدد قيادي باستهداف [عين الأسد|F past] بالصواريخ."),
    ("fa", "یک فرمانده [عین الاسد|F past] را به حمله تهدید کرد."),
    ("ckb", "فەرماندەیەک هەڕەشەی هێرشی بۆ سەر [عەین ئەسەد|F past] کرد."),
    ("ru", "Командир пригрозил ракетным ударом по [Айн-Асад|F past]."),
    ("uk", "Росіяни готують нові удари по [Трипільській ТЕС|F past]."),
]

DENIALS = [
    ("en", "Officials denied reports that [Baiji|F past] had been hit by a drone."),
    ("fr", "Le ministère a démenti les informations sur une attaque contre [Baïji|F past]."),
    ("tr", "Yetkililer [Beyci|F past] saldırısı haberlerini yalanladı."),
    ("ar", "نفت الوزارة صحة الأنباء عن استهداف [بيجي|F past]."),
    ("fa", "وزارت نفت خبر حمله به [بیجی|F past] را تکذیب کرد."),
    ("ckb", "وەزارەت هەواڵی هێرشی سەر [بێجی|F past] ڕەتکردەوە."),
    ("ru", "Министерство опровергло сообщения об ударе по [Байджи|F past]."),
    ("uk", "У міністерстві спростували інформацію про удар по [Байджі|F past]."),
]

WHO_DID_IT_IS_DENIED = [
    ("en", "Iran denied involvement in the drone attack on [Abqaiq|F news]."),
    ("fr", "Téhéran dément toute implication dans l'attaque de drones contre [Abqaïq|F news]."),
    ("ar", "نفت طهران ضلوعها في استهداف [بقيق|F news] بالمسيرات."),
    ("ru", "Иран опроверг сообщения о причастности к атаке дронов на [Абкаик|F news]."),
]

NONE_OF_THEM = [
    ("en", "Workers camped outside [West Qurna|F past]; there were no clashes."),
    ("en", "Workers left [West Qurna|F past] without clashes."),
    ("fr", "Des ouvriers ont quitté [Qurna|F past] sans affrontements."),
    ("ru", "Рабочие ушли с [Курны|F past] без столкновений."),
    ("uk", "Робітники пішли з [Курни|F past] без сутичок."),
]

ANOTHER_DAY = [
    ("en", "Rockets fell hours before [Hamrin|F past] was handed over."),
    ("fr", "Au lendemain d'un tir de drone contre [Hamrin|F past], le calme régnait."),
    ("ar", "وجاء القصف غداة سقوط صاروخ قرب [بن غوريون|F past]."),
    ("ru", "Накануне дрон попал в [Новошахтинск|F past]."),
    ("uk", "Напередодні дрон влучив у [Новошахтинськ|F past]."),
]


@pytest.mark.parametrize(
    ("language", "text"), DRILLS + THREATS + DENIALS + NONE_OF_THEM, ids=lambda t: t[:40]
)
def test_what_did_not_happen_is_no_news(language: str, text: str) -> None:
    del language
    check(text)


@pytest.mark.parametrize(
    ("language", "text"), STRUCK_IN_ONE + WHO_DID_IT_IS_DENIED, ids=lambda t: t[:40]
)
def test_what_happened_all_the_same_is_news(language: str, text: str) -> None:
    del language
    check(text)


@pytest.mark.parametrize(("language", "text"), ANOTHER_DAY, ids=lambda t: t[:40])
def test_what_came_before_the_news_is_background(language: str, text: str) -> None:
    check(LEADS[language] + text)


def test_what_a_drill_fires_later_in_the_text_is_still_the_drills() -> None:
    check(
        "[Koniko|F past] saw a live-fire drill on Tuesday. Rockets were fired near [Koniko|F past]."
    )


def test_a_fire_that_threatens_something_burns_already() -> None:
    check("A drone set fire to [Daura|F news], which threatens supplies.")


@pytest.mark.parametrize(
    "text",
    [
        "Rockets hit [Koniko|F news]. [The Houthis|G claimed] called it a warning.",
        "Rockets hit [Koniko|F news]. [The group|G claimed] said it was behind the attack.",
        "Des roquettes ont visé [Koniko|F news]. [Le groupe|G claimed] a parlé d'un avertissement.",
        "سقطت صواريخ على [كونيكو|F news]. ووصفتها [الجماعة|G claimed] بأنها ضربة تحذيرية.",
    ],
)
def test_who_calls_it_his_warning_claims_it(text: str) -> None:
    check(text)


def test_the_date_that_a_long_piece_opens_with_is_that_of_its_news() -> None:
    check("On 26 February a missile crashed into [Khor Mor|F news]. It burned for hours.")
    check(LEADS["en"] + "On 16 February a missile crashed into [Khor Mor|F past].")
