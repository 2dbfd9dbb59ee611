"""One pass over a text for every name there is, in any language.

The automaton finds letters; what makes them a name is where the word begins and ends, and
languages differ in what they glue to it. So every hit is judged at both its ends, and for
names that are also words, by its capitals.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from alerts.resolve.called_after import listings
from alerts.resolve.fold import Folded, fold_but_case
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.keeping import keeping_all
from alerts.resolve.patterns import Pattern, Target, pattern_of, spellings_of
from alerts.resolve.spelling import ARTICLES, LAST_GLUED, LONGEST_GLUED

_SURE_ARTICLES = frozenset(["al", "el", "аль", "эль", "ель"])
_SHORTEST_ARTICLE, _LONGEST_ARTICLE = 3, 6  # with the space after it
_LONGEST_ENDING = 6
_REST = re.compile(f"[^\\W_]{{0,{_LONGEST_ENDING + 1}}}")
_PARTING = "\n"  # in no folded text, and so in no name

_Match = tuple[int, int, int]  # the pattern's number, start, end
_END = itemgetter(2)


class Hit(NamedTuple):
    """A spelling found: where in the folded text, and what it may mean there."""

    start: int
    end: int
    strong: tuple[Target, ...]
    short: tuple[Target, ...]


class Found(NamedTuple):
    """What is in one text: names, and where in the folded text words begin that heads begin."""

    hits: list[Hit]
    heads: list[int]


class NameScan:
    """The automaton over all names of a gazetteer, and over the stems of head nouns."""

    def __init__(self, gazetteer: Gazetteer, heads: Sequence[str] = ()) -> None:
        with keeping_all():
            self._origins = list(spellings_of(listings(gazetteer)).items())
        self._patterns: list[Pattern | None] = [None] * len(self._origins)
        # Every match is wanted, not the longest: where words end is judged afterwards.
        self._automaton = AhoCorasick(
            [*[spelling for spelling, _ in self._origins], *heads],
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
            store_patterns=False,
        )

    def _pattern(self, number: int) -> Pattern:
        pattern = self._patterns[number] = pattern_of(*self._origins[number])
        return pattern

    def found(self, texts: Sequence[Folded]) -> list[Found]:
        """Give every name in each text, overlapping ones too, in order of their ends.

        Those that take an ending come after all that are whole.

        All are searched in one call: the automaton gives the interpreter's lock away meanwhile,
        and to have it back costs more than a text of usual length.
        """
        matches = self._automaton.find_matches_as_indexes(
            _PARTING.join([text.text for text in texts]), overlapping=True
        )
        found: list[Found] = []
        offset = first = 0
        for text in texts:
            end = offset + len(text.text)
            last = bisect_right(matches, end, first, key=_END)
            found.append(self._kept(text, matches[first:last], offset))
            offset, first = end + len(_PARTING), last
        return found

    def _kept(self, folded: Folded, matches: Iterable[_Match], offset: int) -> Found:
        """Judge the ends of what was found in a text that began at `offset`."""
        found: list[Hit] = []
        ended: list[Hit] = []  # last: "Hamas" is a name before it is one of "Hama" with an ending
        heads: list[int] = []
        text = folded.text
        size = len(text)
        patterns = self._patterns
        names = len(patterns)
        cuts = folded.cuts()
        for number, first, last in matches:
            start, end = first - offset, last - offset
            # The commonest false hit is a piece of a longer word: turn it away first, if it
            # can be without a look at its pattern, which is far off in memory.
            before = text[start - 1 : start]
            is_within = before.isalnum() and start not in cuts
            if is_within and before not in LAST_GLUED:
                continue
            if number >= names:
                heads += () if is_within else (start,)
                continue
            pattern = patterns[number] or self._pattern(number)
            if is_within and not (pattern.takes_before and _begins(text, start, pattern.glued)):
                continue
            if end < size and text[end].isalnum():
                if pattern.takes_after or end in cuts:
                    ended += _with_ending(folded, start, end, pattern)
            elif not pattern.is_plain:
                found += _judged(folded, start, end, "", pattern)
            elif not pattern.needs_capital or not folded.is_lower(start, end):
                found.append(Hit(start, end, pattern.strong, pattern.short))
            elif pattern.small or pattern.small_short:
                found.append(Hit(start, end, pattern.small, pattern.small_short))
        return Found(found + ended, list(dict.fromkeys(heads)))  # "gas" and "gasfield" begin at one


def _begins(text: str, start: int, glued: frozenset[str]) -> bool:
    """Tell whether what stands before a letter, within its word, is only glued to it."""
    limit = max(0, start - LONGEST_GLUED - 1)
    at = start
    while at > limit and text[at - 1].isalnum():
        at -= 1
    return text[at:start] in glued


def _rest(text: str, end: int) -> str:
    """Give the letters that follow a hit without a break."""
    word = _REST.match(text, end)
    return word.group() if word else ""


def _with_ending(folded: Folded, start: int, end: int, pattern: Pattern) -> list[Hit]:
    """Judge a hit after which its word goes on: an ending, or all after an apostrophe."""
    rest = _rest(folded.text, end)
    if len(rest) > _LONGEST_ENDING:
        return []
    if end in folded.cuts():
        return _judged(folded, start, end, "", pattern)
    return _judged(folded, start, end, rest, pattern) if rest in pattern.endings else []


def _judged(folded: Folded, start: int, end: int, rest: str, pattern: Pattern) -> list[Hit]:
    """Keep the targets that take the ending and the capitals."""
    first, last = folded.span(start, end)
    written = folded.original[first:last]
    strong = _meant(pattern.strong, rest, written)
    short = _meant(pattern.short, rest, written)
    return [Hit(start, end + len(rest), strong, short)] if strong or short else []


def _meant(targets: tuple[Target, ...], rest: str, written: str) -> tuple[Target, ...]:
    return tuple([t for t in targets if rest in t.endings and _is_cased(written, t)])


def _is_cased(written: str, target: Target) -> bool:
    if target.form:
        return _with_case(written) == target.form
    if target.abbreviation and target.abbreviation not in _with_case(written).split():
        return False
    return not (target.capital and written.islower())


_with_case = lru_cache(maxsize=4096)(fold_but_case)  # few exact names, and each comes often


def with_article(folded: Folded, start: int) -> int:
    """Take the article before a name into its evidence: "al-Omar", "el Omar", "ez-Zor"."""
    text = folded.text
    if start < _SHORTEST_ARTICLE or text[start - 1] != " ":
        return start
    word_start = text.rfind(" ", max(0, start - _LONGEST_ARTICLE), start - 1) + 1
    word = text[word_start : start - 1]
    if word not in ARTICLES or (word_start and text[word_start - 1] != " "):
        return start
    first, _ = folded.span(start - 1, start)
    # "at", "an" and "as" are words unless a hyphen makes them articles.
    is_joined = unicodedata.category(folded.original[first]) == "Pd"
    return word_start if is_joined or word in _SURE_ARTICLES else start
