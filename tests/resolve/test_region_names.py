"""First-level regions beside Syria and Iraq, as the press of nine languages calls them."""

import pytest

from alerts.model.entity import Resolution
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport

NAMED = [
    ("fr", "Une explosion à Abou Dhabi lundi.", "AE-AZ"),
    ("fr", "Des tirs près de Syrte.", "LY-SR"),
    ("fr", "Une frappe dans l'oblast de Belgorod.", "RU-BEL"),
    ("ru", "Взрыв произошёл в Хузестане.", "IR-06"),
    ("ru", "Взрыв прогремел в Мисурате.", "LY-MI"),
    ("uk", "Вибух стався в Хузестані.", "IR-06"),
    ("tr", "Huzistan'da patlama oldu.", "IR-06"),
    ("tr", "Harkiv bölgesinde bir trafo vuruldu.", "UA-63"),
    ("ar", "انفجار في منطقة بيلغورود.", "RU-BEL"),
    ("ar", "قصف على مقاطعة خاركيف.", "UA-63"),
    ("fa", "انفجار در ابوظبی روی داد.", "AE-AZ"),
    ("fa", "حمله به استان حجه.", "YE-HJ"),
    ("ku", "Teqînek li Xuzistanê çêbû.", "IR-06"),
    ("ckb", "تەقینەوەیەک لە ئەبوزەبی ڕوویدا.", "AE-AZ"),
    ("ckb", "هێرش لە حەزرەمەوت.", "YE-HD"),
]
NOT_NAMED = [
    ("ar", "أعلنت الشركة حالة القوة القاهرة على صادراتها.", "EG-C"),
    ("ar", "قرأ الآية الكريمة على المصابين.", "UA-43"),
    ("ar", "حضر الجنازة لفيف من المسؤولين.", "UA-46"),
    ("ar", "لم يزد عدد الجرحى على ثلاثة.", "IR-21"),
    ("fa", "یوسف گیلانی گفت کسی زخمی نشد.", "IR-01"),
    ("ru", "Хаджа завершился вчера.", "YE-HJ"),
    ("en", "Qassim was hurt in the blast.", "SA-05"),
    ("tr", "Ağrı kesici taşıyan kamyon yandı.", "TR-04"),
]


def entities_in(resolution: Resolution) -> set[str]:
    return {mention.entity for mention in resolution.mentions}


@pytest.mark.parametrize(("language", "text", "region"), NAMED)
def test_it_is_known_by_what_its_press_calls_it(
    shipped_resolver: Resolver, make_report: MakeReport, language: str, text: str, region: str
) -> None:
    assert language
    assert region in entities_in(shipped_resolver.resolve(make_report(body=text)))


@pytest.mark.parametrize(("language", "text", "region"), NOT_NAMED)
def test_a_word_or_a_person_of_that_name_is_none(
    shipped_resolver: Resolver, make_report: MakeReport, language: str, text: str, region: str
) -> None:
    assert language
    assert region not in entities_in(shipped_resolver.resolve(make_report(body=text)))
