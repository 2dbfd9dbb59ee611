"""Who blames a state for an attack means its forces; for anything else, nobody's."""

import pytest

from alerts.model.entity import Part, Role
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport

BLAMED = [
    ("Pentagon accused Turkey of bombing al-Omar field.", "turkish-armed-forces"),
    ("Missiles hit Latakia port, SANA said, blaming Israel.", "israeli-forces"),
    ("Israel accused of striking Latakia port.", "israeli-forces"),
    ("A drone hit Tishrin Dam. The SDF accused Turkey of the attack.", "turkish-armed-forces"),
    ("Ukraine blamed Russia for the strike on Odesa.", "russian-armed-forces"),
    ("Kurdish officials blamed Iran for the drone attack on Erbil.", "iranian-army"),
    ("The strike on Latakia port was blamed on Israel.", "israeli-forces"),
    ("Damascus blamed the strike on Latakia port on Israel.", "israeli-forces"),
    ("Syria said the strike on Latakia port was the work of Israel.", "israeli-forces"),
    ("The SDF holds Turkey responsible for the bombing of Tishrin Dam.", "turkish-armed-forces"),
    ("Israel was behind the strike on Latakia port, officials said.", "israeli-forces"),
    ("اتهمت سوريا إسرائيل بقصف ميناء اللاذقية.", "israeli-forces"),
    ("اتهمت وزارة الدفاع السورية إسرائيل باستهداف ميناء اللاذقية.", "israeli-forces"),
    ("حملت قسد تركيا مسؤولية القصف على سد تشرين.", "turkish-armed-forces"),
    ("نسبت دمشق الهجوم على ميناء اللاذقية إلى إسرائيل.", "israeli-forces"),
    ("إسرائيل متهمة بقصف ميناء اللاذقية.", "israeli-forces"),
    ("سوریه اسرائیل را به حمله به بندر لاذقیه متهم کرد.", "israeli-forces"),
    ("سوریه اسرائیل را مسئول حمله به بندر لاذقیه دانست.", "israeli-forces"),
    ("Suriye, İsrail'i Lazkiye limanına saldırmakla suçladı.", "israeli-forces"),
    ("SDG, Tişrin Barajı'na saldırıdan Türkiye'yi sorumlu tuttu.", "turkish-armed-forces"),
    ("QSDê Tirkiye bi bombebarankirina Bendava Tişrînê tawanbar kir.", "turkish-armed-forces"),
    ("هەسەدە تورکیای بە بۆردومانکردنی بەنداوی تشرین تۆمەتبار کرد.", "turkish-armed-forces"),
    ("Сирия обвинила Израиль в ударе по порту Латакии.", "israeli-forces"),
    ("Израиль обвинили в ударе по порту Латакии.", "israeli-forces"),
    (
        "Дамаск возложил ответственность за удар по порту Латакии на Израиль.",
        "israeli-forces",
    ),
    ("Україна звинуватила Росію в ударі по порту Одеси.", "russian-armed-forces"),
    ("La Syrie accuse Israël d'avoir bombardé le port de Lattaquié.", "israeli-forces"),
    ("La frappe sur le port de Lattaquié est attribuée à Israël.", "israeli-forces"),
]
BLAMED_FOR_LESS = [
    "Washington blamed Israel for the delay in the talks.",
    "The minister accused Turkey of supporting the opposition in a speech about trade.",
    "Hamas blamed Israel for the collapse of the talks after a strike hit Gaza City.",
    "Protesters blamed Turkey for the water shortage in Hasakah.",
    "Ankara denied it, and blamed Turkey's opposition.",
    "Israel accused of violating the truce in Lebanon.",
    "حملت واشنطن إسرائيل مسؤولية تأخير المحادثات.",
    "اتهم الوزير تركيا بدعم المعارضة في خطاب عن التجارة.",
    "واشنگتن اسرائیل را به تأخیر در مذاکرات متهم کرد.",
    "Washington, İsrail'i görüşmeleri geciktirmekle suçladı.",
    "Wezîr Tirkiye bi piştgiriya opozîsyonê tawanbar kir.",
    "وەزیر تورکیای بە پشتگیری ئۆپۆزسیۆن تۆمەتبار کرد.",
    "Вашингтон обвинил Израиль в срыве переговоров.",
    "Міністр звинуватив Туреччину в підтримці опозиції.",
    "Washington a accusé Israël de retarder les pourparlers.",
]
ACCUSING = [
    "Israel accused Hezbollah of striking Haifa refinery.",
    "اتهمت إسرائيل حزب الله بقصف حيفا.",
    "اسرائیل حزب‌الله را به حمله به حیفا متهم کرد.",
    "İsrail, Hizbullah'ı Hayfa'ya saldırmakla suçladı.",
    "Îsraîlê Hizbulah bi êrîşa li ser Heyfayê tawanbar kir.",
    "ئیسرائیل حزبوڵڵای بە هێرشکردنە سەر حەیفا تۆمەتبار کرد.",
    "Израиль обвинил «Хезболлу» в ударе по Хайфе.",
    "Ізраїль звинуватив «Хезболлу» в ударі по Хайфі.",
    "Israël a accusé le Hezbollah d'avoir frappé la raffinerie de Haïfa.",
]
FORCES = {"turkish-armed-forces", "israeli-forces", "russian-armed-forces", "iranian-army"}


@pytest.mark.parametrize(("text", "army"), BLAMED)
def test_a_state_blamed_for_an_attack_stands_for_its_forces(
    text: str, army: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    mentions = shipped_resolver.resolve(make_report(body=text)).mentions
    assert {m.entity: m.part for m in mentions}.get(army) is Part.ALLEGED
    words = [e for m in mentions if m.entity == army for e in m.evidence]
    assert words
    for evidence in words:
        states = [m for m in mentions if evidence in m.evidence and m.kind == "region"]
        assert [state.role for state in states] == [Role.CONTEXT]


@pytest.mark.parametrize("text", [*BLAMED_FOR_LESS, *ACCUSING])
def test_a_state_that_is_blamed_for_less_or_blames_does_not(
    text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    mentions = shipped_resolver.resolve(make_report(body=text)).mentions
    assert not FORCES & {m.entity for m in mentions}


def test_who_blames_a_state_has_not_done_it(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    text = "حملت قسد تركيا مسؤولية القصف على سد تشرين."
    mentions = shipped_resolver.resolve(make_report(body=text)).mentions
    parts = {m.entity: m.part for m in mentions}
    assert parts["syrian-democratic-forces"] is Part.RESPONDER


def test_the_actors_that_the_producer_lists_are_all_that_are_blamed(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    text = "Israel accused of striking Latakia port."
    found = shipped_resolver.resolve(make_report(body=text, actors=["ISIS"])).mentions
    assert [m.entity for m in found if m.kind == "actor"] == ["islamic-state"]


def test_who_denies_to_be_behind_it_is_not_accused_by_that(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = shipped_resolver.resolve(
        make_report(body="Iran denies it was behind the Abqaiq attack.")
    )
    assert "iranian-army" not in {mention.entity for mention in found.mentions}
