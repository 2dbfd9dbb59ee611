"""Who says himself that he did it; whom an attack was aimed at, and whose things it hit."""

import pytest

from alerts.model.entity import Part
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport
from tests.resolve.roles.marked import check

BOASTS = [
    ("en", "[The militia|G claimed] said it had sent three drones towards [Karish|F]."),
    (
        "en",
        "[The militia|G claimed] said the group carried out an operation, and drones hit [Abqaiq|F].",
    ),
    ("fr", "[La milice|G claimed] affirme avoir visé [Aïn al-Assad|F] avec des drones."),
    ("tr", "[Irak Direnişi|G claimed], [Ayn el-Esed|F] üssünü füzelerle vurduğunu duyurdu."),
    ("tr", "[Irak Direnişi|G claimed] [ABD üssüne|S] saldırı düzenlediğini açıkladı."),
    ("ku", "[Berxwedan|G claimed] ragihand ku wan [Eyn Esed|F] kirine armanc."),
    ("ar", "أعلنت [المقاومة الإسلامية|G claimed] أن مقاتليها استهدفوا [عين الأسد|F]."),
    ("fa", "[مقاومت اسلامی|G claimed] اعلام کرد [عین الاسد|F] را هدف قرار داده است."),
    ("ckb", "[بەرگریی ئیسلامی|G claimed] ڕایگەیاند [عەین ئەسەد|F] کردووەتە ئامانج."),
    ("ru", "[«Сопротивление»|G claimed] заявило, что атаковало [Айн-аль-Асад|F]."),
    ("uk", "[«Опір»|G claimed] заявив, що атакував [Айн-аль-Асад|F]."),
]
# It is another one that they tell of.
TOLD_OF_OTHERS = [
    ("tr", "Bakan, saldırıyı [PKK|G alleged]'nın düzenlediğini, can kaybı olmadığını söyledi."),
    ("tr", "[SDG|G none], saldırıyı [İran destekli milislerin|G] düzenlediğini bildirdi."),
    ("ckb", "[هەسەدە|G responder] ڕایگەیاند هێرشەکەیان تێکشکاندووە."),
]
AIMED_AT = [
    ("en", "Officials said the raid was meant to deprive [the Houthis|G target] of fuel."),
    ("en", "Jets bombed a port to cut off fuel and income of [the Houthis|G target]."),
    ("fr", "Des raids ont visé un port, pour priver [les Houthis|G target] de revenus."),
    ("ar", "وقال إن الهدف حرمان [الحوثيين|G target] من الوقود."),
    ("fa", "هدف محروم کردن [حوثی‌ها|G target] از سوخت بود."),
    ("ru", "Цель — лишить [хуситов|G target] топлива."),
    ("uk", "Мета — позбавити [хуситів|G target] пального."),
]
THEIRS = [
    ("en", "Israeli jets bombed a depot belonging to [Hezbollah|G target]."),
    ("fr", "Un raid a frappé un dépôt appartenant à [Hezbollah|G target]."),
    ("ar", "قصفت طائرات مستودعا تابعا ل[حزب الله|G target]."),
    ("ar", "قصفت طائرة مسيرة تابعة ل[التحالف|S perpetrator] سيارة."),
    ("ru", "Удар пришёлся по базе, принадлежащей [«Хезболле»|G target]."),
    ("en", "Rockets landed near a base used by [the coalition|S target]."),
    ("en", "[The army|S] seized the terminal from [the guards|G target]."),
    ("ar", "انتزعت القوات الميناء من [الحرس|G target]."),
]
LOST = [
    ("en", "Fighters of [the Forces|G victim] (FF) were killed when a drone hit."),
    ("fr", "Six combattants des [Forces|G victim] (FDS) ont été tués dans une attaque."),
    ("ku", "Şeş şervanên [HSD|G victim] di encama êrîşa dronê de şehîd ketin."),
    ("tr", "Altı [SDG|G victim] mensubu İHA saldırısı sonucunda öldü."),
]
ANSWERS = [
    ("en", "Gunmen clashed with [the army|S responder], which answered with air strikes."),
    ("en", "An official said [Iraqi forces|S responder] had killed 40 attackers."),
    ("en", "Officials said [Iraqi forces|S responder] had beaten the assault back."),
    ("uk", "[Гарнізон|S responder] відбив атаку на склад."),
    ("uk", "[Загін|S responder] збив два дрони над містом."),
]


@pytest.mark.parametrize(
    ("language", "text"), [*BOASTS, *TOLD_OF_OTHERS, *AIMED_AT, *THEIRS, *LOST, *ANSWERS]
)
def test_an_actor_has_the_part_that_the_words_tell(language: str, text: str) -> None:
    del language
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت حكومة إقليم كردستان مقتل أربعة عمال في هجوم على حقل كورمور.",
        "The KRG said four workers were killed in an attack on Khor Mor gas field.",
    ],
)
def test_a_government_that_tells_of_the_dead_has_not_lost_them(
    text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    parts = {m.entity: m.part for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert parts["krg"] is None


def test_a_claim_may_stand_within_the_name(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = shipped_resolver.resolve(make_report(body="IS claimed the blast at Bai Hassan field."))
    assert {m.entity: m.part for m in found.mentions}["islamic-state"] is Part.CLAIMED


INSISTED = [
    ("fr", "[Les Gardiens|S claimed] affirment avoir visé [la raffinerie|F]."),
    ("en", "[Ukraine's General Staff|S claimed] said its forces had carried out the strike."),
    ("ckb", "[داعش|G claimed] لە کەناڵەکانی خۆیەوە هێرشەکەی گرتە ئەستۆ."),
    ("ku", "[DAIŞ|G claimed] êrîş girt ser xwe."),
]
ANSWERABLE = [
    ("en", "The attack, for which [the Houthis|G alleged] bear responsibility, hit [Jazan|F]."),
    ("ar", "وقال إن [جماعة الحوثي|G alleged] تتحمل المسؤولية عن الهجوم على [بقيق|F]."),
    ("ru", "[Хуситы|G alleged] несут ответственность за атаку на [Абкаик|F]."),
    ("uk", "За атаку на [Абкаїк|F] несуть відповідальність [хусити|G alleged]."),
]


@pytest.mark.parametrize(("language", "text"), INSISTED + ANSWERABLE, ids=lambda t: t[:40])
def test_who_insists_on_it_claims_it_and_who_answers_for_it_is_blamed(
    language: str, text: str
) -> None:
    del language
    check(text)
