"""Text made regular for comparing, with the way back to what the producer wrote.

Two spellings that a reader takes for one name must fold alike, and every alert must show the
words as they were sent. So folding is cheap and forgets; the way back is worked out only
for a text in which something was found.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from unicodedata import category

from alerts.resolve.letters import (
    APOSTROPHE,
    APOSTROPHES,
    CHANGED,
    DROPPED_ASCII,
    LETTERS,
    LETTERS_WITH_CASE,
    NOT_ONE_TO_ONE,
    TATWEEL,
    USUAL_ARABIC,
    ZWNJ,
    is_dropped_letter,
)

# One class first: so the search skips from one such letter to the next.
_RUN = re.compile(f"[ {ZWNJ}{TATWEEL}](?:[ {ZWNJ}{TATWEEL}]+|(?<! ))")
_HEH = "ه"
_NO_CUTS = frozenset[int]()
_FIRST_DROPPED = "\u02b9"  # of the letters and marks that fold to nothing
_FEW = 40  # letters to replace one by one; more take longer than the table
_CASED = 12  # letters that change; so many are mostly capitals, which `casefold` is better at


def fold(text: str) -> str:
    """Fold case, marks, width, letter variants, dashes, quotation marks and white space.

    Folding what is folded changes nothing. White space at the ends is kept (as one space).
    """
    return _close_runs(_fold_letters(text)[0])


def fold_but_case(text: str) -> str:
    """Fold all that `fold` folds but case: for names that are words in lower case (US, Shell)."""
    return _close_runs(text.translate(LETTERS_WITH_CASE))


def key(text: str) -> str:
    """Fold a name that stands by itself."""
    return _close_runs(text.translate(LETTERS)).strip()  # for so few letters the quickest


def _fold_letters(text: str) -> tuple[str, AbstractSet[str]]:
    """Fold every letter by itself, as `text.translate(LETTERS)` does, and tell which changed.

    Of ASCII only those that were dropped are told. Measured on 300 Arabic words: 35 us, where
    the table takes 95; of ASCII the table takes 5.
    """
    if text.isascii():
        return text.translate(LETTERS), {c for c in DROPPED_ASCII if c in text}
    # One search finds whatever changes; it pauses at each, so the commonest go first.
    usual = [c for c in USUAL_ARABIC if c in text]
    for letter in usual:
        text = text.replace(letter, USUAL_ARABIC[letter])
    others = set(CHANGED.findall(text))
    changed = others.union(usual)
    if len(others) > _CASED:
        text = text.casefold()
        others = {c for c in "".join(others).casefold() if LETTERS[ord(c)] != c}
        if len(others) > _FEW:
            return text.translate(LETTERS), changed
    for letter in others:
        text = text.replace(letter, LETTERS[ord(letter)])
    return text, changed


def _close_runs(text: str) -> str:
    if ZWNJ in text or TATWEEL in text:
        return _RUN.sub(_closed, text)
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _closed(run: re.Match[str]) -> str:
    """Give what a run of spaces, tatweels and zero-width non-joiners comes to.

    Tatweels at both ends join the letters, also over a space ("تعـ ـتـ ـقل"): monitors split
    words so, to get past filters. A non-joiner parts words in Persian ("حزب‌الله"), but after
    heh it is how older Sorani writes the vowel ە within a word.
    """
    inside = run.group()
    if inside[0] == inside[-1] == TATWEEL:
        return ""
    before = run.string[run.start() - 1 : run.start()]
    if before == _HEH and inside.strip(ZWNJ) == "":
        return ""
    return " "


class Folded:
    """A folded text that knows its original. `text` is the folded one."""

    __slots__ = ("_changed", "_cuts", "_lettered", "_steps", "original", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        self._lettered, self._changed = _fold_letters(original)
        self._steps: tuple[_Step, ...] | None = None
        self._cuts: frozenset[int] | None = None
        self.text = _close_runs(self._lettered)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the code points of the original that `text[start:end]` (not empty) came from.

        What folding drops at the edges of a word belongs to it: marks on the last letter, a
        tatweel, the hamza of الخضراء.
        """
        first, last = start, end
        for step in self._steps or self._way_back():
            first, last = step.first(first), step.last(last)
        original = self.original
        size = len(original)
        while last < size and original[last] >= _FIRST_DROPPED and _hangs_on(original, last):
            last += 1
        if first and original[first - 1] >= _FIRST_DROPPED and _leads(original, first - 1):
            first -= 1
        return first, last

    def is_lower(self, start: int, end: int) -> bool:
        """Tell whether the producer wrote `text[start:end]` without a capital (in a script with)."""
        if not (self._way_back() if self._steps is None else self._steps):
            return self.original[start:end].islower()
        first, last = self.span(start, end)
        return self.original[first:last].islower()

    def cuts(self) -> frozenset[int]:
        """Give the places within `text` just before which an apostrophe was dropped."""
        if self._cuts is None:
            self._cuts = _NO_CUTS
            if not APOSTROPHES.isdisjoint(self._changed):
                self._cuts = frozenset(self._found_cuts())
        return self._cuts

    def _found_cuts(self) -> Iterator[int]:
        steps = tuple(reversed(self._steps or self._way_back()))
        for apostrophe in APOSTROPHE.finditer(self.original):
            place = apostrophe.start()
            for step in steps:
                place = step.onwards(place)
            if 0 < place < len(self.text):
                yield place

    def _way_back(self) -> tuple["_Step", ...]:
        """Give the stages of folding that moved a letter, last first. Found out once."""
        if self._steps is None:
            steps = []
            if len(self.text) != len(self._lettered):
                steps.append(_Step(_closings(self._lettered)))
            resized = [c for c in self._changed if len(LETTERS[ord(c)]) != 1]
            if resized:
                steps.append(_Step(_resizings(self.original, resized)))
            self._steps = tuple(steps)
        return self._steps


