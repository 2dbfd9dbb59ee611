"""What a report tells of the year, of a like attack, of a toll, or under a label, is no news."""

import pytest

from tests.resolve.roles.marked import LEADS, check

THIS_SPAN = [
    ("en", "Rockets have also landed at [Baiji|F past] this year."),
    ("en", "At the start of the month a convoy from [Tanak|F past] was ambushed."),
    ("en", "Gunmen burned pumps at [Tanak|F past] in the spring."),
    ("fr", "Cet hiver, un drone a frappé [Tanak|F past]."),
    ("uk", "Навесні ворог зруйнував [Байджі|F past]."),
    ("ru", "Летом дроны атаковали [Байджи|F past]."),
    ("fr", "Au début du mois, un convoi a été attaqué près de [Baïji|F past]."),
    ("tr", "Bu yıl [Beyci|F past] tesisine de roket atıldı."),
    ("ku", "Di Çileya îsal de dronan [Beycî|F past] jî bombebaran kirin."),
    ("ar", "كما استهدفت صواريخ [بيجي|F past] مطلع الشهر."),
    ("fa", "امسال [بیجی|F past] نیز هدف حمله قرار گرفت."),
    ("ckb", "ئەمساڵ هێرش کرایە سەر [بێجی|F past]."),
    ("ru", "В этом году дроны атаковали и [Байджи|F past]."),
    ("uk", "Цього року дрони атакували й [Байджі|F past]."),
]

ALIKE = [
    ("en", "A convoy from [Tanak|F past] was ambushed in the same way."),
    ("fr", "Une frappe similaire avait touché [Baïji|F past]."),
    ("tr", "Benzer bir saldırıda [Beyci|F past] vuruldu."),
    ("ku", "Êrîşeke wekî vê li ser [Beycî|F past] hat kirin."),
    ("ar", "ويأتي ذلك بعد أقل من شهرين على هجوم مماثل طال [بيجي|F past]."),
    ("fa", "حمله مشابهی به [بیجی|F past] صورت گرفت."),
    ("ckb", "هێرشێکی هاوشێوە کرایە سەر [بێجی|F past]."),
    ("ru", "Аналогичной атаке подвергся [Байджи|F past]."),
    ("uk", "Подібного удару зазнав [Байджі|F past]."),
]

LABELLED = [
    ("en", "Workers fled. Context: gunmen attacked [Tanak|F past] and burned tankers."),
    ("en", "\n\nBackground:\nGunmen attacked [Tanak|F past] and burned tankers."),
    ("en", "\n**Note**: gunmen attacked [Tanak|F past]."),
    ("fr", "\nRappel : des hommes armés ont attaqué [Baïji|F past]."),
    ("tr", "\nArka plan: silahlı kişiler [Beyci|F past] tesisine saldırdı."),
    ("ku", "\nPaşxane: çekdaran êrîşî [Beycî|F past] kirin."),
    ("ar", "\nخلفية: هاجم مسلحون [بيجي|F past]."),
    ("fa", "\nپیشینه: افراد مسلح به [بیجی|F past] حمله کردند."),
    ("ckb", "\nپاشخان: چەکداران هێرشیان کردە سەر [بێجی|F past]."),
    ("ru", "\nДля справки: боевики атаковали [Байджи|F past]."),
    ("uk", "\nДовідка: бойовики атакували [Байджі|F past]."),
]

TOLLS = [
    ("en", "That brings to 38 the dead since March, nine of them by a mine at [Tanak|F past]."),
    ("ar", "وارتفعت إلى 38 حصيلة القتلى منذ مطلع الشهر، بينهم تسعة قُتلوا بلغم قرب [بيجي|F past]."),
    ("tr", "Yıl başından beri ölü sayısı 38 oldu, dokuzu [Beyci|F past] yolunda öldürüldü."),
]

RUMOURED = [
    ("en", "He asked people not to heed rumours about an attack on [Baiji|F past]."),
    ("fr", "Il a appelé à ignorer les rumeurs d'attaque sur [Baïji|F past]."),
    ("tr", "[Beyci|F past] tesisine saldırı söylentilerine itibar edilmemesini istedi."),
    ("ku", "Wî xwest ku kes guh nede gotegotên êrîşa li ser [Beyciyê|F past]."),
    ("ar", "ودعا إلى عدم الالتفات إلى الشائعات حول قصف [بيجي|F past]."),
    ("fa", "وی خواست به شایعات درباره حمله به [بیجی|F past] توجه نکنند."),
    ("ckb", "داوای کرد گوێ نەدەنە دەنگۆکانی هێرش بۆ سەر [بێجی|F past]."),
    ("ru", "Он призвал не верить слухам об атаке на [Байджи|F past]."),
    ("uk", "Він закликав не вірити чуткам про атаку на [Байджі|F past]."),
]

CONDITIONAL = [
    ("en", "[Baiji|F past] and [Tanak|F past] will not be out of reach if the attacks go on."),
    ("fr", "[Baïji|F past] ne sera pas épargnée si les attaques continuent."),
    (
        "fa",
        "چنانچه حمله تکرار شود، [بیجی|F past] و [کنیکو|F past] از دسترس موشک‌ها دور نخواهند ماند.",
    ),
    ("ru", "[Байджи|F past] станет мишенью, если атаки продолжатся."),
    ("uk", "[Байджі|F past] стане мішенню, якщо атаки триватимуть."),
]

