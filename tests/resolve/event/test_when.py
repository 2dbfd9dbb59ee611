"""When: each sentence pins one way of telling a day, in the nine languages.

All reports here were published on Wednesday, 14 July 2021, at 10:00 UTC, three hours earlier
than the clocks in Syria said.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model.event_reading import Precision
from alerts.model.report import Report, report_of
from alerts.resolve.event import read_event, solar
from alerts.resolve.event.zones import named
from alerts.resolve.gazetteer import Gazetteer

SYRIAN = timezone(timedelta(hours=3))
DAY, PART, HOUR = Precision.DAY, Precision.PART_OF_DAY, Precision.HOUR


def report(body: str, published: str | None = "2021-07-14T10:00:00Z") -> Report:
    return report_of(
        {"id": "1", "source": {"name": "nobody"}, "body": body, "published_at": published}
    )


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        # English
        ("A missile hit the field on Monday.", "2021-07-12T00", DAY),
        ("A missile hit the field on Monday evening.", "2021-07-12T19", PART),
        ("The plant was attacked late on Friday night.", "2021-07-09T22", PART),
        ("The plant was attacked last Wednesday.", "2021-07-07T00", DAY),
        ("The plant was attacked on Wednesday morning.", "2021-07-14T08", PART),
        ("Drones struck overnight.", "2021-07-14T00", PART),
        ("Drones struck the base last night.", "2021-07-14T00", PART),
        ("Drones struck the base this morning.", "2021-07-14T08", PART),
        ("Rockets were fired yesterday afternoon.", "2021-07-13T15", PART),
        ("The attack took place on July 12, 2021.", "2021-07-12T00", DAY),
        ("The attack took place on 12 July.", "2021-07-12T00", DAY),
        ("The attack took place on the 10th of July.", "2021-07-10T00", DAY),
        ("It was hit on 2021-07-11.", "2021-07-11T00", DAY),
        ("It was hit on Tuesday at 9:30 pm.", "2021-07-13T21:30", HOUR),
        ("Overnight Monday night into Tuesday drones came.", "2021-07-13T00", PART),
        # Arabic
        ("سقط صاروخ على الحقل مساء الاثنين", "2021-07-12T19", PART),
        ("استهدفت طائرة مسيرة القاعدة فجر اليوم", "2021-07-14T05", PART),
        ("وقع الهجوم يوم السبت الماضي", "2021-07-10T00", DAY),
        ("وقع انفجار في 7 تموز", "2021-07-07T00", DAY),
        ("وقع انفجار في ٧ يوليو ٢٠٢١", "2021-07-07T00", DAY),
        ("تعرض الحقل لهجوم الليلة الماضية", "2021-07-14T00", PART),
        ("تعرض الحقل لهجوم مساء أمس", "2021-07-13T19", PART),
        ("تعرض الحقل لهجوم أول أمس", "2021-07-12T00", DAY),
        ("وقع الهجوم يوم الثلاثاء 13 تموز/يوليو 2021", "2021-07-13T00", DAY),
        ("سقطت قذائف عند الساعة 21:15 من مساء أمس", "2021-07-13T21:15", HOUR),
        # Sorani
        ("شەوی ڕابردوو درۆنێک هێرشی کرد", "2021-07-14T00", PART),
        ("ئێوارەی دووشەممە مووشەکێک کەوتە خوارەوە", "2021-07-12T19", PART),
        ("دوێنێ هێرش کرایە سەر کێڵگەکە", "2021-07-13T00", DAY),
        ("لە 12ی تەممووزی 2021 هێرشەکە ڕوویدا", "2021-07-12T00", DAY),
        ("ڕۆژی هەینی هێرش کرا", "2021-07-09T00", DAY),
        ("ئەمڕۆ بەیانی هێرش کرا", "2021-07-14T08", PART),
        # Kurmanji
        ("Şeva borî êrîşî qada petrolê kirin", "2021-07-14T00", PART),
        ("Roja duşemê êvarê mûşek li qadê ket", "2021-07-12T19", PART),
        ("Roja înê teqîn çêbû", "2021-07-09T00", DAY),
        ("Di 12'ê Tîrmehê de êrîş çêbû", "2021-07-12T00", DAY),
        ("Îro sibehê dronek ket", "2021-07-14T08", PART),
        ("Duh êrîş çêbû", "2021-07-13T00", DAY),
        # Persian
        ("دوشنبه شب یک پهپاد اصابت کرد", "2021-07-12T22", PART),
        ("بامداد امروز یک راکت شلیک شد", "2021-07-14T05", PART),
        ("دیشب یک راکت شلیک شد", "2021-07-14T00", PART),
        ("روز سه‌شنبه یک راکت شلیک شد", "2021-07-13T00", DAY),
        ("حمله در ۲۱ تیر ۱۴۰۰ رخ داد", "2021-07-12T00", DAY),
        ("حمله در تاریخ ۱۴۰۰/۰۴/۲۱ رخ داد", "2021-07-12T00", DAY),
        ("حمله در ۱۲ ژوئیه رخ داد", "2021-07-12T00", DAY),
        ("دیروز عصر حمله شد", "2021-07-13T15", PART),
        # Turkish
        ("Pazartesi akşamı sahaya roket düştü.", "2021-07-12T19", PART),
        ("Dün gece üsse saldırı düzenlendi.", "2021-07-14T00", PART),
        ("Dün bir saldırı düzenlendi.", "2021-07-13T00", DAY),
        ("Bu sabah bir İHA düştü.", "2021-07-14T08", PART),
        ("Saldırı 12 Temmuz 2021'de gerçekleşti.", "2021-07-12T00", DAY),
        ("Cumayı cumartesiye bağlayan gece roket düştü.", "2021-07-10T00", PART),
        ("Geçen salı günü roket düştü.", "2021-07-13T00", DAY),
        ("Saldırı 12.07.2021 tarihinde oldu.", "2021-07-12T00", DAY),
        # Russian
        ("В ночь на субботу дроны атаковали завод.", "2021-07-10T00", PART),
        ("В ночь на 12 июля дроны атаковали завод.", "2021-07-12T00", PART),
        ("Вечером в понедельник упала ракета.", "2021-07-12T19", PART),
        ("Вчера вечером упала ракета.", "2021-07-13T19", PART),
        ("Сегодня утром прогремел взрыв.", "2021-07-14T08", PART),
        ("Минувшей ночью прогремел взрыв.", "2021-07-14T00", PART),
        ("Взрыв прогремел 7 июля 2021 года.", "2021-07-07T00", DAY),
        ("Во вторник, в 21:40, прогремел взрыв.", "2021-07-13T21:40", HOUR),
        # Ukrainian
        ("У ніч на п'ятницю дрони атакували станцію.", "2021-07-09T00", PART),
        ("Уночі на 12 липня дрони атакували станцію.", "2021-07-12T22", PART),
        ("Вранці у вівторок пролунав вибух.", "2021-07-13T08", PART),
        ("Учора ввечері пролунав вибух.", "2021-07-13T19", PART),
        ("Вибух пролунав у середу.", "2021-07-14T00", DAY),
        ("Минулої ночі пролунав вибух.", "2021-07-14T00", PART),
        # French
        ("Un missile est tombé lundi soir.", "2021-07-12T19", PART),
        ("Un drone a frappé dans la nuit de vendredi à samedi.", "2021-07-10T00", PART),
        ("Un drone a frappé la nuit dernière.", "2021-07-14T00", PART),
        ("L'attaque a eu lieu le 12 juillet 2021.", "2021-07-12T00", DAY),
        ("L'attaque a eu lieu mardi dernier.", "2021-07-13T00", DAY),
        ("L'attaque a eu lieu hier vers 21h30.", "2021-07-13T21:30", HOUR),
        ("Ce matin, une explosion a retenti.", "2021-07-14T08", PART),
    ],
)
def test_a_text_tells_when(text: str, at: str, precision: Precision) -> None:
    reading = read_event(report(text), ["SY-DY", "SY"])
    told = datetime.fromisoformat(at if ":" in at else f"{at}:00").replace(tzinfo=SYRIAN)
    assert (reading.occurred_at, reading.precision) == (told, precision)
    assert reading.occurred_at is not None
    assert reading.occurred_at.utcoffset() == timedelta(hours=3)
    (evidence,) = reading.occurred_at_evidence
    assert text[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize(
    ("places", "published", "at", "precision"),
    [
        (["SY-DY", "SY"], "2021-07-14T10:00:00Z", "2021-07-12T19:00+03:00", PART),
        (["SY-DY", "SY"], "2021-01-13T10:00:00Z", "2021-01-11T19:00+02:00", PART),  # in winter
        (["IR"], "2021-07-14T10:00:00Z", "2021-07-12T19:00+04:30", PART),
        (["YE-TA/al-mukha"], "2021-07-14T10:00:00Z", "2021-07-12T19:00+03:00", PART),
        (["RU-SVE", "RU"], "2021-07-14T10:00:00Z", "2021-07-12T19:00+05:00", PART),
        (["RU-KDA/tuapse", "RU-KDA", "RU"], "2021-07-14T10:00:00Z", "2021-07-12T19:00+03:00", PART),
        (["SY", "IQ"], "2021-07-14T10:00:00Z", "2021-07-12T19:00+03:00", PART),  # they agree
        (["PS-GZA", "PS"], "2021-07-14T10:00:00Z", "2021-07-12T19:00+03:00", PART),
        (["UA-14", "UA"], "2021-07-14T10:00:00Z", "2021-07-12T19:00+03:00", PART),
        # The hour is not known, so it is not told.
        ([], "2021-07-14T10:00:00Z", "2021-07-12T00:00+00:00", DAY),
        (["RU"], "2021-07-14T10:00:00Z", "2021-07-12T00:00+00:00", DAY),
        (["US-TX", "US"], "2021-07-14T10:00:00Z", "2021-07-12T00:00+00:00", DAY),
        (["SY", "IR"], "2021-07-14T10:00:00Z", "2021-07-12T00:00+00:00", DAY),
        (
            ["UA-14", "UA"],
            "2021-01-13T10:00:00Z",
            "2021-01-11T00:00+00:00",
            DAY,
        ),  # Kyiv's or Moscow's
        (["XX-YY"], "2021-07-14T10:00:00Z", "2021-07-12T00:00+00:00", DAY),
    ],
)
def test_a_part_of_the_day_is_that_of_the_place(
    places: list[str], published: str, at: str, precision: Precision
) -> None:
    reading = read_event(report("A missile hit on Monday evening.", published), places)
    assert reading.occurred_at is not None
    assert (reading.occurred_at.isoformat(timespec="minutes"), reading.precision) == (at, precision)
    (evidence,) = reading.occurred_at_evidence
    assert evidence.text == "on Monday evening".removeprefix("on ")


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        (
            "It was hit on Tuesday at 9:30 pm GMT.",
            "2021-07-13T21:30+00:00",
            "Tuesday at 9:30 pm GMT",
        ),
        ("It was hit on Tuesday at 21:30 UTC+3.", "2021-07-13T21:30+03:00", "Tuesday at 21:30 UTC"),
        ("It was hit on Tuesday at 21:30 Moscow time.", "2021-07-13T21:30+03:00", None),
        ("وقع الهجوم أمس عند الساعة 21:15 بتوقيت غرينتش", "2021-07-13T21:15+00:00", None),
        ("وقع الهجوم أمس عند الساعة 21:15 بتوقيت طهران", "2021-07-13T21:15+04:30", None),
        ("دیروز ساعت 21:15 به وقت تهران حمله شد", "2021-07-13T21:15+04:30", None),
        ("دوێنێ کاتژمێر 21:15 بە کاتی بەغدا هێرش کرا", "2021-07-13T21:15+03:00", None),
        ("Duh saet 21:15 bi dema Şamê êrîş çêbû", "2021-07-13T21:15+03:00", None),
        ("Dün TSİ 21.15'te saldırı oldu.", "2021-07-13T21:15+03:00", None),
        (
            "Во вторник в 21:40 по московскому времени прогремел взрыв.",
            "2021-07-13T21:40+03:00",
            None,
        ),
        ("У вівторок о 21:40 за київським часом пролунав вибух.", "2021-07-13T21:40+03:00", None),
        ("L'attaque a eu lieu hier à 21h30 heure de Paris.", "2021-07-13T21:30+02:00", None),
    ],
)
def test_an_hour_is_known_where_its_clock_is_named(text: str, at: str, said: str | None) -> None:
    reading = read_event(report(text))
    assert reading.occurred_at is not None
    assert reading.occurred_at.isoformat(timespec="minutes") == at
    assert reading.precision is HOUR
    (evidence,) = reading.occurred_at_evidence
    assert said is None or evidence.text == said


@pytest.mark.parametrize(
    "text",
    [
        "It was hit on Tuesday at 21:30 local time.",
        "It was hit on Tuesday at 21:30 local time (18:30 GMT).",
        "It was hit on Tuesday at 21:30 (18:30 GMT).",
        "Dün yerel saatle 21.30'da vuruldu.",
        "Вчера удар по Москве в 21:30 был отражен.",
        "L'attaque a eu lieu hier à 21h30, heure locale.",
    ],
)
def test_local_time_is_the_place_s_and_unknown_without_one(text: str) -> None:
    there = read_event(report(text), ["IR"])
    assert there.occurred_at is not None
    assert there.occurred_at.isoformat(timespec="minutes") == "2021-07-13T21:30+04:30"
    assert read_event(report(text)).precision is DAY


def test_a_zone_west_of_greenwich_that_folding_hides_is_no_zone() -> None:
    reading = read_event(report("It was hit on Tuesday at 21:30 UTC-5."), ["SY"])
    assert (reading.occurred_at, reading.precision) == (datetime(2021, 7, 13, tzinfo=UTC), DAY)


def test_today_is_the_day_where_it_happened() -> None:
    told = read_event(report("A drone struck today.", "2021-07-13T20:30:00Z"), ["IR"])
    assert told.occurred_at is not None
    assert told.occurred_at.date() == date(2021, 7, 14)
    told = read_event(report("A drone struck today.", "2021-07-13T20:30:00Z"), ["SY"])
    assert told.occurred_at is not None
    assert told.occurred_at.date() == date(2021, 7, 13)


def test_every_region_of_the_zones_is_one_and_every_zone_is_known(shipped: Gazetteer) -> None:
    text = (files("alerts.resolve.event") / "zones.tsv").read_text("utf-8")
    for line in text.splitlines()[1:]:
        region, _, zones = line.partition("\t")
        assert shipped.entity(region), region
        assert len(named(*zones.split()).zones) == len(zones.split())


def test_a_zone_that_the_machine_does_not_know_is_none() -> None:
    assert named("Asia/Damascus", "Atlantis/Capital").zones == ()


@pytest.mark.parametrize(
    "text",
    [
        "A missile hit the field.",
        "It is the fifth attack since Monday.",
        "Production has been down since 12 July.",
        "The war of 12 July 2006 is remembered.",
        "The contract will be signed on 20 July 2021.",
        "It was hit on 07/12/2021.",
        "منذ الاثنين تتواصل الهجمات",
        "Depuis lundi les frappes continuent.",
        "С понедельника идут бои.",
        "They march in May.",
    ],
)
def test_what_tells_no_day_of_the_event_leaves_it_unknown(text: str) -> None:
    reading = read_event(report(text))
    assert (reading.occurred_at, reading.precision) == (None, None)


def test_a_relative_day_needs_the_day_of_publication() -> None:
    assert read_event(report("A missile hit on Monday.", None)).occurred_at is None
    told = read_event(report("A missile hit on 12 July 2021.", None))
    assert told.occurred_at == datetime(2021, 7, 12, tzinfo=UTC)


def test_late_in_the_evening_of_greenwich_it_is_the_next_day_where_it_happens() -> None:
    told = read_event(report("A drone struck on Wednesday.", "2021-07-13T22:30:00Z"))
    assert told.occurred_at == datetime(2021, 7, 14, tzinfo=UTC)


def test_a_day_of_the_old_year_is_found_in_the_new() -> None:
    told = read_event(report("A drone struck on 30 December.", "2021-01-02T08:00:00Z"))
    assert told.occurred_at == datetime(2020, 12, 30, tzinfo=UTC)


def test_the_producer_s_own_time_wins() -> None:
    given_time = report_of(
        {
            "id": "1",
            "source": {"name": "nobody"},
            "body": "It was hit on Monday.",
            "occurred_at": "2021-07-11T21:00:00Z",
            "published_at": "2021-07-14T10:00:00Z",
        }
    )
    reading = read_event(given_time)
    assert reading.occurred_at == given_time.occurred_at
    assert reading.precision is Precision.EXACT
    assert reading.occurred_at_evidence == ()


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (1357, 11, 22, date(1979, 2, 11)),
        (1399, 12, 30, date(2021, 3, 20)),
        (1400, 1, 1, date(2021, 3, 21)),
        (1402, 10, 13, date(2024, 1, 3)),
        (1403, 12, 30, date(2025, 3, 20)),
        (1404, 1, 1, date(2025, 3, 21)),
        (1400, 12, 30, None),
        (1400, 13, 1, None),
        (1400, 7, 31, None),
    ],
)
def test_the_solar_calendar_is_read(
    year: int, month: int, day: int, gregorian: date | None
) -> None:
    assert solar.to_gregorian(year, month, day) == gregorian


@given(st.text(max_size=300), st.datetimes(timezones=st.just(UTC)))
def test_no_text_makes_it_fail(text: str, published: datetime) -> None:
    made = report_of(
        {
            "id": "1",
            "source": {"name": "nobody"},
            "title": "x" + text.replace("\0", "").encode("utf-8", "ignore").decode(),
            "published_at": published.isoformat(),
        }
    )
    reading = read_event(made)
    every = (
        *reading.event_type_evidence,
        *reading.occurred_at_evidence,
        *reading.severity_evidence,
    )
    for evidence in every:
        assert made.title is not None
        assert made.title[evidence.start : evidence.end] == evidence.text
