"""Which words of a sentence tell of another time than that of the news.

A report is about its own days. What it dates earlier, by a date, a weekday that is not the
lead's, "last week" or a bare "since", it tells as background.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.clauses import Span, around, clause, clause_end, clause_start, places
from alerts.resolve.roles.sentences import Sentence
from alerts.resolve.roles.words_times import WEEKDAY

_RECENT_DAYS = 4
_TOLD_LATE_DAYS = 21  # a weekly's, or a long piece's, that opens with the date of what it tells
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_YEAR_DIGITS = 4
_WEEK = 7
_SOON_MONTHS = 2
_LONGEST_MONTH = 31
_DEED = cue.ATTACK | cue.HOSTILE | cue.WEAPON
_UNSURE_AGE = 6  # days: as well tomorrow, where the clock of the place is ahead


class Told(NamedTuple):
    """When a report came out; how many days before that its lead says it happened, if it does.

    `is_late` is one whose lead tells that something ended: what ended may be weeks ago;
    `is_today` one whose lead tells a deed of the day it came out.
    """

    day: date | None
    age: int | None = None
    is_late: bool = False
    is_today: bool = False


TODAY = frozenset(
    fold(
        "dawn morning midnight night noon hours today aube matin minuit nuit şafak sabah gece sibehê"
        " فجر الفجر صباح الصباح ساعات ليل منتصف اليوم بامداد صبح بەیانی سپێدە شەوی утра ночи ранку ночі сегодня"
    ).split()
)


def age_of(sentence: Sentence, day: date | None) -> int | None:
    """Give how many days before its report a lead says that an attack happened, by weekday."""
    if day is None or not sentence.any & cue.EVENT:
        return None
    if sentence.any & cue.WEEKDAY:
        ages = [age for _, age in _weekdays(sentence, day, cue.EVENT) if age < _UNSURE_AGE]
        return max(ages, default=None)
    return 1 if sentence.any & cue.SAME_DAY else None


def another_weekday(sentence: Sentence, told: Told) -> Iterator[Span]:
    """Find a deed of an earlier weekday than the lead's: "the plant was struck on Sunday"."""
    if told.day is None or not sentence.place:
        return
    last = [i for i in places(sentence, cue.WEEKDAY) if _has_last(sentence, i)]
    for i in last:
        yield clause(sentence, i)
    if told.age is not None and sentence.any & _DEED and not last:
        for i, age in _weekdays(sentence, told.day, _DEED):
            if told.age < age < _UNSURE_AGE:
                yield _of_the_reason(sentence, i) or clause(sentence, i)


def _of_the_reason(sentence: Sentence, at: int) -> Span | None:
    """Find the reason that a day belongs to: "hit … in response to a drone fired on Friday"."""
    start, end = clause(sentence, at)
    reason = next((i for i in range(start + 1, at) if sentence.cues[i] & cue.SPAN), start)
    return (reason, end) if any(b & cue.AGAINST for b in sentence.cues[start:reason]) else None


def _has_last(sentence: Sentence, at: int) -> bool:
    near = sentence.cues[max(0, at - 1) : at + 2]
    return any(bits & cue.LAST for bits in near)


def _weekdays(sentence: Sentence, day: date, deed: int) -> Iterator[tuple[int, int]]:
    """Give the weekdays on which a sentence says that something was done, and how long ago."""
    for i in places(sentence, cue.WEEKDAY):
        number = _weekday(sentence.words[i])
        if number is None:
            continue
        start, end = around(sentence, i)
        if end - start <= 2:  # noqa: PLR2004 - "Samedi, …": a time set apart is the next clause's
            end = clause_end(sentence, end)
        said = any(bits & cue.SAY for bits in sentence.cues[max(0, i - 2) : i])
        if not said and any(bits & deed for bits in sentence.cues[start:end]):
            yield i, (day.weekday() - number) % _WEEK


@lru_cache(maxsize=512)
def _weekday(word: str) -> int | None:
    for form in (word, *cue.without_proclitics(word)):
        for name, number in _NAMES:
            if form == name or (name.endswith("*") and form.startswith(name[:-1])):
                return number
    return None


_NAMES = tuple(
    (fold(name), int(number))
    for number, listed in WEEKDAY.items()
    if number.isdecimal()
    for name in listed.split()
)


def another_time(sentence: Sentence) -> Iterator[Span]:
    """Last week, two days earlier, in recent days: another event than today's."""
    for i in places(sentence, cue.PAST):
        yield clause(sentence, i)


def earlier(sentence: Sentence) -> Iterator[Span]:
    """Bare "earlier" is another event, unless the same day is named or it was only *said* earlier."""
    if sentence.any & cue.SAME_DAY or sentence.field == "/title":
        return
    for i in places(sentence, cue.EARLIER):
        is_dated = any(bits & cue.WEEKDAY for bits in sentence.cues[i + 1 : i + 3])
        if not is_dated and not _is_told_there(sentence, i):
            yield clause(sentence, i)


def _is_told_there(sentence: Sentence, at: int) -> bool:
    start, end = around(sentence, at)
    return any(bits & cue.SAY for bits in sentence.cues[start:end])


def yesterday(sentence: Sentence, told: Told) -> Iterator[Span]:
    """Pass over the deeds of the day before, where the lead tells one of today."""
    if sentence.place and told.is_today:
        for i in places(sentence, cue.YESTERDAY):
            start, end = around(sentence, i)
            if not any(bits & cue.SAY for bits in sentence.cues[start:end]):
                yield clause(sentence, i)


def eve(sentence: Sentence) -> Iterator[Span]:
    """Pass over the day before, which in a lead is the day of the news."""
    if sentence.place:
        for i in places(sentence, cue.EVE):
            yield clause(sentence, i)


