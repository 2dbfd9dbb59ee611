"""Who condemns a blow, or calls it by a name, did not deal it."""

import pytest

from alerts.model.entity import Part, Role
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport

CONDEMNED = [
    ("yemeni-government", "The Yemeni government condemned the attack on Qena port."),
    ("yemeni-government", "ونددت الحكومة اليمنية بالهجوم على ميناء قنا."),
    ("yemeni-government", "ووصفت الحكومة اليمنية الهجوم على ميناء قنا بأنه عمل إرهابي."),
    ("iraqi-army", "أدان الجيش العراقي استهداف قاعدة عين الأسد."),
    ("krg", "واستنكرت حكومة إقليم كردستان قصف حقل كورمور."),
    ("yemeni-government", "Le gouvernement yéménite a dénoncé l'attaque contre le port de Qena."),
    ("iraqi-army", "Армия Ирака осудила атаку на базу Айн аль-Асад."),
    ("iranian-government", "Уряд Ірану засудив удар по порту Бендер-Аббас."),
    ("iraqi-army", "Irak ordusu Ayn el-Esed üssüne düzenlenen saldırıyı kınadı."),
    ("iraqi-government", "دولت عراق حمله به پایگاه عین الاسد را محکوم کرد."),
    ("krg", "حکومەتی هەرێم هێرشەکەی سەر کێڵگەی کۆرمۆری ئیدانە کرد."),
    ("iraqi-army", "سوپای عێراق هێرشی سەر بنکەی عەین ئەسەدی سەرکۆنە کرد."),
    ("iraqi-army", "Artêşa Iraqê êrîşa li ser baregeha Eyn Esed şermezar kir."),
]
# Of a state that tells what others launched, Arabic puts those behind their verb.
TOLD = "أعلن الجيش السوداني أن مسيّرات أطلقتها قوات الدعم السريع استهدفت سد مروي."
DONE = "أعلن الجيش الإسرائيلي أنه قصف ميناء الحديدة."
HELD_BY_OTHERS = "یک منبع امنیتی در کرکوک گفت داعش به میدان نفتی خباز حمله کرد."


@pytest.mark.parametrize(("actor", "text"), CONDEMNED)
def test_who_condemns_a_blow_did_not_deal_it(
    actor: str, text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = shipped_resolver.resolve(make_report(body=text))
    (mention,) = [m for m in found.mentions if m.entity == actor]
    assert (mention.role, mention.part) == (Role.CONTEXT, None)


@pytest.mark.parametrize(
    ("text", "actor", "part"),
    [
        (TOLD, "sudanese-armed-forces", None),
        (TOLD, "rapid-support-forces", Part.ALLEGED),
        (DONE, "israeli-forces", Part.PERPETRATOR),
        (HELD_BY_OTHERS, "islamic-state", Part.ALLEGED),
    ],
)
def test_a_verb_of_saying_belongs_to_who_says_it(
    text: str, actor: str, part: Part | None, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = shipped_resolver.resolve(make_report(body=text))
    assert {m.entity: m.part for m in found.mentions}[actor] is part
