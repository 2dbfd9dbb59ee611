"""When an event occurred, by the report's words, and how exactly that is known.

Words tell local time, so a part of a day or an hour is an instant only where the clocks of the
place are known, or are named in the words ("21:30 GMT"); it is given with their offset. Where
they are not known, only the day is told, as if it were Greenwich's. Only what is told near the beginning counts, and only of the month before the report: older
dates are of other events.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone

from alerts.model.event_reading import Precision
from alerts.resolve.event.dates import Named, dates_in
from alerts.resolve.event.lexicon import Passage, Said
from alerts.resolve.event.zones import Clock
from alerts.resolve.event.zones import named as named_zone


@dataclass(frozen=True, slots=True)
class Occurrence:
    """When something happened, as told by `passage.text[start:end]`."""

    at: datetime
    precision: Precision
    passage: Passage
    start: int
    end: int


LEAD = 5  # sentences
OLDEST = timedelta(days=31)
_PART_GAP = 14  # letters between a day and its part: "Monday, 12 July, in the evening"
_NIGHT_GAP = 3
_HOURS = {
    "dawn": 5,
    "morning": 8,
    "noon": 12,
    "afternoon": 15,
    "evening": 19,
    "night": 22,
    "midnight": 0,
}
_NOON, _HOURS_A_DAY, _MINUTES_AN_HOUR = 12, 24, 60
_IMPLIED_HOURS = {"overnight": 0, "this morning": 8, "this evening": 19}
_CLOCK_BEFORE, _CLOCK_AFTER = 25, 30  # letters about a date
_ZONE = "clock "  # begins the concepts of the tables that name a zone
_ZONE_GAP = 3
_FURTHEST = 14  # hours from Greenwich
_DIGIT = re.compile(r"\d")
# Folding makes the minus of GMT-5 a space: of that one nothing is known.
_AHEAD = re.compile(r" ?(\+?) ?(\d{1,2})(?![\d:])")
_TO_NEXT = re.compile(r" (?:a|au|to|into|на|الي|و|ila|ber bi)? ?")
_CLOCK = re.compile(
    r"(?<!\w)(?:at|around|about|в|около|о|об|saat|saet|ساعت|الساعه|كاتژمير|a|vers|saatle|saatiyle|tsi) (\d{1,2})(?:[:.h]| h )(\d\d)(?!\d)"
    r"(?: ?([ap])\.?m)?"
)


def occurrence_of(
    passages: Iterable[Passage], published: datetime | None, clock: Clock
) -> Occurrence | None:
    """Give the first date that title and lead tell of the event; `clock` is that of its place."""
    oldest = (published - OLDEST).date() if published else None
    today = clock.day_of(published) if published else None
    for passage in passages:
        dates = dates_in(passage, today)
        for position, named in enumerate(dates):
            if named.sentence >= LEAD or (oldest and named.day < oldest):
                continue
            if _is_bounded(passage, named):
                continue
            return _occurrence(_Told(passage, clock), dates, position)
    return None


@dataclass(frozen=True, slots=True)
class _Told:
    """The words that an occurrence is read from, and the clock of its place."""

    passage: Passage
    clock: Clock


def _is_bounded(passage: Passage, named: Named) -> bool:
    """Tell whether a date only says since or until when something goes on."""
    return any(
        said.concept in {"before", "tally"} and 0 <= named.start - said.end <= 1
        for said in passage.said
    )


def _occurrence(told: _Told, dates: Sequence[Named], position: int) -> Occurrence:
    named, passage = dates[position], told.passage
    if named.concept in _IMPLIED_HOURS and _is_told_again(dates, position):
        return _occurrence(told, dates, position + 1)
    night_to = _night_to(passage, dates, position)
    if night_to is not None:
        start, end = min(named.start, night_to.start), night_to.end
        return _at(told, night_to, time(0), Precision.PART_OF_DAY, (start, end))
    hour = _hour(told, named)
    if hour is not None:
        clock = told.clock if hour.zone is None else hour.zone
        span = min(named.start, hour.start), max(named.end, hour.end)
        return _at(_Told(passage, clock), named, hour.time, Precision.HOUR, span)
    if named.concept in _IMPLIED_HOURS:
        begins = time(_IMPLIED_HOURS[named.concept])
        return _at(told, named, begins, Precision.PART_OF_DAY, (named.start, named.end))
    part = _part(passage, named)
    if part is None:
        return _at(told, named, time(0), Precision.DAY, (named.start, named.end))
    span = min(named.start, part.start), max(named.end, part.end)
    return _at(told, named, time(_HOURS[part.concept]), Precision.PART_OF_DAY, span)


def _is_told_again(dates: Sequence[Named], position: int) -> bool:
    """Tell whether "overnight" goes with a day named right after it: overnight on Monday."""
    named, *following = dates[position : position + 2]
    return any(
        other.sentence == named.sentence and other.start - named.end <= _PART_GAP
        for other in following
    )


def _at(
    told: _Told, named: Named, begins: time, precision: Precision, span: tuple[int, int]
) -> Occurrence:
    at = told.clock.at(datetime.combine(named.day, begins))
    if at is None:
        at, precision = datetime.combine(named.day, time(0), UTC), Precision.DAY
    return Occurrence(at, precision, told.passage, *span)


def _part(passage: Passage, named: Named) -> Said | None:
    """Find the part of the day that stands nearest to a date, before or after it."""
    near = [
        (max(said.start - named.end, named.start - said.end), said.start, said)
        for said in passage.said
        if said.concept in _HOURS and said.sentence == named.sentence
    ]
    gap, _, said = min(near, default=(_PART_GAP + 1, 0, None))
    return said if gap <= _PART_GAP else None


def _night_to(passage: Passage, dates: Sequence[Named], position: int) -> Named | None:
    """Give the day that the night before begins: "в ночь на субботу", "de vendredi à samedi"."""
    named = dates[position]
    following = dates[position + 1] if position + 1 < len(dates) else None
    to = [s for s in passage.said if s.concept == "night to" and s.sentence == named.sentence]
    days = [day for day in (named, following) if day is not None]
    for day in days:
        if any(0 <= day.start - s.end <= _NIGHT_GAP for s in to):
            return day
    for day in reversed(days):  # Turkish has it behind: cumayı cumartesiye bağlayan gece
        if any(0 <= s.start - day.end <= _NIGHT_GAP for s in to):
            return day
    if following is None or not _TO_NEXT.fullmatch(passage.text, named.end, following.start):
        return None
    nights = (s for s in passage.said if s.concept == "night")
    is_night = any(0 <= named.start - s.end <= _NIGHT_GAP + 3 for s in nights)
    return following if is_night else None


@dataclass(frozen=True, slots=True)
class _Hour:
    """A time of day in the words, and the clock that they name; None where it is the place's."""

    time: time
    zone: Clock | None
    start: int
    end: int


