"""A place is not where it happened only because somebody speaks, sells or fires from there."""

import pytest

from tests.resolve.roles.marked import LEADS, check

SEATS = [
    ("en", "Ministers in [Damascus|R past] spoke of a terrorist attack."),
    ("en", "In [Moscow|R past], the ministry said the strikes were an answer."),
    ("fr", "À [Moscou|R past], le ministère de la Défense a parlé de frappes."),
    ("ar", "وقالت وزارة النفط في [عدن|R past] إن الهجوم لم يوقع ضحايا."),
    ("ru", "В [Москве|R past] министерство заявило об ударе."),
    ("uk", "У [Києві|R past] міністерство заявило про удар."),
]
LAUNCHES = [
    ("en", "The drone took off from open land near [Tuz Khurmatu|R past] in [Saladin|R past]."),
    ("ru", "Дрон взлетел из района у [Туза|R past]."),
]
GOODS = [
    ("en", "Exports of [Kirkuk|R past] crude stopped after the attack."),
    ("ar", "وتوقف تصدير خام [كركوك|R past] بعد الهجوم."),
]
WAYS = [
    ("ru", "Атака остановила поставки в [Венгрию|R past]."),
    ("en", "It was in [Anbar|R news]."),
]


# Leads that say where it was.
LEADS_WITH_A_PLACE = {
    "en": "Rockets hit [the Omar field|F news] in [Deir|R news] on Monday night. ",
    "fr": "Des roquettes ont touché [le champ d'Omar|F news] à [Deir|R news] lundi soir. ",
    "ku": "Şeva duşemê li [Dêrê|R news] êrîşî [kêlgeha Omer|F news] hat kirin. ",
    "ar": "استهدفت صواريخ [حقل العمر|F news] في [دير|R news] مساء الإثنين. ",
    "fa": "[میدان العمر|F news] در [دیر|R news] دوشنبه شب هدف چند راکت قرار گرفت. ",
    "ckb": "شەوی دووشەممە لە [دێر|R news] هێرش کرایە سەر [کێڵگەی عومەر|F news]. ",
    "ru": "Ракеты ударили по [месторождению Омар|F news] в [Дейре|R news] в понедельник вечером. ",
    "uk": "Ракети влучили в [родовище Омар|F news] у [Дейрі|R news] у понеділок увечері. ",
}
ELSEWHERE = [
    ("en", "Officials in [Vienna|R past] said they were watching."),
    ("en", "The wounded were taken to hospitals in [Erbil|R past]."),
    ("en", "The drones were launched from [Anbar|R past], a source said."),
    ("en", "The field lies 60 km from [Mosul|R past]."),
    ("en", "The group is based in [Sanaa|R past]."),
    ("en", "[Iran|R past] denied any role in the attack."),
    ("en", "[Turkey|R past] condemned the attack."),
    ("en", "The strike came after talks in [Geneva|R past] collapsed."),
    ("en", "The minister, on a visit to [Paris|R past], called the attack cowardly."),
    ("en", "A similar attack took place in [Basra|R past] last month."),
    ("en", "Power was cut in [Hasakah|R news] after the strike."),
    ("en", "Oil from the field is sold in [Turkey|R past]."),
    ("en", "The dead came from [Raqqa|R past]."),
    ("en", "Tehran is accused of arming groups in [Yemen|R past]."),
    ("en", "The governor of [Anbar|R past] condemned the attack."),
    ("fr", "Les blessés ont été évacués vers [Erbil|R past]."),
    ("fr", "[L'Iran|R past] a nié toute implication dans l'attaque."),
    ("fr", "Le ministre, en visite à [Paris|R past], a condamné l'attaque."),
    ("fr", "Les drones ont été lancés depuis [l'Irak|R past]."),
    ("ku", "Birîndar birin nexweşxaneyên [Hewlêrê|R past]."),
    ("ku", "[Îranê|R past] êrîş şermezar kir."),
    ("ar", "ونقل الجرحى إلى مستشفيات [أربيل|R past]."),
    ("ar", "ونفت [إيران|R past] أي دور لها في الهجوم."),
    ("ar", "ودانت [تركيا|R past] الهجوم."),
    ("ar", "وانطلقت المسيرات من [الأنبار|R past]، بحسب مصدر."),
    ("ar", "وكان الوزير في زيارة إلى [باريس|R past] حين وقع الهجوم."),
    ("fa", "[ترکیه|R past] این حمله را محکوم کرد."),
    ("fa", "مجروحان به بیمارستان‌های [اربیل|R past] منتقل شدند."),
    ("ckb", "بریندارەکان گواسترانەوە بۆ نەخۆشخانەکانی [هەولێر|R past]."),
    ("ckb", "[ئێران|R past] هێرشەکەی سەرکۆنە کرد."),
    ("ru", "Раненых увезли в больницы [Эрбиля|R past]."),
    ("ru", "[Иран|R past] отверг причастность к атаке."),
    ("ru", "[Турция|R past] осудила атаку."),
    ("ru", "Дроны запустили из [Анбара|R past], сообщил источник."),
    ("uk", "Поранених доправили до лікарень [Ербіля|R past]."),
    ("uk", "[Туреччина|R past] засудила атаку."),
    ("uk", "Дрони запустили з [Анбару|R past], повідомило джерело."),
]


