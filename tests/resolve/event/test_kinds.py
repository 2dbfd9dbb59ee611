"""What kind of event, and how grave: each sentence pins one rule, in the nine languages."""

import pytest

from alerts.model.event_reading import EventReading
from alerts.model.report import EventType, Severity, report_of
from alerts.resolve.event import read_event
from alerts.resolve.event.lexicon import tables


def reading(body: str, title: str | None = None) -> EventReading:
    return read_event(
        report_of({"id": "1", "source": {"name": "nobody"}, "body": body, "title": title})
    )


AIR = EventType.AIR_DRONE_STRIKE
SHELLING = EventType.SHELLING_ARTILLERY_MISSILE_ATTACK
BOMB = EventType.REMOTE_EXPLOSIVE_LANDMINE_IED
CLASH = EventType.ARMED_CLASH
SHOTS = EventType.ATTACK
ABDUCTION = EventType.ABDUCTION_FORCED_DISAPPEARANCE
ARRESTS = EventType.ARRESTS
LOOTING = EventType.LOOTING_PROPERTY_DESTRUCTION
FOILED = EventType.DISRUPTED_WEAPONS_USE


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Rockets landed near the plant.", SHELLING),
        ("A drone hit a storage tank.", AIR),
        ("An explosive-laden suicide drone hit the depot.", AIR),
        ("A suicide bomber attacked the checkpoint.", EventType.SUICIDE_BOMB),
        ("A roadside bomb went off by an oil tanker.", BOMB),
        ("Gunmen opened fire on guards of the field.", SHOTS),
        ("Clashes broke out near the refinery.", CLASH),
        ("Three engineers were kidnapped from the field.", ABDUCTION),
        ("Forces arrested two oil smugglers.", ARRESTS),
        ("Unknown men set fire to an oil well.", LOOTING),
        ("Workers held a sit-in at the gate.", EventType.PEACEFUL_PROTEST),
        ("Police used tear gas on the protest.", EventType.PROTEST_WITH_INTERVENTION),
        (
            "Guards fired on protesters with live rounds.",
            EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
        ),
        ("Air defences intercepted three drones.", FOILED),
        ("A hand grenade was thrown at the office.", EventType.GRENADE),
        ("Both sides agreed on a ceasefire.", EventType.AGREEMENT),
        ("سقطت ثلاثة صواريخ قرب الحقل", SHELLING),
        ("استهدفت طائرة مسيرة خزانا للوقود", AIR),
        ("انفجرت عبوة ناسفة بصهريج نفط", BOMB),
        ("اندلعت اشتباكات قرب المصفاة", CLASH),
        ("أطلق مسلحون النار على حراس الحقل", SHOTS),
        ("خطف مسلحون مهندسا من الحقل", ABDUCTION),
        ("اعتقلت القوات مهربي نفط", ARRESTS),
        ("تظاهر العمال في مظاهرة أمام الحقل", EventType.PEACEFUL_PROTEST),
        ("أسقطت الدفاعات الجوية مسيرتين", FOILED),
        ("درۆنێک هێرشی کردە سەر کێڵگەکە", AIR),
        ("دوو مووشەک کەوتنە نزیک کێڵگەکە", SHELLING),
        ("چەند چەکدارێک ئەندازیارێکیان ڕفاند", ABDUCTION),
        ("پێکدادان لە نزیک پاڵاوگەکە ڕوویدا", CLASH),
        ("Dronekê li qada petrolê xist", AIR),
        ("Du mûşek li nêzî qadê ketin", SHELLING),
        ("Mayînek li ber tankerê teqiya", BOMB),
        ("Li nêzî rafîneriyê pevçûn derketin", CLASH),
        ("یک پهپاد به انبار نفت اصابت کرد", AIR),
        ("سه موشک به نزدیکی میدان اصابت کرد", SHELLING),
        ("درگیری در نزدیکی پالایشگاه رخ داد", CLASH),
        ("دو مهندس ربوده شدند", ABDUCTION),
        ("Bir İHA petrol deposunu vurdu.", AIR),
        ("Sahanın yakınına iki roket düştü.", SHELLING),
        ("Yola döşenen EYP patladı.", BOMB),
        ("Rafineri yakınında çatışma çıktı.", CLASH),
        ("İki mühendis kaçırıldı.", ABDUCTION),
        ("Беспилотник попал в нефтебазу.", AIR),
        ("Две ракеты упали рядом с месторождением.", SHELLING),
        ("Авиаудар пришёлся по складу.", AIR),
        ("Двое инженеров похищены.", ABDUCTION),
        ("ПВО: сбиты два беспилотника.", FOILED),
        ("Дрон влучив у нафтобазу.", AIR),
        ("Ракета влучила в електростанцію.", SHELLING),
        ("Ворог обстріляв підстанцію.", SHELLING),
        ("Un drone a touché un dépôt.", AIR),
        ("Deux roquettes sont tombées près du champ.", SHELLING),
        ("Des hommes armés ont ouvert le feu.", SHOTS),
        ("Deux ingénieurs ont été enlevés.", ABDUCTION),
    ],
)
def test_a_text_tells_the_type(text: str, event_type: EventType) -> None:
    told = reading(text)
    assert told.event_type is event_type
    for evidence in told.event_type_evidence:
        assert text[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize(
    "text",
    [
        "The company sells drones and missiles.",
        "Shell raised its profit.",
        "ConocoPhillips signed a contract for a gas field.",
        "وقعت الشركة عقدا لتطوير الحقل",
        "Şirket yeni bir sözleşme imzaladı.",
        "Компания подписала контракт.",
        "La société a signé un contrat.",
        "40 people were killed in attacks since January.",
    ],
)
def test_news_without_an_event_tells_no_type(text: str) -> None:
    assert reading(text).event_type is None


def test_the_title_tells_before_the_body() -> None:
    told = reading("Clashes had broken out there before.", "Rockets hit the field")
    assert told.event_type is SHELLING
    assert told.event_type_evidence[0].field == "/title"


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Fourteen rockets hit; 12 people were killed.", Severity.EXTREME),
        ("Two guards were killed.", Severity.SEVERE),
        ("An attack wounded 15 workers.", Severity.SEVERE),
        ("Production halted after the attack.", Severity.SEVERE),
        ("An attack wounded two workers.", Severity.MODERATE),
        ("A tank was damaged.", Severity.MODERATE),
        ("There were no casualties.", Severity.MINOR),
        ("The drone was shot down.", Severity.MINOR),
        ("It caused a fire but no casualties.", Severity.MODERATE),
        ("No one was killed, but a pipe was damaged.", Severity.MODERATE),
        ("Dozens were wounded.", Severity.SEVERE),
        ("قتل 11 جنديا", Severity.EXTREME),
        ("مقتل عنصرين وإصابة ثالث", Severity.SEVERE),
        ("دون وقوع إصابات", Severity.MINOR),
        ("خرجت المحطة عن الخدمة بعد أن خرجت عن الخدمة مرتين", Severity.SEVERE),
        ("اندلع حريق في خزان", Severity.MODERATE),
        ("4 کەس کوژران", Severity.SEVERE),
        ("دوو کەس بریندار بوون", Severity.MODERATE),
        ("Sê kes hatin kuştin", Severity.SEVERE),
        ("Kesek birîndar bû", Severity.MODERATE),
        ("۱۲ نفر کشته شدند", Severity.EXTREME),
        ("این حمله تلفات جانی نداشت", Severity.MINOR),
        ("12 kişi öldü", Severity.EXTREME),
        ("İki işçi yaralandı", Severity.MODERATE),
        ("Can kaybı olmadı", Severity.MINOR),
        ("Погибли трое рабочих", Severity.SEVERE),
        ("Пострадавших нет", Severity.MINOR),
        ("На складе начался пожар", Severity.MODERATE),
        ("Загинуло 11 людей", Severity.EXTREME),
        ("Поранено двох працівників", Severity.MODERATE),
        ("Trois ouvriers ont été tués", Severity.SEVERE),
        ("L'attaque n'a fait aucune victime", Severity.MINOR),
    ],
)
def test_harm_told_gives_the_severity(text: str, severity: Severity) -> None:
    told = reading(text)
    assert told.severity is severity
    for evidence in told.severity_evidence:
        assert text[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize(
    "text",
    [
        "A rocket hit the field.",
        "40 people were killed since January.",
        "سقط صاروخ على الحقل",
        "The company raised its profit.",
    ],
)
def test_nothing_told_of_harm_leaves_the_severity_unknown(text: str) -> None:
    assert reading(text).severity is None


def test_the_producer_s_own_fields_win() -> None:
    told = read_event(
        report_of(
            {
                "id": "1",
                "source": {"name": "nobody"},
                "body": "Two guards were killed by a drone strike.",
                "event_type": "attack",
                "severity": "minor",
            }
        )
    )
    assert (told.event_type, told.severity) == (SHOTS, Severity.MINOR)
    assert (told.event_type_evidence, told.severity_evidence) == ((), ())


def test_the_tables_of_all_languages_know_the_same_concepts() -> None:
    assert {"mon", "sun", "1", "12", "s12", "killed", "drone"} <= {c for c, _ in tables()}
