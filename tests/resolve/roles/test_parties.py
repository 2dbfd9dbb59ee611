"""Where something is said, and who talks with whom, is not where something happened."""

import pytest

from tests.resolve.roles.marked import check
from tests.resolve.roles.test_seats import LEADS_WITH_A_PLACE

SAID = [
    ("en", "The two companies said in [Doha|R past] on Tuesday that repairs went on."),
    ("en", "The minister told reporters in [Baghdad|R past] that repairs went on."),
    ("fr", "Le ministre a déclaré à [Doha|R past] que les réparations avançaient."),
    ("ar", "وقال في [الدوحة|R past] إن الإصلاحات مستمرة."),
    ("ru", "Министр заявил в [Москве|R past], что ремонт идёт."),
    ("uk", "Міністр заявив у [Києві|R past], що ремонт триває."),
    ("fa", "وزارت بهداشت در [صنعا|R past] شمار زخمی‌ها را ۱۷ نفر اعلام کرد."),
    ("ckb", "وەزارەتی تەندروستی لە [سەنعا|R past] ژمارەی بریندارانی بە ١٧ کەس ڕاگەیاند."),
]
TALKS = [
    ("en", "Talks between [Erbil|R past] and [Baghdad|R past] have stalled."),
    ("en", "The agreement of [Erbil|R past] and [Baghdad|R past] has lapsed."),
    ("en", "The [Ankara|R past]-[Baghdad|R past] deal has lapsed."),
    ("en", "The row with [Baghdad|R past] goes on."),
    ("fr", "Les négociations entre [Erbil|R past] et [Bagdad|R past] sont au point mort."),
    ("tr", "[Erbil|R past] ile [Bağdat|R past] arasındaki görüşmeler sonuç vermedi."),
    ("ku", "Danûstandinên [Hewlêr|R past] û [Bexdayê|R past] bê encam in."),
    ("ar", "ولا تزال المفاوضات بين [أربيل|R past] و[بغداد|R past] متعثرة."),
    ("fa", "مذاکرات [اربیل|R past] و [بغداد|R past] به نتیجه نرسیده است."),
    ("ckb", "گفتوگۆی [هەولێر|R past] و [بەغدا|R past] نەگەیشتووەتە ئەنجام."),
    ("ru", "Переговоры [Эрбиля|R past] и [Багдада|R past] сорвались."),
    ("uk", "Переговори [Ербіля|R past] та [Багдада|R past] зірвалися."),
]
STILL = [
    "After the talks failed, drones hit fields in [Erbil|R news] and [Baghdad|R news].",
    "The ministry in [Sanaa|R news] was hit by two missiles, officials said.",
    "Two blasts were reported in [Kirkuk|R news] on Monday.",
    "Drones hit [Erbil|R news] and [Baghdad|R news] after talks collapsed.",
]
STRUCK = [
    "Missiles struck [Sanaa|R news] and [Hodeidah|R news] despite the truce.",
    "Drones hit [Erbil|R news] and [Kirkuk|R news] amid tensions.",
    "The ceasefire in [Aleppo|R news] and [Idlib|R news] collapsed after shelling.",
    "Truce broken as [Aleppo|R news], [Idlib|R news] shelled.",
    "Talks collapse, [Kyiv|R news] and [Odesa|R news] bombed.",
    "Clashes kill 10 despite truce with [Sweida|R news] factions.",
    "Des drones frappent [Erbil|R news] et [Kirkouk|R news] malgré la trêve.",
    "Les accords violés : frappes sur [Damas|R news] et [Alep|R news] malgré la trêve.",
    "Müzakere öncesi [Kiev|R news] ve [Odessa|R news] bombalandı.",
    "Müzakereler sürerken [Kiev|R news] ve [Odessa|R news] bombalandı.",
    "Dronan li [Hewlêr|R news] û [Kerkûk|R news] da tevî agirbestê.",
    "قصف [دمشق|R news] و[حلب|R news] رغم الهدنة.",
    "غارات على [صنعاء|R news] و[الحديدة|R news] تخرق اتفاق الهدنة.",
    "حمله به [اربیل|R news] و [کرکوک|R news] با وجود توافق آتش بس.",
    "هێرش بۆ سەر [هەولێر|R news] و [کەرکووک|R news] سەرەڕای ئاگربەست.",
    "Удары по [Киеву|R news] и [Одессе|R news] перед переговорами.",
    "Удары по [Киеву|R news] и [Одессе|R news] сорвали переговоры.",
    "Ракеты разрушили спортивный комплекс [Киева|R news] и [Одессы|R news].",
    "Удари по [Києву|R news] та [Одесі|R news] попри перемир'я.",
]
# A deed in the sentence, and yet the places are those who talk.
TALK_ALL_THE_SAME = [
    "The attack in [Duhok|R news] overshadowed the [Ankara|R past]-[Baghdad|R past] talks.",
    "A strike on [Odesa|R news] overshadowed [Moscow|R past] and [Kyiv|R past] talks.",
    "Drones hit [Tanak|F news] amid talks between [Damascus|R past] and [Ankara|R past].",
    "[Kobani|R news] was shelled despite the deal with [Damascus|R past].",
    "Des drones ont frappé [Tanak|F news] malgré l'accord entre [Damas|R past] et [Ankara|R past].",
    "[Erbil|R past] ile [Bağdat|R past] arasındaki görüşmeler saldırı sonrası durdu.",
    "قصف [حقل التنك|F news] رغم المفاوضات بين [دمشق|R past] و[أنقرة|R past].",
    "حمله به [میدان تنک|F news] مذاکرات [دمشق|R past] و [آنکارا|R past] را متوقف کرد.",
    "Удар по [Танаку|F news] сорвал переговоры [Дамаска|R past] и [Анкары|R past].",
    "Удар по [Танаку|F news] зірвав переговори [Дамаска|R past] та [Анкари|R past].",
]
# Who tells it is in the place that it befell.
TOLD_ON_THE_SPOT = [
    "Police said in [Kirkuk|R news] a bomb killed three people.",
    "Doctors told reporters in [Sanaa|R news] that 20 people died in the strike.",
    "Witnesses told reporters in [Erbil|R news] that a blast shook the airport.",
    "Officials in [Kirkuk|R news] said two rockets hit the city.",
    "Medics in [Gaza|R news] said strikes killed ten people.",
    "The army said in [Aleppo|R news] that shelling killed two people.",
    "The health ministry in [Sanaa|R news] said strikes killed ten people.",
    "La police a déclaré à [Kirkouk|R news] qu'une bombe a tué trois personnes.",
    "Un témoin dit à [Erbil|R news] avoir vu l'explosion.",
    "قالت الشرطة في [كركوك|R news] إن انفجارا قتل ثلاثة.",
    "قال أطباء في [صنعاء|R news] إن عشرين شخصا قتلوا في الغارة.",
    "Полиция заявила в [Киркуке|R news] о взрыве.",
    "Жители рассказали в [Киркуке|R news] о взрыве.",
    "The mayor of [Kharkiv|R news] said drones hit a school.",
    "Le maire de [Kharkiv|R news] a déclaré qu'un drone a frappé une école.",
    "محافظ [كركوك|R news] قال إن هجوما وقع.",
    "پلیس در [کرکوک|R news] گفت بمبی سه نفر را کشت.",
    "پۆلیس لە [کەرکووک|R news] ڕایگەیاند بۆمبێک سێ کەسی کوشت.",
    "Polîs li [Kerkûkê|R news] got ku bombeyek sê kes kuştin.",
    "[Kerkük|R news]'te polis, bombanın üç kişiyi öldürdüğünü söyledi.",
    "Мэр [Харькова|R news] сообщил о взрывах.",
    "Глава [Харьковской области|R news] заявил об ударе.",
    "Поліція [Одеси|R news] повідомила про вибух.",
    "Мешканці розповіли в [Одесі|R news] про вибух.",
]
TOLD_ELSEWHERE = [
    "The prime minister said in [Baghdad|R past] that drones hit [Tanak|F news].",
    "The foreign ministry in [Moscow|R past] said the attack was an act of terror.",
    "Residents told reporters in [Erbil|R past] that drones hit [Tanak|F news].",
    "Le président a déclaré à [Paris|R past] que des drones avaient touché [Tanak|F news].",
    "Президент заявил в [Москве|R past] об атаке на [Танак|F news].",
    "Президент заявив у [Києві|R past] про атаку на [Танак|F news].",
]
# Headlines leave out "was"; and a comma joins a place to what it lies in.
HEADLINES = [
    "A missile launched from [Lebanon|R past] hit [Haifa|R news].",
    "صاروخ أطلق من [لبنان|R past] أصاب [حيفا|R news].",
    "Des drones ont frappé une école de [Kharkiv|R news].",
    "Des drones tirés de [Gaza|R past] ont touché [Ashkelon|R news].",
    "Un missile en provenance du [Yémen|R past] est tombé à [Eilat|R news].",
    "Drones hit [Kyiv|R news] and [Kharkiv|R news] as leaders meet for talks.",
    "[Kyiv|R news] bombed overnight.",
    "[Homs|R news] hit by missiles.",
    "Rockets hit [Hama|R news], [Syria|R news].",
    "Airstrikes hit [Aleppo|R news], [Idlib|R news].",
    "[Tehran|R past] hit targets in [Erbil|R news].",
]


@pytest.mark.parametrize(("language", "sentence"), SAID + TALKS)
def test_a_place_that_speaks_or_talks_is_background(language: str, sentence: str) -> None:
    lead = LEADS_WITH_A_PLACE.get(language) or "Ömer petrol sahası [Deyr|R news]'de vuruldu. "
    check(lead + sentence)


@pytest.mark.parametrize(("language", "sentence"), TALKS)
def test_where_no_attack_is_told_they_are_background_too(language: str, sentence: str) -> None:
    assert language
    check(sentence)


@pytest.mark.parametrize("text", STILL + STRUCK + TOLD_ON_THE_SPOT + HEADLINES)
def test_what_is_hit_is_news_all_the_same(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", TALK_ALL_THE_SAME + TOLD_ELSEWHERE)
def test_what_was_elsewhere_is_background_beside_a_deed(text: str) -> None:
    check(text)
