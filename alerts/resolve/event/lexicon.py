"""What a report's words say of the event: one pass over a text for all nine languages' tables.

The tables (`words/*.txt`) are read and changed by people who know the language and not the
code: a line is a concept and its phrases, a star stands for any ending. They are folded like
names are, so marks, case, hyphens and apostrophes in them do not matter. No language is asked
for: a report's may be unknown, and a headline may hold two.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from alerts.model.entity import Evidence
from alerts.resolve.fold import Folded, key
from alerts.resolve.spelling import is_arabic

# What Arabic and the languages in its script glue before a word: and, in, to, the.
_GLUED = frozenset(
    a + b + c for a in ("", "و", "ف") for b in ("", "ب", "ل", "ك") for c in ("", "ال")
) | {"لل", "ولل"}
_LONGEST_GLUED = max(map(len, _GLUED))
# French and Arabic join these by an apostrophe or nothing; folding has dropped it.
_ELIDED = frozenset({"l", "d", "s", "n", "qu"})
# A report that goes on for pages tells its event at the beginning.
READ = 1_000


class Said(NamedTuple):
    """A concept found: where in the folded text, and in which sentence of it."""

    concept: str
    start: int
    end: int
    sentence: int


class Passage:
    """A field's beginning, folded, with the concepts that its words say, in order."""

    def __init__(self, field: str, text: str, first_sentence: int) -> None:
        self.field = field
        self._original = text
        self._folded = Folded(text[:READ])
        self.text = self._folded.text
        self._first = first_sentence
        self._ends = _sentence_ends(self.text)
        self.sentences = first_sentence + len(self._ends) + 1
        self.said = tuple(_said(self.text, self._ends, first_sentence))

    def sentence_at(self, position: int) -> int:
        """Give the number of the sentence that a letter stands in."""
        return self._first + bisect_right(self._ends, position)

    def evidence(self, said: Said) -> Evidence:
        """Point to the producer's own words."""
        return self.evidence_of(said.start, said.end)

    def evidence_of(self, start: int, end: int) -> Evidence:
        """Point to the producer's own words for a piece of the folded text."""
        first, last = self._folded.span(start, end)
        return Evidence(self.field, first, last, self._original[first:last])


_STOP = re.compile(r"[.!?؟۔\n](?=\s|$)|\n")


def _sentence_ends(text: str) -> list[int]:
    """Give where sentences end; a stop after a number or a single letter ends none."""
    return [m.end() for m in _STOP.finditer(text) if not _is_part_of_word(text, m.start())]


def _is_part_of_word(text: str, stop: int) -> bool:
    if text[stop] != ".":
        return False
    last = text[stop - 1 : stop]
    if last.isdigit():  # 12. July; but "in 2021." ends
        return not text[max(0, stop - 4) : stop].isdigit()
    return last.isalpha() and not text[max(0, stop - 2) : stop - 1].isalnum()


def _said(text: str, ends: list[int], first_sentence: int) -> Iterator[Said]:
    """Give the concepts of a folded text; of overlapping phrases the longest counts."""
    hits = sorted(_hits(text), key=lambda hit: (hit[0], -hit[1]))
    reach = 0
    last = (0, 0)
    for start, end, concept in hits:
        if start < reach and (start, end) != last:
            continue
        yield Said(concept, start, end, first_sentence + bisect_right(ends, start))
        reach, last = max(reach, end), (start, end)


def _hits(text: str) -> Iterator[tuple[int, int, str]]:
    size = len(text)
    phrases, automaton = _automaton()
    for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        whole, begun = phrases[number]
        if start and text[start - 1].isalnum() and not _begins(text, start):
            continue
        rest_end = end
        while rest_end < size and text[rest_end].isalnum():
            rest_end += 1
        concepts = begun if rest_end > end else dict.fromkeys((*whole, *begun))
        for concept in concepts:
            yield start, rest_end, concept


def _begins(text: str, start: int) -> bool:
    at = start
    while at and start - at <= _LONGEST_GLUED and text[at - 1].isalnum():
        at -= 1
    before = text[at:start]
    return before in _GLUED if is_arabic(text[start]) else before in _ELIDED


@lru_cache(maxsize=1)
def _automaton() -> tuple[list[tuple[tuple[str, ...], tuple[str, ...]]], AhoCorasick]:
    """Build the automaton over all phrases; with the concepts of each, as a word and begun."""
    whole: dict[str, list[str]] = {}
    begun: dict[str, list[str]] = {}
    for concept, phrase in tables():
        spelling = key(phrase.removesuffix("*"))
        kept = begun if phrase.endswith("*") else whole
        if concept not in kept.setdefault(spelling, []):
            kept[spelling].append(concept)
    spellings = list(whole | begun)
    meant = [(tuple(whole.get(s, ())), tuple(begun.get(s, ()))) for s in spellings]
    return meant, AhoCorasick(spellings, matchkind=MatchKind.Standard)


def tables() -> Iterator[tuple[str, str]]:
    """Read every (concept, phrase) of every language's table."""
    folder = files("alerts.resolve.event") / "words"
    for table in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if table.name.endswith(".txt"):
            yield from read_table(table.read_text("utf-8").splitlines())


def read_table(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Read lines of `concept: phrase, phrase`; a line that begins with # is a comment."""
    for line in lines:
        if line.strip() and not line.startswith("#"):
            concept, _, phrases = line.partition(":")
            yield from ((concept.strip(), p.strip()) for p in phrases.split(",") if p.strip())
