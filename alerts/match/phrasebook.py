"""All rules' phrases, and which of them stand in a text: one look-up a word, however many there are.

A phrase stands under its words; a text looks up its words, and of each that begins a phrase of
several, as many words as such phrases have. That finds a little too much (words parted by a
comma), so each phrase of more than a word is looked for once more, as the reference does. Phrases
come and go one by one, which an automaton would have to be built anew for.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, product

from alerts.match.phrases import UNSPACED, forms_of, places_of
from alerts.resolve.fold import Folded
from alerts.resolve.spelling import may_follow_glue, unglued

_WORD = re.compile(r"[^\W_]+")  # what str.isalnum takes, and nothing else: `_words` is quicker
_UNSPACED = re.compile(f"[{UNSPACED}]")
_Words = tuple[str, ...]
_Variants = Mapping[int, Sequence[str]]
_PAIR = 2


class Phrasebook:
    """Folded phrases by number. Who numbers them (`phrase_of`) holds them."""

    def __init__(self, phrase_of: Callable[[int], str]) -> None:
        self._phrase_of = phrase_of
        # By the first word: how many words the phrases have that begin with it, and of the one
        # that is this word and no more the complement of its number, which is below zero.
        self._begun: dict[str, tuple[int, ...]] = {}
        self._of_word: dict[str, set[int]] = {}  # but those that are a word and no more
        self._of_words: dict[_Words, tuple[int, ...]] = {}  # of several words
        self._more = Counter[tuple[str, int]]()  # in how many phrases, but for the first
        self._longest = 0
        self._gluable = 0  # how many may stand glued to what is before them
        self._of_letters: dict[str, set[int]] = {}  # in scripts without spaces, by two letters

    def add(self, number: int) -> None:
        """Look for the phrase of this number too."""
        phrase = self._phrase_of(number)
        for form in forms_of(phrase):
            words = tuple(_WORD.findall(form))
            if letters := _UNSPACED.search(form):
                at = letters.start()
                self._of_letters.setdefault(form[at : at + _PAIR], set()).add(number)
                continue
            self._longest = max(self._longest, len(words))
            self._gluable += may_follow_glue(form)
            if len(words) > 1:
                self._of_words[words] = (*self._of_words.get(words, ()), number)
            elif form == phrase and words == (form,):
                self._begin(form, ~number)
                continue
            else:
                self._of_word.setdefault("".join(words), set()).add(number)
            if words:
                self._count(words[0], len(words))

    def discard(self, number: int, phrase: str) -> None:
        """Look no longer for the phrase that had this number."""
        for form in forms_of(phrase):
            words = tuple(_WORD.findall(form))
            if letters := _UNSPACED.search(form):
                at = letters.start()
                _take_from(self._of_letters, form[at : at + _PAIR], number)
                continue
            self._gluable -= may_follow_glue(form)
            if len(words) > 1:
                left = tuple(other for other in self._of_words.pop(words, ()) if other != number)
                if left:
                    self._of_words[words] = left
            elif form == phrase and words == (form,):
                self._begin_no_more(form, ~number)
                continue
            else:
                _take_from(self._of_word, "".join(words), number)
            if words:
                self._count_off(words[0], len(words))

    def found(self, texts: Iterable[Folded]) -> set[int]:
        """Give the numbers of the phrases that stand in one of the texts."""
        found: set[int] = set()
        for text in texts:
            words = _words(text.text)
            likely = self._spelled(words, found)
            likely |= self._otherwise(text, words)
            for number in likely - found:
                if next(places_of(self._phrase_of(number), text), None) is not None:
                    found.add(number)
        return found

    def _spelled(self, words: Sequence[str], found: set[int]) -> set[int]:
        """Put the phrases that are one of these words, and give what may stand in several.

        One look-up a word, for those are most of what finding phrases takes.
        """
        likely: set[int] = set()
        of_word, of_words = self._of_word, self._of_words
        for at, begun in enumerate(map(self._begun.get, words)):
            for size in begun or ():
                if size < 0:
                    found.add(~size)
                elif size == 1:
                    likely |= of_word.get(words[at], _NOBODY)
                elif several := of_words.get(tuple(words[at : at + size])):
                    likely.update(several)
        return likely

    def _count(self, begin: str, size: int) -> None:
        if size in self._begun.get(begin, ()):
            self._more[begin, size] += 1
        else:
            self._begin(begin, size)

    def _count_off(self, begin: str, size: int) -> None:
        if more := self._more.pop((begin, size), 0):
            if more > 1:
                self._more[begin, size] = more - 1
        else:
            self._begin_no_more(begin, size)

    def _begin(self, word: str, size: int) -> None:
        self._begun[word] = _shared((*self._begun.get(word, ()), size))

    def _begin_no_more(self, word: str, size: int) -> None:
        left = tuple(other for other in self._begun[word] if other != size)
        if left:
            self._begun[word] = _shared(left)
        else:
            del self._begun[word]

    def _otherwise(self, text: Folded, words: Sequence[str]) -> set[int]:
        """Give the phrases that may stand in a text otherwise than in its very words."""
        likely = set(self._of_word.get("", _NOBODY))
        if self._of_letters:
            folded = text.text
            for letter in _UNSPACED.finditer(folded):
                at = letter.start()
                likely |= self._of_letters.get(folded[at : at + _PAIR], _NOBODY)
                likely |= self._of_letters.get(folded[at], _NOBODY)
        glues = self._gluable > 0 and not text.text.isascii()
        if glues or text.cuts():
            firsts, ends = _parted(text, words, glues=glues)
            for key in chain(
                self._parted_first(words, firsts, ends), self._parted_last(words, ends)
            ):
                likely.update(self._of_words.get(key, ()))
                if len(key) == 1:
                    likely |= self._of_word.get(key[0], _NOBODY)
                    likely.update(~size for size in self._begun.get(key[0], ()) if size < 0)
        return likely

    def _parted_first(
        self, words: Sequence[str], begins: _Variants, ends: _Variants
    ) -> Iterator[_Words]:
        """Give what is made of words' other beginnings."""
        for at, firsts in begins.items():
            for first in firsts:
                for size in self._begun.get(first, ()):
                    last = at + size - 1
                    if size <= 1:
                        yield (first,)
                    elif last < len(words):
                        before = (first, *words[at + 1 : last])
                        for end in (words[last], *ends.get(last, ())):
                            yield (*before, end)

    def _parted_last(self, words: Sequence[str], ends: _Variants) -> Iterator[_Words]:
        """Give what is made of words' other ends."""
        for last, others in ends.items():
            for at in range(max(0, last - self._longest + 1), last):
                if last - at + 1 in self._begun.get(words[at], ()):
                    for end in others:
                        yield (*words[at:last], end)


