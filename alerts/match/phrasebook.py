"""All rules' phrases, and which of them stand in a text: one look-up a word, however many there are.

A phrase stands under its words, put together with spaces; a text looks up its words and pairs of
words, and what is longer where a pair begins it. That finds a little too much (words parted by a
comma), so each phrase of more than a word is looked for once more, as the reference does. Phrases
come and go one by one, which an automaton would have to be built anew for.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, pairwise, product

from alerts.match.phrases import UNSPACED, forms_of, places_of
from alerts.resolve.fold import Folded
from alerts.resolve.spelling import LONGEST_GLUED, is_arabic, is_hebrew

_WORD = re.compile(r"[^\W_]+")  # what str.isalnum takes, and nothing else
_UNSPACED = re.compile(f"[{UNSPACED}]")
_Variants = Mapping[int, Sequence[str]]
_PAIR = 2


class Phrasebook:
    """Folded phrases, each as often as it was added."""

    def __init__(self) -> None:
        self._held: dict[str, int] = {}
        self._by_word: dict[str, set[str]] = {}  # but those that are a word and no more
        self._under: dict[str, set[str]] = {}  # by their words, where there are several
        self._sizes: dict[str, dict[int, int]] = {}  # by first word: how many phrases of how many
        self._longer: dict[str, dict[int, int]] = {}  # by the first two of more: the same
        self._longest = 0
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
            words = _WORD.findall(text.text)
            alone = set(words)
            found |= self._held.keys() & alone
            for phrase in self._likely(text, words, alone) - found:
                if next(places_of(phrase, text), None) is not None:
                    found.add(phrase)
        return frozenset(found)

    def _put(self, phrase: str) -> None:
        for form in forms_of(phrase):
            holders, key, words = self._place_of(form)
            if key != phrase or len(words) != 1:
                holders.setdefault(key, set()).add(phrase)
            if holders is self._under:
                _count(self._sizes, words[0], len(words))
                self._longest = max(self._longest, len(words))
                if len(words) > _PAIR:
                    _count(self._longer, " ".join(words[:_PAIR]), len(words))

    def _take(self, phrase: str) -> None:
        for form in forms_of(phrase):
            holders, key, words = self._place_of(form)
            held = holders.get(key, set())
            held.discard(phrase)
            if not held:
                holders.pop(key, None)
            if holders is self._under:
                _count_off(self._sizes, words[0], len(words))
                if len(words) > _PAIR:
                    _count_off(self._longer, " ".join(words[:_PAIR]), len(words))

    def _place_of(self, form: str) -> tuple[dict[str, set[str]], str, list[str]]:
        """Give where phrases of a form are found, by which key, and the form's words."""
        letter = _UNSPACED.search(form)
        if letter is not None:
            at = letter.start()
            return self._of_letters, form[at : at + 2], []
        words = _WORD.findall(form)
        return self._under if len(words) > 1 else self._by_word, " ".join(words), words

    def _likely(self, text: Folded, words: Sequence[str], alone: AbstractSet[str]) -> set[str]:
        """Give the phrases that may stand in a text beside its very words; no other does."""
        likely = set(self._by_word.get("", _NOBODY))
        for word in self._by_word.keys() & alone:
            likely |= self._by_word[word]
        if self._of_letters:
            folded = text.text
            for letter in _UNSPACED.finditer(folded):
                at = letter.start()
                likely |= self._of_letters.get(folded[at : at + 2], _NOBODY)
                likely |= self._of_letters.get(folded[at], _NOBODY)
        for key in self._keys(words):
            likely |= self._under[key]
        if text.has_apostrophe or not text.text.isascii():
            begins, ends = _parted(text, words)
            for key in chain(self._begun(words, begins, ends), self._ended(words, ends)):
                likely |= self._under.get(key, _NOBODY)
                likely |= self._by_word.get(key, _NOBODY)
                if key in self._held:
                    likely.add(key)
        return likely

    def _keys(self, words: Sequence[str]) -> Iterator[str]:
        """Give what several words of a text make, as far as phrases are made so."""
        sizes_of = self._sizes
        pairs = [f"{one} {two}" for one, two in pairwise(words) if one in sizes_of]
        yield from self._under.keys() & set(pairs)
        if not self._longer.keys().isdisjoint(pairs):
            for at, pair in enumerate(pairwise(words)):
                for size in self._longer.get(" ".join(pair), _NO_SIZES):
                    key = " ".join(words[at : at + size])
                    if key in self._under:
                        yield key

    def _begun(self, words: Sequence[str], begins: _Variants, ends: _Variants) -> Iterator[str]:
        """Give what is made of words' other beginnings."""
        for at, firsts in begins.items():
            for first in firsts:
                yield first
                for size in self._sizes.get(first, _NO_SIZES):
                    last = at + size - 1
                    if last < len(words):
                        before = " ".join((first, *words[at + 1 : last]))
                        for end in (words[last], *ends.get(last, ())):
                            yield f"{before} {end}"

    def _ended(self, words: Sequence[str], ends: _Variants) -> Iterator[str]:
        """Give what is made of words' other ends."""
        for last, others in ends.items():
            for at in range(max(0, last - self._longest + 1), last):
                if last - at + 1 in self._sizes.get(words[at], _NO_SIZES):
                    before = " ".join(words[at:last])
                    for end in others:
                        yield f"{before} {end}"


_NOBODY: frozenset[str] = frozenset()
_NO_SIZES: dict[int, int] = {}


def _count(sizes_of: dict[str, dict[int, int]], key: str, size: int) -> None:
    sizes = sizes_of.setdefault(key, {})
    sizes[size] = sizes.get(size, 0) + 1


def _count_off(sizes_of: dict[str, dict[int, int]], key: str, size: int) -> None:
    sizes = sizes_of[key]
    sizes[size] -= 1
    if not sizes[size]:
        del sizes[size]
        if not sizes:
            del sizes_of[key]


def _unglued(word: str) -> Sequence[str]:
    """Give what a word is without one to four letters that Arabic and Hebrew glue to it."""
    if is_arabic(word) or is_hebrew(word):
        return [word[cut:] for cut in range(1, min(LONGEST_GLUED + 1, len(word)))]
    return ()


def _parted(text: Folded, words: Sequence[str]) -> tuple[_Variants, _Variants]:
    """Give what else words begin and end as: at an apostrophe, and after what is glued to them."""
    begins: dict[int, Sequence[str]] = {}
    ends: dict[int, Sequence[str]] = {}
    if not text.text.isascii():
        begins.update((at, rest) for at, word in enumerate(words) if (rest := _unglued(word)))
    for at, places in _cuts(text).items():
        word = words[at]
        before = [0, *places, *(len(word) - len(rest) for rest in begins.get(at, ()))]
        pieces = product(before, [*places, len(word)])
        begins[at] = [word[start:stop] for start, stop in pieces if start < stop]
        ends[at] = [word[:stop] for stop in places]
    return begins, ends


def _cuts(text: Folded) -> Mapping[int, Sequence[int]]:
    """Give the words from which an apostrophe was dropped, and where in them."""
    if not text.has_apostrophe:
        return {}
    spans = [match.span() for match in _WORD.finditer(text.text)]
    starts = [start for start, _ in spans]
    cuts: dict[int, list[int]] = {}
    for place in text.apostrophes():
        at = bisect_right(starts, place) - 1
        if at >= 0 and spans[at][0] < place < spans[at][1]:
            cuts.setdefault(at, []).append(place - spans[at][0])
    return cuts
