"""When an event occurred, by the report's words, and how exactly that is known.

The zone of the places named is not known here, so no instant is more exact than the part of the
day that the words tell: it is given as if local time were UTC, with its precision beside it.
Only what is told near the beginning counts, and only of the month before the report: older
dates are of other events.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from alerts.model.event_reading import Precision
from alerts.resolve.event.dates import Named, dates_in
from alerts.resolve.event.lexicon import Passage, Said


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
_TO_NEXT = re.compile(r" (?:a|au|to|into|на|الي|و|ila|ber bi)? ?")
_CLOCK = re.compile(
    r"(?<!\w)(?:at|around|about|в|около|о|об|saat|saet|ساعت|الساعه|كاتژمير|a|vers) (\d{1,2})(?:[:.h]| h )(\d\d)(?!\d)"
    r"(?: ?([ap])\.?m)?"
)


def occurrence_of(passages: Iterable[Passage], published: datetime | None) -> Occurrence | None:
    """Give the first date that title and lead tell of the event."""
    oldest = (published - OLDEST).date() if published else None
    for passage in passages:
        dates = dates_in(passage, published)
        for position, named in enumerate(dates):
            if named.sentence >= LEAD or (oldest and named.day < oldest):
                continue
            if _is_bounded(passage, named):
                continue
            return _occurrence(passage, dates, position)
    return None


def _is_bounded(passage: Passage, named: Named) -> bool:
    """Tell whether a date only says since or until when something goes on."""
    return any(
        said.concept in {"before", "tally"} and 0 <= named.start - said.end <= 1
        for said in passage.said
    )


def _occurrence(passage: Passage, dates: Sequence[Named], position: int) -> Occurrence:
    named = dates[position]
    if named.concept in _IMPLIED_HOURS and _is_told_again(dates, position):
        return _occurrence(passage, dates, position + 1)
    night_to = _night_to(passage, dates, position)
    if night_to is not None:
        start, end = min(named.start, night_to.start), night_to.end
        return _at(passage, night_to, 0, 0, Precision.PART_OF_DAY, (start, end))
    clock = _clock(passage, named)
    if clock is not None:
        hour, minute, end = clock
        return _at(passage, named, hour, minute, Precision.HOUR, (named.start, max(named.end, end)))
    if named.concept in _IMPLIED_HOURS:
        hour = _IMPLIED_HOURS[named.concept]
        return _at(passage, named, hour, 0, Precision.PART_OF_DAY, (named.start, named.end))
    part = _part(passage, named)
    if part is None:
        return _at(passage, named, 0, 0, Precision.DAY, (named.start, named.end))
    span = min(named.start, part.start), max(named.end, part.end)
    return _at(passage, named, _HOURS[part.concept], 0, Precision.PART_OF_DAY, span)


def _is_told_again(dates: Sequence[Named], position: int) -> bool:
    """Tell whether "overnight" goes with a day named right after it: overnight on Monday."""
    named, *following = dates[position : position + 2]
    return any(
        other.sentence == named.sentence and other.start - named.end <= _PART_GAP
        for other in following
    )


def _at(
    passage: Passage,
    named: Named,
    hour: int,
    minute: int,
    precision: Precision,
    span: tuple[int, int],
) -> Occurrence:
    at = datetime.combine(named.day, time(hour, minute), UTC)
    return Occurrence(at, precision, passage, *span)


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


def _clock(passage: Passage, named: Named) -> tuple[int, int, int] | None:
    """Read the time of day told within the date's sentence, right by it."""
    window = passage.text[max(0, named.start - 25) : named.end + 30]
    found = _CLOCK.search(window)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    if found[3] == "p" and hour < _NOON:
        hour += _NOON
    if hour >= _HOURS_A_DAY or minute >= _MINUTES_AN_HOUR:
        return None
    return hour, minute, max(0, named.start - 25) + found.end()
