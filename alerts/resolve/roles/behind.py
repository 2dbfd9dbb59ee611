"""Which sentences after the lead go back behind the news, whatever else they tell.

A report of one day looks back: over this year, at an attack like this one, at a toll, or under a
heading of its own ("Background:"). What it tells there happened, but not now.
"""

import re
from collections.abc import Iterator
from functools import reduce
from operator import or_

from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.clauses import Span, around, clause, clause_end, places, whole
from alerts.resolve.roles.sentences import Sentence
from alerts.resolve.roles.times import TODAY
from alerts.resolve.words import Words

_PHRASES = (
    "context|background|notes?|for context|for the record|for reference|reminder|editor['’]s note",
    "contexte|rappel|pour rappel|pour mémoire|à noter|repères",
    "arka plan|not|bağlam|hatırlatma|bilgi notu",
    "paşxane|nîşe|agahiya paşîn",
    "خلفية|خلفية الخبر|السياق|سياق|ملاحظة|للتذكير|تذكير|للعلم",
    "پیشینه|زمینه|یادآوری|نکته|پس‌زمینه",
    "پاشخان|پاشبنەما|تێبینی|بیرخستنەوە",
    "контекст|справка|для справки|справочно|напоминание|предыстория|примечание",
    "довідка|довідково|для довідки|нагадування|передісторія|примітка",
)
_LABEL = re.compile(
    rf"(?:(?<=\n)|(?<=[.!?؟»\"”]\s))[ \t]*[*_#•▪\-–—\[(]*\s?(?:{'|'.join(_PHRASES)})[\])*_]*[ \t]*:",
    re.IGNORECASE,
)
# "For the first time this year" is the news, as the fifth time is.
_FIRST = frozenset(
    fold(
        """first deadliest première premier ilk yekem yekemîn الأولى الأول اولین نخستین یەکەم یەکەمین یەکەمجار
        впервые первый первая первое вперше уперше перший перша перше"""
    ).split()
)
_ADDED = Words(
    """added adds ajouté ajoute ekledi zêde أضاف أضافت وأضاف وأضافت افزود افزودند زیادیشی добавил* додав додал*"""
)
_SEEN = Words(
    "seen visible visibles aperçu* görül* görünü* شوهد شوهدت يشاهد مشاهدة دیده بینرا* xuya xuyan виден видно видны видна"
)
_SOON_AFTER = 3  # words between "where" and the day
_PARAGRAPH = re.compile(r"\n\s*\n")


def labelled(body: str) -> list[Span]:
    """Find what stands under a label that says it is background, to the end of its paragraph."""
    found: list[Span] = []
    for label in _LABEL.finditer(body) if ":" in body else ():
        has_text = body[label.end() : label.end() + 2].strip()
        from_ = label.end() if has_text else label.end() + _blank(body, label.end())
        end = _PARAGRAPH.search(body, from_)
        found.append((label.start(), end.start() if end else len(body)))
    return found


def _blank(body: str, at: int) -> int:
    rest = body[at:]
    return len(rest) - len(rest.lstrip())


def this_span(sentence: Sentence) -> Iterator[Span]:
    """Pass over what a month or a year has seen; "the fifth this month" is still the news."""
    if sentence.place and sentence.field == "/body" and not sentence.any & cue.ORDINAL:
        for i in places(sentence, cue.THIS_SPAN) if _FIRST.isdisjoint(sentence.words) else ():
            yield clause(sentence, i)


def alike(sentence: Sentence) -> Iterator[Span]:
    """Pass over another attack that is like this one, unless it was of the same day."""
    if sentence.place and not sentence.any & cue.SAME_DAY:
        for i in places(sentence, cue.ALIKE):
            yield clause(sentence, i)


def toll(sentence: Sentence) -> Iterator[Span]:
    """Pass over a count of the dead since some day, and all that it lists."""
    counts = sentence.any & cue.COUNTED and sentence.any & (cue.NUMBER | cue.NUMERAL)
    is_long = (
        counts and sentence.any & (cue.SINCE | cue.THIS_SPAN) and not sentence.any & cue.SAME_DAY
    )
    if sentence.place and is_long and TODAY.isdisjoint(sentence.words):
        yield whole(sentence)


def rumoured(sentence: Sentence) -> Iterator[Span]:
    """Pass over what is only rumoured of a place."""
    if sentence.place and sentence.field == "/body":
        for i in places(sentence, cue.RUMOUR):
            yield clause(sentence, i)


def another_day(sentence: Sentence) -> Iterator[Span]:
    """Pass over what a place is only told to have seen on another day: ", where on Sunday …"."""
    for i in places(sentence, cue.CLAUSE) if sentence.place else ():
        end = clause_end(sentence, i)
        day = any(bits & cue.WEEKDAY for bits in sentence.cues[i + 1 : i + 1 + _SOON_AFTER])
        if day and any(bits & cue.EVENT for bits in sentence.cues[i:end]):
            yield i, end


def of_a_month(sentence: Sentence) -> Iterator[Span]:
    """Pass over what is so since, or after, an attack of some month: "idle since a strike in March"."""
    for i in places(sentence, cue.MONTH) if sentence.place else ():
        start, end = around(sentence, i)
        dated = any(bits & cue.NUMBER for bits in sentence.cues[max(0, i - 1) : i + 2])
        bits = reduce(or_, sentence.cues[start:end], 0)
        if not dated and bits & (cue.SINCE | cue.AFTER | cue.EVER_SINCE) and bits & cue.EVENT:
            yield start, end


def seen_from(sentence: Sentence) -> Iterator[Span]:
    """Pass over from where only the fire was seen."""
    for i in places(sentence, cue.FROM) if sentence.place else ():
        if any(_SEEN.have(word) for word in sentence.words[max(0, i - _SOON_AFTER) : i]):
            yield i, clause_end(sentence, i)


def adds(sentence: Sentence) -> bool:
    """Tell whether somebody adds something at the end, which is not what the report is about."""
    return sentence.place > 0 and any(_ADDED.have(word) for word in sentence.words)


def goes_on(sentence: Sentence, before: list[Span]) -> Iterator[Span]:
    """Pass over what is told of the same other time as the sentence before."""
    if sentence.place and before and sentence.any & cue.THEN:
        yield whole(sentence)
