"""What is repaired, restarted, broken by itself or only threatened wakes nobody."""

import pytest

from tests.resolve.roles.marked import LEADS, check

THREATS = [
    ("en", "[A Houthi official|G] warned that the group could resume strikes on [Abqaiq|F past]."),
    ("en", "The bases at [Asad|F past] and [Harir|F past] would be legitimate targets, it said."),
    ("fr", "Le groupe pourrait frapper [Abqaïq|F past], a averti un responsable."),
    ("tr", "Sözcü, [Abqaiq|F past] tesisinin yeniden vurulabileceğini söyledi."),
    ("ku", "Berdevk got ku ew dikarin êrîşî [Ebqeyqê|F past] bikin."),
    ("ar", "حذر قيادي من أن الجماعة قد تستأنف الهجمات على [بقيق|F past]."),
    ("fa", "سخنگو گفت [بقیق|F past] ممکن است هدف قرار گیرد."),
    ("ckb", "وتەبێژەکە گوتی [بقێق|F past] ئامانجی ڕەوایە."),
    ("ru", "Представитель группы заявил, что она может возобновить удары по [Абкаику|F past]."),
    ("uk", "Речник заявив, що група може завдати удару по [Абкаїку|F past]."),
]

UPKEEP = [
    ("en", "Unit 2 of [Barakah|F past] is back on the grid after a planned outage."),
    ("en", "NOC lifts force majeure at [Sharara|F past] as protesters leave."),
    ("fr", "[La raffinerie de Zawiya|F past] redémarre après un arrêt programmé."),
    ("tr", "[Kırmızı rafineri|F past] planlı duruşun ardından yeniden devreye alındı."),
    ("ku", "Ji ber nûjenkirinê hilberîna [Kormorê|F past] tê rawestandin."),
    ("ar", "إعادة تشغيل [مصفى بيجي|F past] بعد توقفه لأعمال الصيانة."),
    ("fa", "[پالایشگاه آبادان|F past] پس از تعمیرات سالانه که متوقف بود راه افتاد."),
    ("ckb", "بەهۆی چاککردنەوە [کۆرمۆر|F past] ڕادەوەستێت و داخراوە."),
    ("ru", "[Туапсинский НПЗ|F past], остановленный на плановый ремонт, вновь заработал."),
    ("uk", "[Кременчуцький НПЗ|F past] відновив роботу, зупинену на ремонт."),
]

ACCIDENTS = [
    ("en", "A fire at [Abadan|F past] was caused by a gas leak, the company said."),
    ("en", "A technical fault and an explosion shut [Daura|F past]; police ruled out sabotage."),
    ("fr", "Un court-circuit a provoqué l'incendie de [la raffinerie d'Abadan|F past]."),
    ("tr", "[Abadan rafinerisi|F past] yangınının nedeni kısa devre."),
    ("ku", "Agirê li [Abadanê|F past] ji ber pirsgirêka teknîkî derket."),
    ("ar", "حريق في [مصفاة عبادان|F past] بسبب تماس كهربائي."),
    ("fa", "آتش‌سوزی در [پالایشگاه آبادان|F past] بر اثر نشت گاز بود."),
    ("ckb", "ئاگرەکەی [ئابادان|F past] بەهۆی لێکدانی کارەبا بوو."),
    ("ru", "Пожар на [Абаданском НПЗ|F past] вызвало короткое замыкание."),
    ("uk", "Пожежу на [Абаданському НПЗ|F past] спричинило коротке замикання."),
]


CONDITIONS = [
    ("en", "He warned that if America joins, the bases from [Asad|F past] on are targets."),
    ("fr", "Si la guerre s'étend, [la base d'Assad|F past] sera une cible, a-t-il averti."),
    ("tr", "Savaş çıkması halinde [Esad|F past] üssü hedef olur, dedi."),
    ("ku", "Eger şer derkeve, [Esed|F past] armanc e, wî got."),
    ("ar", "وقال إنه إذا توسعت الحرب فإن [عين الأسد|F past] هدف للصواريخ."),
    ("fa", "او گفت اگر آمریکا وارد جنگ شود، [عین الاسد|F past] هدف موشک‌ها خواهد بود."),
    ("ckb", "گوتی ئەگەر شەڕ بکرێت، [عەین ئەسەد|F past] ئامانجی مووشەکەکانە."),
    ("ru", "Он заявил, что если США вступят в войну, [Айн-Асад|F past] станет целью ракет."),
    ("uk", "Він заявив, що якщо США вступлять у війну, [Айн-Асад|F past] стане ціллю ракет."),
]

