"""Which words of a sentence tell something else than the news: each rule gives their range.

A rule says why what it marks is no news: it happened another time, it is a count, a memory, a
possession, a distance, a caption. What one place suffers is judged by the words around it, so
a rule marks as little as it can: from where its clause begins to the end of the sentence.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.clauses import (
    EARLY,
    TIME,
    Span,
    around,
    clause,
    clause_end,
    clause_start,
    places,
    whole,
)
from alerts.resolve.roles.sentences import Sentence, sentences

_RECENT_DAYS = 4
_TOLD_LATE_DAYS = 21  # a weekly's, or a long piece's, that opens with the date of what it tells
_TALLY_REACH = 3
_SHORT_LINE = range(4, 41)  # code points; a label and its colon are four
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_YEAR_DIGITS = 4
_MANY_BARS = 2


def spans(sentence: Sentence, day: date | None) -> list[Span]:
    """Give the ranges of words that are background, most sentences none."""
    found: list[Span] = []
    for wanted, rule in _RULES:
        if sentence.any & wanted:
            found += rule(sentence)
    if sentence.any & (cue.MONTH | cue.NUMBER):
        found += _another_date(sentence, day)
    return found


def is_menu(sentence: Sentence) -> bool:
    """Tell whether a line leads elsewhere: "read also", "Tags: …", a row of links parted by bars."""
    if sentence.field == "/title":
        return False
    first = sentence.cues[:3]
    if any(bits & cue.MENU for bits in first[:2]):
        return True
    for label, sign in pairwise(first):
        if label & cue.LABEL and sign & cue.BREAK:
            return True
    return any(sentence.text.count(bar) >= _MANY_BARS for bar in "|›•" if bar in sentence.text)


def menu_begins(body: str) -> int:
    """Find the line that closes the news and opens a list of others: a bare "Read also"."""
    at = 0
    for line in body.split("\n") if "\n" in body else ():
        is_short = at and len(line) in _SHORT_LINE and line.strip()
        if is_short and any(is_menu(sentence) for sentence in sentences("/body", line, (), 1)):
            return at
        at += len(line) + 1
    return len(body)


def _menu(sentence: Sentence) -> Iterator[Span]:
    if is_menu(sentence):
        yield whole(sentence)


def _caption(sentence: Sentence) -> Iterator[Span]:
    """Pass over a picture, which shows a place on any day: "File photo: …", "(photo: …)"."""
    for i in places(sentence, cue.CAPTION):
        if i <= 1 or sentence.words[i - 1] in "(:" or sentence.words[i - 1] == "a":
            yield (i, _closing(sentence, i)) if sentence.words[i - 1] == "(" else whole(sentence)


def _recalled(sentence: Sentence) -> Iterator[Span]:
    """Who recalls, or says that it happens again and again, tells no news."""
    for i in places(sentence, cue.RECALL):
        yield clause(sentence, i)


def _another_time(sentence: Sentence) -> Iterator[Span]:
    """Last week, two days earlier, in recent days: another event than today's."""
    for i in places(sentence, cue.PAST):
        yield clause(sentence, i)


def _earlier(sentence: Sentence) -> Iterator[Span]:
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


def _pluperfect(sentence: Sentence) -> Iterator[Span]:
    """After the lead, "had been attacked" goes back behind the news; but "said it had" may not."""
    if sentence.field == "/title" or (sentence.place == 0 and not sentence.any & TIME):
        return
    for i in places(sentence, cue.HAD):
        start, end = around(sentence, i)
        told = any(bits & cue.SAY for bits in sentence.cues[start:i])
        acts = any(bits & cue.EVENT for bits in sentence.cues[start:end])
        if acts and not told:
            yield clause(sentence, i)


def _eve(sentence: Sentence) -> Iterator[Span]:
    """Pass over the day before, which in a lead is the day of the news."""
    if sentence.place:
        for i in places(sentence, cue.EVE):
            yield clause(sentence, i)


def _tally(sentence: Sentence) -> Iterator[Span]:
    """Pass over a count since some day; "the fifth this month" is still the news."""
    if not sentence.any & (cue.SINCE | cue.COUNTED):
        return
    for i in places(sentence, cue.ATTACKS):
        near = sentence.cues[max(0, i - _TALLY_REACH) : i + _TALLY_REACH + 1]
        counted = any(bits & cue.NUMBER for bits in near)
        since = any(bits & cue.SINCE for bits in sentence.cues[i : i + _TALLY_REACH])
        if counted or (since and sentence.cues[i] & cue.EVENT) or sentence.any & cue.COUNTED:
            yield clause(sentence, i)


def _another_story(sentence: Sentence) -> Iterator[Span]:
    """Pass over what it came hours after, or what it answered: another story."""
    for i in places(sentence, cue.SPAN):
        if i and sentence.cues[i - 1] & cue.IN:
            continue  # "in hours after": soon, and of the same story
        if sentence.place and sentence.cues[i] & cue.RESPOND:
            yield whole(sentence)  # a retaliation, told after the news
        elif i > EARLY or not sentence.names or sentence.names[0][0] > i:
            yield i, clause_end(sentence, i)


