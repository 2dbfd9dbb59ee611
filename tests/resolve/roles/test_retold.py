"""What is denied, judged, mourned, done by habit, shut by caution or of yesterday is no news."""

import pytest

from tests.resolve.roles.marked import LEADS, check

NEVER_HAPPENED = [
    ("en", "Not a single attack was recorded at [Abqaiq|F past], the director boasted."),
    ("fr", "Aucune attaque n'a eu lieu à [Abqaïq|F past], s'est félicité le directeur."),
    ("fr", "Pas une seule attaque n'a touché [Abqaïq|F past], dit la firme."),
    ("tr", "[Abkayk|F past] tesisinde tek bir saldırı ya da kesinti yaşanmadı."),
    ("ku", "Rêveber got ku li [Ebqeyqê|F past] tu êrîş çênebû."),
    ("ar", "قال المدير إنه لم تقع أي هجمات على [بقيق|F past]."),
    ("fa", "مدیر گفت هیچ حمله‌ای در [بقیق|F past] رخ نداد."),
    ("ckb", "بەڕێوەبەر گوتی لە [بقێق|F past] هیچ هێرشێک ڕووی نەدا."),
    ("ru", "Нападений на [Абкаик|F past] не было, сказал директор."),
    ("uk", "Нападів на [Абкаїк|F past] не було, сказав директор."),
]

COURTS = [
    ("en", "Three men were jailed for 12 years for plotting to bomb [Tuapse|F past]."),
    ("en", "Trial opens over the drone attack on [Khor Mor|F past]."),
    ("en", "Two engineers were indicted for a blast at [Abadan|F past]."),
    ("fr", "Trois hommes condamnés à 12 ans de prison pour un attentat à [Abadan|F past]."),
    ("tr", "[Tuapse|F past] rafinerisine sabotaj planlayan sanığa 14 yıl hapis cezası verildi."),
    ("ku", "Dadgehê ji bo êrîşa li ser [Beyciyê|F past] 14 sal girtîgeh da."),
    ("ar", "السجن 14 عاما لمدان بالتخطيط لتفجير [بيجي|F past]."),
    ("fa", "متهم بمب‌گذاری در [آبادان|F past] به ۱۴ سال حبس محکوم شد."),
    ("ckb", "تۆمەتبارێکی هێرشەکەی [بێجی|F past] بە ١٤ ساڵ زیندانی سزا درا."),
    ("ru", "Житель города получил 14 лет за подготовку поджога на [Туапсинском НПЗ|F past]."),
    ("uk", "Чоловіка засудили до 14 років за підготовку вибуху на [Кременчуцькому НПЗ|F past]."),
]

MOURNED = [
    ("en", "Families paid tribute to three guards killed by rockets at [Koniko|F past]."),
    ("fr", "On s'est recueilli en souvenir des ouvriers tués par un drone à [Khor Mor|F past]."),
    ("tr", "[Kormor|F past] saldırısında ölen işçiler törenle anıldı."),
    ("ku", "Karkerên ku di êrîşa [Kormorê|F past] de hatin kuştin, hatin bibîranîn."),
    ("ar", "أحيا العاملون ذكرى ضحايا هجوم [كورمور|F past] بدقيقة صمت."),
    ("fa", "یاد کشته‌شدگان حمله به [آبادان|F past] گرامی داشته شد."),
    ("ckb", "یادی کرێکارە کوژراوەکانی هێرشەکەی [کۆرمۆر|F past] کرایەوە."),
    ("ru", "В городе почтили память погибших при атаке на [Рязанский НПЗ|F past]."),
    ("uk", "Містяни вшанували ліквідаторів: 39 років від вибуху на [ЧАЕС|F past]."),
]


@pytest.mark.parametrize(
    ("language", "text"), NEVER_HAPPENED + COURTS + MOURNED, ids=lambda t: t[:40]
)
def test_what_never_was_or_was_long_ago_wakes_nobody(language: str, text: str) -> None:
    del language
    check(text)


HAPPENED_ALL_THE_SAME = [
    "A drone attack hit [Abqaiq|F news] on Monday; not a single worker was hurt.",
    "Output at [Koniko|F news] fell to zero after the strike.",
    "Une attaque de drones a touché [Abqaïq|F news], sans faire une seule victime.",
    "[Tuapse|F news] rafinerisine düzenlenen saldırıda can kaybı yaşanmadı.",
    "لم تقع إصابات في الهجوم على [بقيق|F news].",
    "В результате атаки на [Туапсинский НПЗ|F news] жертв не было.",
    "Внаслідок удару по [Бурштинській ТЕС|F news] постраждалих не було.",
    "Rockets hit [Koniko|F news] a day after a court jailed a militia leader.",
    "Drones struck [Koniko|F news] as families laid flowers at a grave.",
]


@pytest.mark.parametrize("text", HAPPENED_ALL_THE_SAME)
def test_an_attack_that_spared_people_or_came_with_a_verdict_is_news(text: str) -> None:
    check(text)