def _hour(told: _Told, named: Named) -> _Hour | None:
    """Read the time of day told within the date's sentence, right by it."""
    text = told.passage.text
    first = max(0, named.start - _CLOCK_BEFORE)
    found = _CLOCK.search(text[first : named.end + _CLOCK_AFTER])
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    if found[3] == "p" and hour < _NOON:
        hour += _NOON
    if hour >= _HOURS_A_DAY or minute >= _MINUTES_AN_HOUR:
        return None
    start, end = first + found.start(), first + found.end()
    zone, said = _zone_beside(told.passage, first + found.start(1), end)
    if said is not None:
        start, end = min(start, said.start), max(end, said.end)
    return _Hour(time(hour, minute), zone, start, end)


def _zone_beside(passage: Passage, start: int, end: int) -> tuple[Clock | None, Said | None]:
    """Find the clock that is named after a time of day, or right before it."""
    zones = [said for said in passage.said if said.concept.startswith(_ZONE)]
    after = [
        said
        for said in zones
        if 0 <= said.start - end <= _ZONE_GAP
        if _DIGIT.search(passage.text, end, said.start) is None
    ]
    before = [said for said in zones if 0 <= start - said.end <= 1]
    said = next(iter(after + before), None)
    return (None, None) if said is None else (_clock_named(passage.text, said), said)


def _clock_named(text: str, said: Said) -> Clock | None:
    """Give the clock that words name; None for the place's own."""
    zone = said.concept.removeprefix(_ZONE)
    if zone == "local":
        return None
    ahead = _AHEAD.match(text, said.end) if zone == "UTC" else None
    if ahead is None:
        return named_zone(zone)
    hours = int(ahead[2])
    if not ahead[1] or hours > _FURTHEST:
        return Clock()
    return Clock((timezone(timedelta(hours=hours)),))
