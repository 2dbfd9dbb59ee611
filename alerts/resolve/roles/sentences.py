"""A report's text as sentences of words, with the names that were found standing among them.

A name becomes one word, so that no rule reads the words of it ("Islamic Resistance in Iraq" is
not in Iraq), and only sentences that name something are taken apart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from alerts.model.entity import Kind
from alerts.resolve.fold import fold
from alerts.resolve.roles.lexicon import BASE, BREAK, LEXICON, MONTH, NAME, follows


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

    `place` counts the sentences of its field; the title is a field of one sentence.
    """

    field: str
    place: int
    words: list[str]
    cues: list[int]
    months: list[int]
    names: list[tuple[int, Name]]
    any: int
    text: str
    start: int


_END = re.compile(r"[.!?؟。…]+[\"'»”’)\]]*(?=\s)|[\n\r]+|[;؛]")
_WORD = re.compile(r"[^\W_]+|[,،:()]")
_MARK = "nameishere"
_DASH = re.compile(r"\s[-–—]+\s|—|–")
_SHORT = re.compile(  # after these a full stop ends no sentence
    r"(?:\b(?:\w|mr|mrs|dr|st|lt|gen|col|maj|sgt|capt|no|vs|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|им|ул|г|гг|м|bkz|km))$",
    re.IGNORECASE,
)
_BREAKS = frozenset(",،:()")


def sentences(field: str, text: str, names: Sequence[Name], lead: int) -> Iterator[Sentence]:
    """Give the first `lead` sentences of a text, and every later one that names something.

    `names` are those of this text, in order of their starts.
    """
    at = 0
    for place, (start, end) in enumerate(_bounds(field, text, names)):
        here = []
        while at < len(names) and names[at].start < end:
            here.append(names[at])
            at += 1
        if here or place < lead:
            yield _sentence(field, place, text, start, end, here)
        elif at == len(names):
            return


def _bounds(field: str, text: str, names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    if field == "/title":
        yield 0, len(text)
        return
    start = 0
    at = 0
    for stop in _END.finditer(text):
        end = stop.end()
        while at < len(names) and names[at].end <= stop.start():
            at += 1
        if at < len(names) and names[at].start < end:
            continue  # a full stop within a name: "U.S. base"
        if stop.group()[0] == "." and not _ends(text, stop.start(), end):
            continue
        if text[start:end].strip():
            yield start, end
        start = end
    if text[start:].strip():
        yield start, len(text)


def _ends(text: str, stop: int, end: int) -> bool:
    """Tell whether a full stop ends its sentence: not after "Aug", not before a small letter."""
    following = text[end : end + 3].strip()[:1]
    if following.islower():
        return False
    return not _SHORT.search(text[max(0, stop - 6) : stop])


def _sentence(
    field: str, place: int, text: str, start: int, end: int, here: list[Name]
) -> Sentence:
    pieces = []
    at = start
    for name in here:
        pieces += [text[at : name.start], " ", _MARK, " "]
        at = max(at, name.end)
    pieces.append(text[at:end])
    plain = _DASH.sub(" , ", "".join(pieces))
    words = _WORD.findall(fold(plain))
    cues: list[int] = []
    months: list[int] = []
    named: list[tuple[int, Name]] = []
    found = 0
    for i, word in enumerate(words):
        if word == _MARK and len(named) < len(here):
            name = here[len(named)]
            named.append((i, name))
            bits, month = NAME | _own_cues(name), 0
        elif word in _BREAKS:
            bits, month = BREAK, 0
        else:
            entry = LEXICON[word]
            bits, month = entry.bits, entry.month
            for rest, meaning, named_month in entry.phrases:
                if follows(words, i + 1, rest):
                    bits |= meaning
                    month = named_month or month
        found |= bits
        cues.append(bits)
        months.append(month)
    return Sentence(field, place, words, cues, months, named, found, text[start:end], start)


def _own_cues(name: Name) -> int:
    """Give the cues within an actor's name: a US *base*, Turkish *drone strikes*."""
    return _cues_within(name.text) if name.kind is Kind.ACTOR else 0


@lru_cache(maxsize=4096)
def _cues_within(text: str) -> int:
    """Unite the cues of a name's words; but only its first or last word makes it a base."""
    words = [word for word in _WORD.findall(fold(text)) if word not in _BREAKS]
    each = [LEXICON[word].bits & ~MONTH for word in words]
    bits = 0
    for some in each:
        bits |= some
    return bits if not each or (each[0] | each[-1]) & BASE else bits & ~BASE