HABITS = [
    ("en", "Most often hit were [Koniko|F past] and [Harir|F past]."),
    ("fr", "Les sites le plus souvent frappés sont [Koniko|F past] et [Harir|F past]."),
    ("tr", "En çok vurulan yerler [Koniko|F past] ve [Harir|F past] oldu."),
    ("ku", "Herî zêde êrîşî [Konikoyê|F past] û [Herîrê|F past] hatine kirin."),
    ("ar", "والأكثر استهدافا [كونيكو|F past] و[حرير|F past]."),
    ("fa", "بیشترین حملات به [کونیکو|F past] و [حریر|F past] شده است."),
    ("ckb", "زۆرترین هێرش کراوەتە سەر [کۆنیکۆ|F past] و [حەریر|F past]."),
    ("ru", "Чаще всего обстреливали [Конико|F past] и [Харир|F past]."),
    ("uk", "Найчастіше обстрілювали [Коніко|F past] та [Харір|F past]."),
]

YESTERDAY = [
    ("en", "A drone hit {} today. ", "Rockets also fell on [Harir|F past] yesterday."),
    ("fr", "Un drone a frappé {} aujourd'hui. ", "Hier, des roquettes visaient [Harir|F past]."),
    ("tr", "Bugün {} dronla vuruldu. ", "Dün de [Harir|F past] roketlerle vurulmuştu."),
    ("ku", "Îro dronek li {} ket. ", "Duh jî roket li [Herîrê|F past] ketin."),
    ("ar", "استهدفت مسيرة {} اليوم. ", "وسقطت صواريخ أمس على [حرير|F past]."),
    ("fa", "امروز پهپادی به {} حمله کرد. ", "دیروز نیز [حریر|F past] هدف راکت قرار گرفت."),
    ("ckb", "ئەمڕۆ درۆنێک هێرشی کردە سەر {}. ", "دوێنێش مووشەک کەوتە [حەریر|F past]."),
    ("ru", "Сегодня дрон ударил по {}. ", "Вчера ракеты попали в [Харир|F past]."),
    ("uk", "Сьогодні дрон влучив у {}. ", "Учора ракети влучили в [Харір|F past]."),
]

SHUT = [
    ("en", "Output at [Leviathan|F past] was suspended as a precaution."),
    ("fr", "Par précaution, l'extraction reste suspendue à [Léviathan|F past]."),
    ("tr", "[Leviathan|F past] sahasında üretim önlem olarak durduruldu."),
    ("ku", "Ji bo tedbîrê hilberîna [Lewîatan|F past] hat rawestandin."),
    ("ar", "توقف الإنتاج احترازيا في [ليفياثان|F past]."),
    ("fa", "تولید در [لویاتان|F past] به عنوان اقدام احتیاطی متوقف شد."),
    ("ckb", "بەرهەمهێنان لە [لیڤیاتان|F past] وەک خۆپارێزی وەستا."),
    ("ru", "Добыча на [Левиафане|F past] остановлена в качестве меры предосторожности."),
    ("uk", "Видобуток на [Левіафані|F past] призупинено як запобіжний захід."),
]


@pytest.mark.parametrize(("language", "text"), HABITS + SHUT, ids=lambda t: t[:40])
def test_habits_and_precautions_after_the_news_are_background(language: str, text: str) -> None:
    check(LEADS[language] + text)


@pytest.mark.parametrize(("language", "lead", "text"), YESTERDAY, ids=lambda t: t[:20])
def test_yesterdays_deeds_are_background_to_those_of_today(
    language: str, lead: str, text: str
) -> None:
    del language
    check(lead.format("[Koniko|F news]") + text)


BURNING = [
    ("en", "A tank is burning at [Tuapse|F news]."),
    ("fr", "Un réservoir brûle à [Touapsé|F news]."),
    ("tr", "[Tuapse|F news] rafinerisi yanıyor."),
    ("tr", "[Tuapse|F news] rafinerisine iki dron düştüğü söyleniyor."),
    ("ku", "Tankek li [Beyciyê|F news] dişewite."),
    ("ar", "خزان يحترق في [بيجي|F news]."),
    ("fa", "مخزنی در [آبادان|F news] می‌سوزد."),
    ("ckb", "عەمبارێک لە [بێجی|F news] دەسووتێت."),
    ("ru", "На [Туапсинском НПЗ|F news] полыхает резервуар."),
    ("uk", "На [Кременчуцькому НПЗ|F news] палає резервуар."),
]
AND_THEN = [
    ("ku", "Dronek li [Koniko|F news] ket û li pey re [Harir|F news] hat bombekirin."),
    ("ku", "Dronek li [Koniko|F news] ket, piştî wê jî roket li [Harir|F news] ketin."),
    ("ckb", "درۆنێک کەوتە [کۆنیکۆ|F news] و دواتر مووشەک کەوتە [حەریر|F news]."),
    ("ckb", "درۆنێک کەوتە [کۆنیکۆ|F news]، پاشان هێرش کرایە سەر [حەریر|F news]."),
]


@pytest.mark.parametrize(("language", "text"), BURNING + AND_THEN, ids=lambda t: t[:40])
def test_what_burns_now_or_was_hit_next_is_news(language: str, text: str) -> None:
    del language
    check(text)


def test_a_deed_of_yesterday_is_news_where_the_lead_tells_one_of_yesterday_too() -> None:
    check(
        "The ministry said today that a drone hit [Koniko|F news] yesterday. Another drone hit "
        "[Harir|F news] yesterday, the ministry said. Nobody was hurt there."
    )