def ever_since(sentence: Sentence) -> Iterator[Span]:
    """Pass over what has been so since another time: an older deed, or a gate shut in December."""
    if not sentence.place:
        return
    for i in places(sentence, cue.EVER_SINCE):
        if any(word in TODAY for word in sentence.words[i + 1 : i + 4]):
            continue  # "since dawn"
        end = clause_end(sentence, i)
        if any(bits & cue.EVENT for bits in sentence.cues[i:end]):
            yield i, end
        start = clause_start(sentence, i)
        is_dated = any(bits & (cue.MONTH | cue.NUMBER) for bits in sentence.cues[i : i + 4])
        if is_dated and not any(bits & cue.ATTACK for bits in sentence.cues[start:i]):
            yield start, end


def another_date(sentence: Sentence, told: Told) -> Iterator[Span]:
    """Find a date that is not the report's: "On Aug. 17", "in October", "in 2019"."""
    day = told.day
    for i in places(sentence, cue.MONTH):
        month = sentence.months[i]
        if month and _is_date(sentence, i) and _is_other_month(sentence, i, told):
            yield clause(sentence, i)
    if day is None:
        return
    for i in places(sentence, cue.NUMBER):
        word = sentence.words[i]
        if len(word) == _YEAR_DIGITS and _FIRST_YEAR < int(word) < _LAST_YEAR:
            if not sentence.place and any(b & cue.SINCE for b in sentence.cues[max(0, i - 2) : i]):
                continue  # "the deadliest since 2019"
            before = i > 0 and sentence.months[i - 1]
            if int(word) < day.year and not (before and _near(sentence, i - 1, told, int(word))):
                yield clause(sentence, i)


def _is_ahead(sentence: Sentence, at: int, day: date) -> bool:
    """Tell whether a date is to come: "from July", said in June, unless a deed is told of it."""
    start, end = around(sentence, at)
    if any(bits & _DEED for bits in sentence.cues[start:end]):
        return False
    number = next(
        (
            int(sentence.words[i])
            for i in (at - 1, at + 1)
            if 0 <= i < len(sentence.words) and _is_number(sentence, i)
        ),
        0,
    )
    months = (sentence.months[at] - day.month) % 12
    return 0 < months <= _SOON_MONTHS or (months == 0 and day.day < number <= _LONGEST_MONTH)


def _is_date(sentence: Sentence, at: int) -> bool:
    """Tell a month from the word it looks like: May, March, mars, "آب" (water)."""
    near = sentence.cues[max(0, at - 2) : at + 2]
    dated = cue.NUMBER | cue.IN | cue.SINCE | cue.FROM | cue.LAST
    return any(bits & dated for bits in near) or _phase(sentence, at) is not None


def _is_other_month(sentence: Sentence, at: int, told: Told) -> bool:
    if any(bits & cue.SINCE for bits in sentence.cues[max(0, at - 2) : at]):
        return False  # a tally's, or "closed since May"
    if told.day is None:
        return sentence.place > 0
    return not _near(sentence, at, told, told.day.year) and not _is_ahead(sentence, at, told.day)


def _near(sentence: Sentence, at: int, told: Told, year: int) -> bool:
    """Tell whether a month, with the number by it if there is one, is the report's time."""
    day = told.day
    if day is None:
        return True
    month = sentence.months[at]
    for beside in (at - 1, at + 1):
        if 0 <= beside < len(sentence.words) and _is_number(sentence, beside):
            number = int(sentence.words[beside])
            for in_year in (year, year - 1):
                try:
                    then = date(in_year, month, number)
                except ValueError:
                    continue
                if abs((day - then).days) <= _RECENT_DAYS:
                    return True
                is_opening = sentence.place == 0 or told.is_late
                if is_opening and 0 < (day - then).days <= _TOLD_LATE_DAYS:
                    return True
            if _FIRST_YEAR < number < _LAST_YEAR and number != day.year:
                return False
            return number > _LONGEST_MONTH and _is_now(sentence, at, day)
    return _is_now(sentence, at, day)


def _is_now(sentence: Sentence, at: int, day: date) -> bool:
    """Tell whether a month without its day is the report's, or ended just before it."""
    month = sentence.months[at]
    phase = _phase(sentence, at)
    if month == day.month and phase is not None and sentence.place:
        return day.day <= _ENDS[phase] + _RECENT_DAYS
    is_last = month % 12 + 1 == day.month and day.day <= _RECENT_DAYS
    return month == day.month or is_last


def _phase(sentence: Sentence, at: int) -> int | None:
    """Give the third of the month that the words beside it tell: "early November", "مطلع نوفمبر"."""
    for word in (*sentence.words[max(0, at - 2) : at], *sentence.words[at + 1 : at + 2]):
        for phase, names in enumerate(_PHASES):
            if word in names:
                return phase
    return None


_PHASES = tuple(
    frozenset(fold(names).split())
    for names in (
        "early beginning début başında başlarında serê destpêka مطلع أوائل بداية اوایل ابتدای سەرەتای начале початку",
        "mid middle mi ortasında ortalarında nîvê منتصف أواسط اواسط ناوەڕاستی середине середині",
        "late end fin sonunda sonlarında dawiya أواخر نهاية اواخر پایان کۆتایی конце наприкінці кінці",
    )
)
_ENDS = (10, 20, 31)


def _is_number(sentence: Sentence, at: int) -> bool:
    """Tell a day or a year; of more digits it is neither, and may be too many to count with."""
    return bool(sentence.cues[at] & cue.NUMBER) and len(sentence.words[at]) <= _YEAR_DIGITS