MEMORIES_AND_COURTS = [
    ("en", "A court sentenced a man to death over bombs at [Bai Hassan|F past]."),
    ("en", "Families held a memorial for workers killed by a drone at [Khor Mor|F past]."),
    ("fr", "Un tribunal a jugé un homme pour l'attentat de [Bai Hassan|F past]."),
    ("tr", "Mahkeme, [Bey Hasan|F past] saldırısı sanığına müebbet verdi."),
    ("ku", "Dadgehê kesek ji ber êrîşa [Bay Hesenê|F past] ceza kir."),
    ("ar", "أصدرت محكمة حكما بالإعدام على مدان بتفجير في [باي حسن|F past]."),
    ("fa", "دادگاه متهم حمله به [بای حسن|F past] را محکوم کرد."),
    ("ckb", "یادی کرێکارە کوژراوەکانی هێرشەکەی [کۆرمۆر|F past] کرایەوە."),
    ("ru", "Суд вынес приговор за взрыв на [Бай-Хасане|F past]."),
    ("uk", "Суд виніс вирок за вибух на [Бай-Хасані|F past]."),
]


@pytest.mark.parametrize(
    ("language", "text"),
    [*THREATS, *UPKEEP, *ACCIDENTS, *CONDITIONS, *MEMORIES_AND_COURTS],
)
def test_what_no_enemy_did_is_no_news(language: str, text: str) -> None:
    del language
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "[Khor Mor|F news] resumes exports two days after a drone attack.",
        "A drone attack caused a gas leak at [Khor Mor|F news].",
        "Drones hit [Tuapse|F news] on the day it came back from planned maintenance.",
        "После удара дронов на [Туапсинском НПЗ|F news] начался ремонт.",
        "هجوم بمسيرة يوقف أعمال الصيانة في [مصفى بيجي|F news].",
    ],
)
def test_an_attack_is_news_whatever_else_goes_on(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "Net profit rose. [Khor Mor|F past], once delayed by rocket attacks, adds gas.",
        "The firm signed a contract. A drone attack had stopped [Khor Mor|F past].",
        "وقعت الشركة عقدا. وكانت هجمات قد أوقفت العمل في [كورمور|F past].",
    ],
)
def test_a_report_of_business_stays_one_whatever_it_recalls(text: str) -> None:
    check(text)


def test_where_a_court_sits_is_where_it_happened() -> None:
    check("A court in [Kirkuk|R news] sentenced a man over a blast in 2019 at [Bai Hassan|F past].")


def test_a_drill_goes_on_in_the_sentences_after_it() -> None:
    check("A drill was held at [Ceyhan|F past]. A tank of [Ceyhan|F past] was hit and burned.")


ENDINGS = [
    ("en", "Firemen put out the blaze by noon. Nobody was hurt. Drones struck [Koniko|F past]."),
    ("ar", "وأخمد الحريق ظهرا. ولم يصب أحد. وهناك مسيرات استهدفت [كونيكو|F past]."),
    ("ru", "Пожар потушили к полудню. Никто не пострадал. Дроны атаковали [Конико|F past]."),
]


@pytest.mark.parametrize(("language", "text"), ENDINGS)
def test_what_is_first_named_at_the_end_is_background(language: str, text: str) -> None:
    check(LEADS[language] + text)


def test_an_end_that_says_so_belongs_to_the_news() -> None:
    check(LEADS["en"] + "Nobody was hurt. Drones also struck [Koniko|F news].")


def test_the_end_is_the_news_where_it_alone_names_the_place() -> None:
    check("Drones came at night. A plant burned. Nobody was hurt. Drones hit [Koniko|F news].")


def test_a_list_has_no_end() -> None:
    check(
        "Attacks of the night:\n- [Omar|F news]: rockets hit\n- no loss\n- [Koniko|F news]: shelled"
    )
