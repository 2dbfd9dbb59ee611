"""The dates that a text names, each as a day of the calendar, with the words that named it.

"Monday" is the latest Monday that is not after the report; "12 July" the latest 12 July. What
is "today" is said by the clocks of the place, when the report was published.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from alerts.resolve.event import solar
from alerts.resolve.event.lexicon import Passage, Said

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS_AGO = {
    "today": 0,
    "yesterday": 1,
    "two days ago": 2,
    "overnight": 0,
    "this morning": 0,
    "this evening": 0,
}
_WEEK = 7
_GAP = 3  # letters between words that belong together

_DAY_BEFORE = re.compile(
    r"(?<![\d.:/])(\d{1,2})(?:\.|er|st|nd|rd|th|eme|e|ي|ى|ه|го|й|ом)? ?(?:of |the |de |من |ي |شهر |e |a )?$"
)
_YEAR_AFTER = re.compile(
    r"(?:/\w+(?: \w+)?)?(?:\.|,)? ?(?:of |sala |ساڵي |سنه |عام |سال |a )?(\d{4})(?!\d)"
)
_DAY_AFTER = re.compile(r" (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?![\d:]|\.\d)(?:,? (\d{4})(?!\d))?")
# Folding made the hyphens of 2021-07-12 spaces.
_NUMERIC = re.compile(
    r"(?<![\d./:])(?:(?P<y>\d{4})(?P<s>[ /.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<t>[/.])(?P<b>\d{1,2})(?P=t)(?P<z>\d{4}))(?![\d/:]|\.\d)"
)
_FOUR_DIGITS = re.compile(r"\d{4}")  # a quick look, which most texts do not pass
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Named:
    """A date in a folded text; `said` is what implies a part of the day, if anything does."""

    day: date
    start: int
    end: int
    sentence: int
    concept: str


def dates_in(passage: Passage, today: date | None) -> list[Named]:
    """Give the dates that a passage names, in order; those of later days than it are none.

    `today` is the day of publication where the event was.
    """
    found = [*_by_words(passage, today), *_by_numbers(passage)]
    latest = today + timedelta(days=1) if today else date.max
    return sorted((n for n in found if n.day <= latest), key=lambda named: named.start)


def _by_words(passage: Passage, today: date | None) -> Iterator[Named]:
    for position, said in enumerate(passage.said):
        concept = said.concept
        if concept in _DAYS_AGO and today:
            day = today - timedelta(days=_DAYS_AGO[concept])
            yield Named(day, said.start, said.end, said.sentence, concept)
        elif concept in _WEEKDAYS and today:
            strictly = _is_last(passage, position)
            day = _latest_weekday(today, _WEEKDAYS.index(concept), strictly=strictly)
            yield Named(day, said.start, said.end, said.sentence, concept)
        elif concept.isdigit():
            yield from _of_month(passage, said, today, int(concept), _gregorian)
        elif re.fullmatch(r"s\d+", concept):
            yield from _of_month(passage, said, today, int(concept[1:]), solar.to_gregorian)


def _is_last(passage: Passage, position: int) -> bool:
    said = passage.said[position]
    beside = (
        *passage.said[max(0, position - 1) : position],
        *passage.said[position + 1 : position + 2],
    )
    return any(
        b.concept == "last" and (0 <= said.start - b.end <= _GAP or 0 <= b.start - said.end <= _GAP)
        for b in beside
    )


def _latest_weekday(today: date, weekday: int, *, strictly: bool) -> date:
    back = (today.weekday() - weekday) % _WEEK
    return today - timedelta(days=back or (_WEEK if strictly else 0))


_Calendar = Callable[[int, int, int], date | None]


def _gregorian(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_month(
    passage: Passage, said: Said, today: date | None, month: int, calendar: _Calendar
) -> Iterator[Named]:
    """Read the day before a month's name, or (in English) after it, and the year if it is told."""
    text = passage.text
    before = _DAY_BEFORE.search(text[max(0, said.start - 16) : said.start])
    if before is not None:
        start, number = said.start - (min(16, said.start) - before.start()), int(before[1])
        year = _YEAR_AFTER.match(text, said.end)
        end, told = (year.end(), int(year[1])) if year else (said.end, None)
    elif (after := _DAY_AFTER.match(text, said.end)) is not None:
        start, end, number = said.start, after.end(), int(after[1])
        told = int(after[2]) if after[2] else None
    else:
        return
    day = calendar(told, month, number) if told else _latest(today, month, number, calendar)
    if day is not None:
        yield Named(day, start, end, said.sentence, "date")


def _latest(today: date | None, month: int, number: int, calendar: _Calendar) -> date | None:
    """Give the latest such day of any year that is not after today."""
    if today is None:
        return None
    is_solar = calendar is solar.to_gregorian
    newest = today.year - 621 if is_solar else today.year
    for year in (newest, newest - 1):
        day = calendar(year, month, number)
        if day is not None and day <= today + timedelta(days=1):
            return day
    return None


def _by_numbers(passage: Passage) -> Iterator[Named]:
    """Read 2021-07-12, 12.07.2021 and 1400/04/21; 07/12/2021 may be two days, and is none."""
    if _FOUR_DIGITS.search(passage.text) is None:
        return
    for found in _NUMERIC.finditer(passage.text):
        if found["y"]:
            year, month, number = int(found["y"]), int(found["m"]), int(found["d"])
        else:
            year, month, number = int(found["z"]), int(found["b"]), int(found["a"])
            if found["t"] == "/" and month != number and max(month, number) <= _LAST_MONTH:
                continue
            if month > _LAST_MONTH:
                month, number = number, month
        calendar = solar.to_gregorian if solar.FIRST <= year <= solar.LAST else _gregorian
        day = calendar(year, month, number)
        if day is not None:
            yield Named(day, found.start(), found.end(), passage.sentence_at(found.start()), "date")