def _ended_story(sentence: Sentence) -> Iterator[Span]:
    """Turkish says first what it came after: "… vurulmasından iki gün sonra"."""
    for i in places(sentence, cue.SPAN_ENDS):
        yield clause_start(sentence, i), i


def _held(sentence: Sentence) -> Iterator[Span]:
    """Who holds or runs a place is no news of it."""
    for i in places(sentence, cue.HOLD):
        start, end = around(sentence, i)
        if not any(bits & cue.ATTACK for bits in sentence.cues[start:end]):
            yield start, len(sentence.words)


def _far(sentence: Sentence) -> Iterator[Span]:
    """Pass over what a distance is measured from: it only tells where the place lies."""
    quiet = not sentence.any & cue.EVENT
    for i in places(sentence, cue.DISTANCE):
        if quiet:
            yield whole(sentence)
        elif any(bits & cue.FROM for bits in sentence.cues[i + 1 : i + 6]):
            yield i, min(i + 9, clause_end(sentence, i))


def _spared(sentence: Sentence) -> Iterator[Span]:
    """Pass over what is named because it was not hit."""
    for i in places(sentence, cue.SPARED):
        start = clause_start(sentence, i)
        held = any(start <= at < i for at, _ in sentence.names)
        yield (start, i) if held else (0, i)


def _fed(sentence: Sentence) -> Iterator[Span]:
    """Pass over what a plant feeds or a line joins: it was not hit with it."""
    for i in places(sentence, cue.FEED):
        start, end = around(sentence, i)
        if not any(bits & cue.EVENT for bits in sentence.cues[start:end]):
            yield start if i - start <= 1 else i, end


def _another_date(sentence: Sentence, day: date | None) -> Iterator[Span]:
    """Find a date that is not the report's: "On Aug. 17", "in October", "in 2019"."""
    for i in places(sentence, cue.MONTH):
        month = sentence.months[i]
        if month and _is_date(sentence, i) and _is_other_month(sentence, i, day):
            yield clause(sentence, i)
    if day is None:
        return
    for i in places(sentence, cue.NUMBER):
        word = sentence.words[i]
        if len(word) == _YEAR_DIGITS and _FIRST_YEAR < int(word) < _LAST_YEAR:
            before = i > 0 and sentence.months[i - 1]
            if int(word) != day.year and not (before and _near(sentence, i - 1, day, int(word))):
                yield clause(sentence, i)


def _is_date(sentence: Sentence, at: int) -> bool:
    """Tell a month from the word it looks like: May, March, mars, "آب" (water)."""
    near = sentence.cues[max(0, at - 2) : at + 2]
    return any(bits & (cue.NUMBER | cue.IN | cue.SINCE | cue.FROM) for bits in near)


def _is_other_month(sentence: Sentence, at: int, day: date | None) -> bool:
    if any(bits & cue.SINCE for bits in sentence.cues[max(0, at - 2) : at]):
        return False  # a tally's, or "closed since May"
    if day is None:
        return sentence.place > 0
    return not _near(sentence, at, day, day.year)


def _near(sentence: Sentence, at: int, day: date, year: int) -> bool:
    """Tell whether a month, with the number by it if there is one, is the report's time."""
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
                if sentence.place == 0 and 0 < (day - then).days <= _TOLD_LATE_DAYS:
                    return True
            return not 1 <= number <= 31 and month == day.month  # noqa: PLR2004 - days of a month
    is_last = month % 12 + 1 == day.month and day.day <= _RECENT_DAYS
    return month == day.month or is_last


def _is_number(sentence: Sentence, at: int) -> bool:
    """Tell a day or a year; of more digits it is neither, and may be too many to count with."""
    return bool(sentence.cues[at] & cue.NUMBER) and len(sentence.words[at]) <= _YEAR_DIGITS


_RULES: tuple[tuple[int, Callable[[Sentence], Iterator[Span]]], ...] = (
    (-1, _menu),
    (cue.CAPTION, _caption),
    (cue.RECALL, _recalled),
    (cue.PAST, _another_time),
    (cue.EARLIER, _earlier),
    (cue.EVE, _eve),
    (cue.HAD, _pluperfect),
    (cue.ATTACKS, _tally),
    (cue.SPAN, _another_story),
    (cue.SPAN_ENDS, _ended_story),
    (cue.HOLD, _held),
    (cue.DISTANCE, _far),
    (cue.FEED, _fed),
    (cue.SPARED, _spared),
)


def _closing(sentence: Sentence, at: int) -> int:
    closing = [i for i in range(at, len(sentence.words)) if sentence.words[i] == ")"]
    return closing[0] if closing else len(sentence.words)