@pytest.mark.parametrize(("language", "sentence"), ELSEWHERE)
def test_who_is_named_beside_the_place_is_not_where_it_happened(
    language: str, sentence: str
) -> None:
    check(LEADS_WITH_A_PLACE[language] + sentence)


@pytest.mark.parametrize(("language", "sentence"), [*SEATS, *LAUNCHES, *GOODS, *WAYS[:1]])
def test_a_place_where_nothing_happened_is_background(language: str, sentence: str) -> None:
    check(LEADS[language] + sentence)


@pytest.mark.parametrize(
    "text",
    [
        "A government convoy was hit in [Anbar|R news], police said.",
        "The ministry said drones hit a plant in [Anbar|R news].",
        "Substations in [Odesa|R news] and [Zaporizhzhia|R news] had come under fire.",
        "Drones hit fields in [Duhok|R news] and [Erbil|R news] on Monday.",
        "Дрони вдарили по станціях у [Одесі|R news] та [Запоріжжі|R news].",
    ],
)
def test_where_something_is_hit_is_where_it_happened(text: str) -> None:
    check(text)


PARTS = [
    "[The Armed Forces|S claimed] said its drones had hit [Ryazan|F news].",
    "[The Islamic Resistance|G claimed] says on Telegram that its fighters struck [Omar|F news].",
    "[The grid operator|C target] said that its substations in two towns had come under fire.",
    "Gunmen attacked [Tanak|F news], killing a member of [the SDF|G victim].",
    "Eight rounds hit [Green Village|F news]; the army attributed the attack to [militias|G alleged].",
    "An explosion cut [the line|F news]; it was almost certainly the work of [ISIL|G alleged].",
    "سقطت صواريخ على [كونيكو|F news]. وردت مدفعية [التحالف|S responder] على مواقع.",
    "Êrîşî [Omer|F news] hat kirin. [Rêveberî|S none] êrîş şermezar kir.",
    "Drones hit [Kormor|F news]. [The PMF|G none] denied any involvement in the attack.",
    "[The Directorate|S none]: two drones hit [Khurmala|F news].",
]


ASIDES_AND_ANSWERS = [
    "Gunmen stormed [Sider|F news]. [The army|S responder], which holds it, answered with strikes.",
    "Gunmen stormed [AB2|F news]. [Peshmerga|S responder] surrounded it after the attack.",
    "An explosion hit [the line|F news]; an envoy said [ISIS|G alleged] was behind it.",
    "[Aramco|C target] stopped flows after drones hit two of its pump stations.",
    "هجوم مسلح على [علاس|F news]. واتهم المصدر [داعش|G alleged] بالهجوم، وقال إن [الحشد|G] وصل.",
    "По [заводу|F news] ударили. [Генштаб|S claimed] заявил, что удар нанесли его силы.",
]
OWNERS = [
    "Drones hit [the plant|F news], which belongs to [Rosneft|C target].",
    "Дроны ударили по [НПЗ|F news], который принадлежит [Роснефти|C target].",
    "Дрони влучили в [НПЗ|F news]. Завод належить [Роснєфті|C target].",
    "استهدفت مسيرة [المصفاة|F news] المملوكة لشركة [أرامكو|C target].",
    "Un drone a touché [la raffinerie|F news], qui appartient à [Aramco|C target].",
    "A missile fell near [Aramco|C target] compound; shrapnel hit [Ras Tanura|F news].",
    "[Dana Gas|C none] operates [Khor Mor|F news], where a drone hit a tank.",
]
PARTS += ASIDES_AND_ANSWERS + OWNERS


@pytest.mark.parametrize("text", PARTS)
def test_who_speaks_of_himself_tells_his_part(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "مدیر شرکت از پایان کار ساخت سد در استان [خوزستان|R news] خبر داد.",
        "[ABD|R past]'nin [Ankara|R past] Büyükelçisi, [Adana|R news]'daki bir okulu gezdi.",
    ],
)
def test_a_place_is_not_whoever_speaks_or_sits_beside_it(text: str) -> None:
    check(text)