class _Parting(dict[int, str]):
    """Every letter and digit as itself, all else as a space; each found out once."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = parted = letter if letter.isalnum() else " "
        return parted


_PARTED = _Parting()
_NOBODY: frozenset[int] = frozenset()


@lru_cache(maxsize=64)
def _shared(sizes: tuple[int, ...]) -> tuple[int, ...]:
    """Give equal sizes as one object: there are few, and what is small stays at hand."""
    return sizes


def _words(text: str) -> list[str]:
    """Give the words of a text. Of 320 English ones in 14 us, where a search for each takes 75."""
    return text.translate(_PARTED).split()


def _take_from(holders: dict[str, set[int]], key: str, number: int) -> None:
    held = holders.get(key)
    if held is not None:
        held.discard(number)
        if not held:
            del holders[key]


def _parted(text: Folded, words: Sequence[str], *, glues: bool) -> tuple[_Variants, _Variants]:
    """Give what else words begin and end as: at an apostrophe, and after what is glued to them."""
    begins: dict[int, Sequence[str]] = {}
    ends: dict[int, Sequence[str]] = {}
    if glues:
        begins.update((at, rest) for at, word in enumerate(words) if (rest := unglued(word)))
    for at, places in _cuts(text).items():
        word = words[at]
        before = [0, *places, *(len(word) - len(rest) for rest in begins.get(at, ()))]
        pieces = product(before, [*places, len(word)])
        begins[at] = [word[start:stop] for start, stop in pieces if start < stop]
        ends[at] = [word[:stop] for stop in places]
    return begins, ends


def _cuts(text: Folded) -> Mapping[int, Sequence[int]]:
    """Give the words from which an apostrophe was dropped, and where in them."""
    if not text.cuts():
        return {}
    spans = [match.span() for match in _WORD.finditer(text.text)]
    starts = [start for start, _ in spans]
    cuts: dict[int, list[int]] = {}
    for place in sorted(text.cuts()):
        at = bisect_right(starts, place) - 1
        if at >= 0 and spans[at][0] < place < spans[at][1]:
            cuts.setdefault(at, []).append(place - spans[at][0])
    return cuts
