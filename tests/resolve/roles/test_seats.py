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


@pytest.mark.parametrize(("language", "sentence"), [*SEATS, *LAUNCHES, *GOODS, *WAYS[:1]])
def test_a_place_where_nothing_happened_is_background(language: str, sentence: str) -> None:
    check(LEADS[language] + sentence)


@pytest.mark.parametrize(
    "text",
    [
        "Substations in [Odesa|R news] and [Zaporizhzhia|R news] had come under fire.",
        "Drones hit fields in [Duhok|R news] and [Erbil|R news] on Monday.",
        "Дрони вдарили по станціях у [Одесі|R news] та [Запоріжжі|R news].",
    ],
)
def test_places_in_a_row_are_where_it_happened(text: str) -> None:
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
PARTS += ASIDES_AND_ANSWERS


@pytest.mark.parametrize("text", PARTS)
def test_who_speaks_of_himself_tells_his_part(text: str) -> None:
    check(text)
