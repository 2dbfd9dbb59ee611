"""Actors whose part follows from whom or what they stand by, and who speaks without a name."""

import pytest

from tests.resolve.roles.marked import check

JOINED = [
    (
        "en",
        "[The Turkish army|S perpetrator] and [its Syrian allies|G perpetrator] shelled [the station|F].",
    ),
    ("ku", "[Artêşa tirk|S perpetrator] û [çeteyên wê|G perpetrator] [stasyon|F] topbaran kirin."),
]
ARMED = [
    ("ku", "Dronek a [artêşa tirk|S perpetrator] [bendav|F] kir armanc."),
    (
        "ku",
        "[Artêşa tirk|S perpetrator] û komên girêdayî [çeteyan|G perpetrator] bi dronan êrîşî [bendavê|F] kirin.",
    ),
    ("ru", "Дроны на [базу|F] запустили боевики [«Фронта»|G alleged], сообщили военные."),
    ("tr", "Saldırıyı üstlenen olmazken kaynaklar [milisleri|G alleged] işaret ediyor."),
]
CAME_TO_HELP = [
    ("en", "Gunmen attacked [the depot|F] before [army|S responder] reinforcements came."),
    (
        "fr",
        "Des hommes armés ont attaqué [le dépôt|F] avant l'arrivée de renforts de [l'armée|S responder].",
    ),
    ("ar", "هاجم مسلحون [المستودع|F] قبل وصول تعزيزات [الجيش|S responder]."),
    ("uk", "Бойовики атакували [склад|F], згодом прибули підкріплення [армії|S responder]."),
]
LODGED = [
    ("en", "Rockets hit [the airfield|F] housing [US troops|S target]."),
    ("fr", "Des roquettes ont visé [l'aérodrome|F] qui abrite [des soldats américains|S target]."),
    ("ar", "سقطت صواريخ على [المطار|F] حيث تتمركز [قوات أمريكية|S target]."),
    ("ru", "Ракеты упали на [аэродром|F], где размещены [американские военные|S target]."),
]
BLAMED = [
    (
        "fa",
        "واشنگتن [شبه‌نظامیان|G alleged] را مسئول دانست و [جنبش|G claimed] حمله را بر عهده گرفت.",
    ),
    ("tr", "Yetkililer saldırı için [milisleri|G alleged] işaret etti."),
    ("ru", "Ракеты попали в [базу|F]; по версии военных, за атакой стоят [боевики|G alleged]."),
    ("uk", "Ракети влучили в [базу|F]; за атакою стоять [бойовики|G alleged]."),
]
VERB_FIRST = [
    ("ar", "هاجم مسلحو [التنظيم|G alleged] نقطة لـ[الشرطة|S target] في [الحقل|F]."),
    ("ar", "هجوم استهدف [قوات التحالف|S target] في [الحقل|F]."),
    ("ru", "Дроны запустила [армия|S perpetrator], загорелся [терминал|F]."),
]
NO_VICTIM = [
    ("en", "[The coalition|S] reported no casualties after the fire at [the depot|F]."),
    (
        "fr",
        "Un commando a pris d'assaut [le champ|F], tuant au moins dix membres de [la garde|S victim].",
    ),
]


@pytest.mark.parametrize(
    ("language", "text"),
    JOINED + ARMED + CAME_TO_HELP + LODGED + BLAMED + VERB_FIRST + NO_VICTIM,
)
def test_a_part_follows_from_what_stands_beside(language: str, text: str) -> None:
    assert language
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "[Group A|G claimed] drones hit [the port|F]. The group claimed the attack through [its channel|C].",
        "ضربت مسيرات [الحركة|G claimed] [الميناء|F]. وتبنت الجماعة الهجوم على [الميناء|F].",
        "[Group A|G alleged] drones hit [the port|F]. No group claimed the attack on [the port|F].",
    ],
)
def test_the_group_is_the_only_one_named_before(text: str) -> None:
    check(text)
