"""All rules' phrases, and which of them stand in a text: one look-up a word, however many there are.

A phrase stands under its words; a text looks up its words, and of each that begins a phrase of
several, as many words as such phrases have. That finds a little too much (words parted by a
comma), so each phrase of more than a word is looked for once more, as the reference does. Phrases
come and go one by one, which an automaton would have to be built anew for.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """Folded phrases, each as often as it was added."""

    def __init__(self) -> None:
        self._held: dict[str, int] = {}
        self._of_word: dict[str, set[str]] = {}  # but those that are a word and no more
        self._of_words: dict[_Words, tuple[str, ...]] = {}  # of several words
        self._sizes: dict[str, tuple[int, ...]] = {}  # by the first word: how many there are
        self._more = Counter[tuple[str, int]]()  # in how many phrases, but for the first
        self._longest = 0
        self._gluable = 0  # how many may stand glued to what is before them
        self._of_letters: dict[str, set[str]] = {}  # in scripts without spaces, by two letters

    def add(self, phrases: Iterable[str]) -> None:
        """Look for these phrases too."""
        for phrase in phrases:
            held = self._held.get(phrase, 0)
            self._held[phrase] = held + 1
            if not held:
                self._put(phrase)

    def discard(self, phrases: Iterable[str]) -> None:
        """Take these phrases, which were added, out once."""
        for phrase in phrases:
            held = self._held[phrase] - 1
            if held:
                self._held[phrase] = held
            else:
                del self._held[phrase]
                self._take(phrase)

    def found(self, texts: Iterable[Folded]) -> frozenset[str]:
        """Give the phrases that stand in one of the texts."""
        found: set[str] = set()
        for text in texts:
            words = _words(text.text)
            likely = self._spelled(words, found)
            likely |= self._otherwise(text, words)
            for phrase in likely - found:
                if next(places_of(phrase, text), None) is not None:
                    found.add(phrase)
        return frozenset(found)

    def _spelled(self, words: Sequence[str], found: set[str]) -> set[str]:
        """Put the phrases that are one of these words, and give what may stand in several.

        One loop over all words, for it is most of what finding phrases takes.
        """
        likely: set[str] = set()
        held, of_word, of_words, sizes_of = self._held, self._of_word, self._of_words, self._sizes
        for at, word in enumerate(words):
            for size in sizes_of.get(word, ()):
                if size > 1:
                    if several := of_words.get(tuple(words[at : at + size])):
                        likely.update(several)
                elif word in held:
                    found.add(word)
                if size == 1 and word in of_word:
                    likely |= of_word[word]
        return likely

    def _put(self, phrase: str) -> None:
        for form in forms_of(phrase):
            words = tuple(_WORD.findall(form))
            if letters := _UNSPACED.search(form):
                at = letters.start()
                self._of_letters.setdefault(form[at : at + _PAIR], set()).add(phrase)
                continue
            self._longest = max(self._longest, len(words))
            self._gluable += may_follow_glue(form)
            if words:
                self._count(words[0], len(words))
            if len(words) > 1:
                self._of_words[words] = (*self._of_words.get(words, ()), phrase)
            elif form != phrase or words != (form,):
                self._of_word.setdefault("".join(words), set()).add(phrase)

    def _take(self, phrase: str) -> None:
        for form in forms_of(phrase):
            words = tuple(_WORD.findall(form))
            if letters := _UNSPACED.search(form):
                at = letters.start()
                _take_from(self._of_letters, form[at : at + _PAIR], phrase)
                continue
            self._gluable -= may_follow_glue(form)
            if words:
                self._count_off(words[0], len(words))
            if len(words) > 1:
                left = tuple(other for other in self._of_words.pop(words, ()) if other != phrase)
                if left:
                    self._of_words[words] = left
            elif form != phrase or words != (form,):
                _take_from(self._of_word, "".join(words), phrase)

    def _count(self, begin: str, size: int) -> None:
        sizes = self._sizes.get(begin, ())
        if size in sizes:
            self._more[begin, size] += 1
        else:
            self._sizes[begin] = _shared((*sizes, size))

    def _count_off(self, begin: str, size: int) -> None:
        if more := self._more.pop((begin, size), 0):
            if more > 1:
                self._more[begin, size] = more - 1
        elif left := tuple(other for other in self._sizes[begin] if other != size):
            self._sizes[begin] = _shared(left)
        else:
            del self._sizes[begin]

    def _otherwise(self, text: Folded, words: Sequence[str]) -> set[str]:
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
            for key in chain(self._begun(words, firsts, ends), self._ended(words, ends)):
                likely.update(self._of_words.get(key, ()))
                if len(key) == 1:
                    likely |= self._of_word.get(key[0], _NOBODY) | (self._held.keys() & key)
        return likely

    def _begun(self, words: Sequence[str], begins: _Variants, ends: _Variants) -> Iterator[_Words]:
        """Give what is made of words' other beginnings."""
        for at, firsts in begins.items():
            for first in firsts:
                for size in self._sizes.get(first, ()):
                    last = at + size - 1
                    if size == 1:
                        yield (first,)
                    elif last < len(words):
                        before = (first, *words[at + 1 : last])
                        for end in (words[last], *ends.get(last, ())):
                            yield (*before, end)

    def _ended(self, words: Sequence[str], ends: _Variants) -> Iterator[_Words]:
        """Give what is made of words' other ends."""
        for last, others in ends.items():
            for at in range(max(0, last - self._longest + 1), last):
                if last - at + 1 in self._sizes.get(words[at], ()):
                    for end in others:
                        yield (*words[at:last], end)


class _Parting(dict[int, str]):
    """Every letter and digit as itself, all else as a space; each found out once."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = parted = letter if letter.isalnum() else " "
        return parted


_PARTED = _Parting()
_NOBODY: frozenset[str] = frozenset()


@lru_cache(maxsize=1024)
def _shared(sizes: tuple[int, ...]) -> tuple[int, ...]:
    """Give equal sizes as one object: there are few, and what is small stays at hand."""
    return sizes


def _words(text: str) -> list[str]:
    """Give the words of a text. Of 320 English ones in 14 us, where a search for each takes 75."""
    return text.translate(_PARTED).split()


def _take_from(holders: dict[str, set[str]], key: str, phrase: str) -> None:
    held = holders.get(key)
    if held is not None:
        held.discard(phrase)
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