TRIED_OUT = [
    ("en", "The sound heard near [Baiji|F past] was test firing."),
    ("fr", "Le bruit d'explosion près de [Baïji|F past] venait de tirs d'essai."),
    ("tr", "[Beyci|F past] yakınında duyulan patlama deneme atışlarından geldi."),
    ("ar", "صوت الانفجار قرب [بيجي|F past] ناجم عن إطلاق تجريبي."),
    ("fa", "صدای انفجار در نزدیکی [بیجی|F past] مربوط به شلیک آزمایشی بوده است."),
    ("ru", "Взрывы у [Байджи|F past] были пробными стрельбами."),
    ("uk", "Вибухи біля [Байджі|F past] були пробними стрільбами."),
]

ON_THE_WAY = [
    (
        "en",
        "Half an hour lay between the strikes, and police shut the road leading to [Baiji|F past].",
    ),
    ("fr", "Après les frappes, la police a fermé la route menant à [Baïji|F past]."),
    (
        "ku",
        "Di navbera her du êrîşan de nîv saet hebû û Asayîşê rêya ku diçe [Rimêlanê|F past] girt.",
    ),
    ("ar", "وتوقف القصف بعد ساعة، وأغلقت الشرطة الطريق المؤدي إلى [بيجي|F past]."),
    ("ru", "Обстрел длился час, и полиция закрыла дорогу в [Байджи|F past]."),
    ("uk", "Обстріл тривав годину, і поліція закрила дорогу до [Байджі|F past]."),
]

ON_ANOTHER_DAY = [
    ("tr", "Pentagon, pazar günü [Esed Üssü|F past]'ne atılan füzelerin ardından yanıt vereceğini duyurmuştu."),
    ("en", "The Pentagon had commented after missiles fired at [Asad|F past] on Sunday."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        *THIS_SPAN,
        *ALIKE,
        *LABELLED,
        *TOLLS,
        *RUMOURED,
        *CONDITIONAL,
        *TRIED_OUT,
        *ON_THE_WAY,
        *ON_ANOTHER_DAY,
    ],
)
def test_what_a_report_looks_back_at_is_background(language: str, sentence: str) -> None:
    check(LEADS[language] + sentence)


@pytest.mark.parametrize(
    "later",
    [
        "A year ago mortars fell on a bridge near [Baiji|F]. Rockets hit [Tanak|F past] on that occasion. He told no more. He left.",
        "Geçtiğimiz yıl [Beyci|F] vuruldu. [Tenek|F past] üssüne aynı tarihte roket atıldı. Başka bilgi yok. Gitti.",
        "The month before, rockets hit [Baiji|F]. The worst of those attacks killed four at [Tanak|F past]. He told no more. He left.",
    ],
)
def test_what_goes_on_with_another_time_is_background_too(later: str) -> None:
    language = "tr" if "yıl" in later else "en"
    check(LEADS[language] + later)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "It was the fifth attack this month, and also hit [Tanak|F news]."),
        ("en", "Drones struck [Tanak|F news] for the first time this year."),
        ("tr", "[Tenek|F news] sahası da bu yıl ilk kez vuruldu."),
        ("ru", "Впервые в этом году ракеты ударили по [Байджи|F news]."),
        ("ar", "كما استهدفت الصواريخ [بيجي|F news] للمرة الأولى هذا العام."),
        ("ar", "وبلغ عدد الصواريخ التي استهدفت [بيجي|F news] منذ الفجر 12."),
        (
            "fr",
            "Des drones ont frappé le site de [Baïji|F news]; on ignore de là si les dégâts sont lourds.",
        ),
        (
            "fr",
            "Un tir de drone a frappé [Baïji|F news], et on ne dit pas si les dégâts sont lourds.",
        ),
        ("en", "Drones hit [Tanak|F news], and guards will shoot back if more come."),
        ("en", "A mine on the road to [Tanak|F news] killed two guards."),
        ("en", "A similar strike hit [Tanak|F news] the same day."),
        ("en", "Update: drones also struck [Tanak|F news]."),
        ("ar", "كما استهدف هجوم آخر [بيجي|F news] بالتزامن."),
        ("ru", "Также ракеты ударили по [Байджи|F news]."),
    ],
)
def test_the_same_news_told_late_is_still_news(language: str, sentence: str) -> None:
    check(LEADS[language] + sentence)


MATCHES = [
    "Kupa finalinde Ceyhan 9 gol attı, maçı bombardıman gibi şutlarla kazandı. Maç [İncirlik|F past] salonundaydı.",
    "The striker hit two goals in the cup final. Fans at [Baiji|F past] saw the coach attack the referee.",
    "Le buteur a frappé deux fois en finale de coupe. L'entraîneur visait le titre au match de [Baïji|F past].",
    "أحرز هدفا في نهائي الكأس وقصف مرمى الخصم. قال المدرب إن المباراة في [بيجي|F past] كانت صعبة.",
    "Нападающий забил гол в финале кубка. Тренер сказал, что матч в [Байджи|F past] был атакой двух команд.",
    "Нападник забив гол у фіналі кубка. Тренер сказав, що матч у [Байджі|F past] був атакою двох команд.",
    "گل فینال جام با حمله تیم به ثمر رسید. مربی گفت مسابقه در [بیجی|F past] سخت بود.",
    "لە فاینەڵی جامەکەدا دوو گۆڵ کرا. ڕاهێنەرەکە گوتی یارییەکە لە [بێجی|F past] هێرش بوو.",
    "Di fînala kûpayê de du gol ketin. Rahêner got ku maça li [Beyciyê|F past] bi êrîşan bû.",
]


@pytest.mark.parametrize("body", MATCHES)
def test_the_attacks_of_a_match_are_none(body: str) -> None:
    check(body)


def test_rockets_on_a_pitch_are_an_attack() -> None:
    check("Rockets killed three at a football match near [Baiji|F news], where a cup final was on.")
