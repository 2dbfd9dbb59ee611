"""A report's text as sentences of words, with the names that were found standing among them.

A name becomes one word, so that no rule reads the words of it ("Islamic Resistance in Iraq" is
not in Iraq), and only sentences that name something are taken apart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import islice
from operator import or_
from typing import NamedTuple

from alerts.model.entity import Kind
from alerts.resolve.fold import fold
from alerts.resolve.roles.lexicon import BASE, BREAK, LEXICON, MONTH, NAME, NAME_MARK, phrases_at
from alerts.resolve.roles.seized import tell_of_seizures


class Name(NamedTuple):
    """Words of a text that name an entity: what, and which code points of which field."""

    entity: str
    kind: Kind
    type: str
    field: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Sentence:
    """Words, folded; for each its cues and its month; and where which names stand.

    `place` counts the sentences of its field; a title is one sentence, whatever its stops.
    """

    field: str
    place: int
    words: list[str]
    cues: list[int]
    months: list[int]
    names: list[tuple[int, Name]]
    any: int
    text: str


_END = re.compile(r"[.!?؟。…]+[\"'»”’)\]]*(?=\s)|[\n\r]+|[;؛]")
_NO_WORD = ("",)
# Rules look at each word's neighbours as far as the sentence goes, so a text without a full stop
# is cut. Of real sentences hardly one is half as long.
_LONGEST = 1_000  # code points
_STOPS = (". ", "\n", "! ", "? ", "؟ ", ";", "؛", ".\u00a0")
_WORD = re.compile(r"\d+|[^\W\d_][^\W_]*|[,،:()]")  # 2019an, of 2019, is two
_DASH = re.compile(r"\s[-–—]+\s|—|–")
# After these, as after any single letter, a full stop ends no sentence.
_TITLES = "mr mrs dr st lt gen col maj sgt capt no vs им ул гг км bkz km"
_MONTHS = "jan feb mar apr jun jul aug sep sept oct nov dec"
_ABBREVIATED = frozenset(f"{_TITLES} {_MONTHS}".split())
_LONGEST_SHORT = 5  # letters, with the one before, that tell whether it stands by itself


def sentences(field: str, text: str, names: Sequence[Name], lead: int) -> Iterator[Sentence]:
    """Give the first `lead` sentences of a text, and every later one that names something.

    `names` are those of this text, in order of their starts.
    """
    at = place = start = 0
    size = len(text)
    stops = [sign for sign in _STOPS if sign in text]
    while start < size and (place < lead or at < len(names)):
        if place >= lead:
            start = max(start, start_of(text, names[at].start, stops))
        end = size if field == "/title" else _end_of(text, start, names, at)
        if end - start > _LONGEST:
            end = _cut(text, start, names, at)
        here = []
        while at < len(names) and names[at].start < end:
            here.append(names[at])
            at += 1
        if here or text[start:end].strip():
            yield _sentence(field, place, text, start, end, here)
            place += 1
        start = end


def _end_of(text: str, start: int, names: Sequence[Name], at: int) -> int:
    """Find where a sentence ends: not within a name ("U.S. base"), not at "Aug."."""
    for stop in _END.finditer(text, start):
        while at < len(names) and names[at].end <= stop.start():
            at += 1
        is_within = at < len(names) and names[at].start < stop.end()
        if not is_within and (stop.group()[0] != "." or _ends(text, stop.start(), stop.end())):
            return stop.end()
    return len(text)


def _cut(text: str, start: int, names: Sequence[Name], at: int) -> int:
    """Find the last space before a sentence gets too long, not within a name."""
    end = start + _LONGEST
    end = max(text.rfind(" ", start, end), text.rfind("\n", start, end)) + 1 or end
    for name in islice(names, at, None):
        if name.start >= end:
            break
        end = max(end, name.end)
    return end


def start_of(text: str, at: int, stops: Sequence[str] = _STOPS) -> int:
    """Find where the sentence of a place begins, without reading all that stands before.

    `stops` are those signs that end sentences which the text has; what it has not takes longest.
    """
    end = at
    while end > 0:
        stop = max([text.rfind(sign, 0, end) for sign in stops], default=-1)
        if stop < 0:
            return 0
        if text[stop] != "." or _ends(text, stop, stop + 1):
            return stop + 1
        end = stop
    return 0


def _ends(text: str, stop: int, end: int) -> bool:
    """Tell whether a full stop ends its sentence: not after "Aug", not before a small letter."""
    following = text[end : end + 3].lstrip()[:1]
    if following.islower():
        return False
    start = stop
    limit = max(0, stop - _LONGEST_SHORT)
    while start > limit and text[start - 1].isalnum():
        start -= 1
    word = text[start:stop]
    return len(word) != 1 and word.casefold() not in _ABBREVIATED


def _sentence(
    field: str, place: int, text: str, start: int, end: int, here: list[Name]
) -> Sentence:
    pieces = []
    at = start
    for name in here:
        pieces += [text[at : name.start], " ", NAME_MARK, " "]
        at = max(at, name.end)
    pieces.append(text[at:end])
    plain = "".join(pieces)
    if "-" in plain or not plain.isascii():
        plain = _DASH.sub(" , ", plain)
    words = _WORD.findall(fold(plain))
    entries = [LEXICON[word] for word in words]
    cues = [entry.bits for entry in entries]
    months = [0] * len(words)
    named: list[tuple[int, Name]] = []
    for i in [i for i, entry in enumerate(entries) if entry.is_special]:
        entry = entries[i]
        months[i] = entry.month
        phrases = entry.phrases
        if (phrases and (words[i + 1 : i + 2] or _NO_WORD)[0] in phrases) or "*" in phrases:
            for _, meaning, month in phrases_at(entry, words, i):
                cues[i] |= meaning
                months[i] = month or months[i]
        if entry.bits & NAME and len(named) < len(here):
            name = here[len(named)]
            named.append((i, name))
            cues[i] |= _own_cues(name)
    if place == 0 and named:
        tell_of_seizures(words, cues, [(i, name.kind, name.type) for i, name in named])
    return Sentence(field, place, words, cues, months, named, reduce(or_, cues, 0), text[start:end])


def _own_cues(name: Name) -> int:
    """Give the cues within an actor's name: a US *base*, Turkish *drone strikes*."""
    return _cues_within(name.text) if name.kind is Kind.ACTOR else 0


@lru_cache(maxsize=4096)
def _cues_within(text: str) -> int:
    """Unite the cues of a name's words; but only its first or last word makes it a base."""
    words = _WORD.findall(fold(text))
    each = [LEXICON[word].bits & ~(MONTH | BREAK) for word in words]
    bits = 0
    for some in each:
        bits |= some
    return bits if not each or (each[0] | each[-1]) & BASE else bits & ~BASE