def _hangs_on(text: str, at: int) -> bool:
    """Tell whether what folding drops at `at` belongs to the letter before it."""
    letter = text[at]
    if letter in APOSTROPHES:  # within a word it parts an ending from a name
        return is_dropped_letter(letter) and not text[at + 1 : at + 2].isalnum()
    return letter == TATWEEL or category(letter) == "Mn" or is_dropped_letter(letter)


def _leads(text: str, at: int) -> bool:
    """Tell whether a letter that folding drops is the first of its word."""
    return is_dropped_letter(text[at]) and not (at and text[at - 1].isalnum())


class _Step:
    """The way back through one stage; between its edits a text is only shifted.

    An edit made the input's [start, end) the output's [at, after).
    """

    __slots__ = ("_ats", "_edits", "_starts")

    def __init__(self, edits: Iterable[tuple[int, int, int]]) -> None:
        """Take the edits in order: where each began and ended in the input, and what size it left."""
        self._ats: list[int] = []
        self._edits: list[tuple[int, int, int]] = []  # start, end, after
        shift = 0
        for start, end, size in edits:
            self._ats.append(start + shift)
            shift += size - (end - start)
            self._edits.append((start, end, end + shift))
        self._starts = [start for start, _, _ in self._edits]

    def onwards(self, position: int) -> int:
        """Give where in the output what begins at the input's `position` begins, or would."""
        edit = bisect_right(self._starts, position) - 1
        if edit < 0:
            return position
        _, end, after = self._edits[edit]
        return self._ats[edit] if position < end else after + position - end

    def first(self, position: int) -> int:
        """Give where the output's letter at `position` begins in the input."""
        edit = bisect_right(self._ats, position) - 1
        if edit < 0:
            return position
        start, end, after = self._edits[edit]
        return start if position < after else end + position - after

    def last(self, position: int) -> int:
        """Give where the output's letter before `position` ends in the input."""
        edit = bisect_left(self._ats, position) - 1
        if edit < 0:
            return position
        _, end, after = self._edits[edit]
        return end + max(position - after, 0)


def _closings(lettered: str) -> Iterator[tuple[int, int, int]]:
    """Give the runs that were closed."""
    for run in _RUN.finditer(lettered):
        yield run.start(), run.end(), len(_closed(run))


def _resizings(original: str, letters: Sequence[str]) -> Iterable[tuple[int, int, int]]:
    """Give where these letters are, which fold to none or several."""
    if len(letters) > _FEW:
        found = NOT_ONE_TO_ONE.finditer(original)
        return [(m.start(), m.end(), len(LETTERS[ord(m.group())])) for m in found]
    # Looking for few letters, one after the other, is faster than one search for them all.
    places: list[tuple[int, int, int]] = []
    for letter in letters:
        size = len(LETTERS[ord(letter)])
        at = original.find(letter)
        while at >= 0:
            places.append((at, at + 1, size))
            at = original.find(letter, at + 1)
    return sorted(places)
