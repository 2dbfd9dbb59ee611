"""Text made regular for comparing, with the way back to what the producer wrote.

Two spellings that a reader takes for one name must fold alike, and every alert must show the
words as they were sent. So folding is cheap and forgets; the way back is worked out only
for a text in which something was found.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from unicodedata import category

from alerts.resolve.letters import (
    APOSTROPHE,
    CHANGED,
    LETTERS,
    LETTERS_WITH_CASE,
    NOT_ONE_TO_ONE,
    TATWEEL,
    ZWNJ,
    has_apostrophe,
    is_dropped_letter,
)

# One class first: so the search skips from one such letter to the next.
_RUN = re.compile(f"[ {ZWNJ}{TATWEEL}](?:[ {ZWNJ}{TATWEEL}]+|(?<! ))")
_HEH = "ه"
_FIRST_DROPPED = "\u02b9"  # of the letters and marks that fold to nothing
_FEW = 40  # letters to replace one by one; more take longer than the table


def fold(text: str) -> str:
    """Fold case, marks, width, letter variants, dashes, quotation marks and white space.

    Folding what is folded changes nothing. White space at the ends is kept (as one space).
    """
    return _close_runs(_fold_letters(text))


def fold_but_case(text: str) -> str:
    """Fold all that `fold` folds but case: for names that are words in lower case (US, Shell)."""
    return _close_runs(text.translate(LETTERS_WITH_CASE))


def key(text: str) -> str:
    """Fold a name that stands by itself."""
    return _close_runs(text.translate(LETTERS)).strip()  # for so few letters the quickest


def _fold_letters(text: str) -> str:
    """Fold every letter by itself: `text.translate(LETTERS)`, two to three times faster.

    Measured on 300 Arabic words: 50 us instead of 108; of ASCII the table alone takes 5.
    """
    if text.isascii():
        return text.translate(LETTERS)
    lower = text.casefold()
    changed = set(CHANGED.findall(lower))
    if len(changed) > _FEW:
        return lower.translate(LETTERS)
    for letter in changed:
        lower = lower.replace(letter, LETTERS[ord(letter)])
    return lower


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

    def __init__(self, original: str) -> None:
        self.original = original
        self._lettered = _fold_letters(original)
        self.text = _close_runs(self._lettered)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the code points of the original that `text[start:end]` (not empty) came from.

        What folding drops at the edges of a word belongs to it: marks on the last letter, a
        tatweel, the hamza of الخضراء.
        """
        first, last = start, end
        for step in self._way_back:
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
        first, last = self.span(start, end)
        return self.original[first:last].islower()

    def has_apostrophe_before(self, position: int) -> bool:
        """Tell whether an apostrophe was dropped just before `text[position]`."""
        if not self.has_apostrophe or not 0 < position < len(self.text):
            return False
        first = last = position
        for step in self._way_back:
            first, last = step.first(first), step.last(last)
        return APOSTROPHE.search(self.original, last, first) is not None

    @cached_property
    def has_apostrophe(self) -> bool:
        """Whether there is an apostrophe in the text."""
        return has_apostrophe(self.original)

    @cached_property
    def _way_back(self) -> tuple["_Step", ...]:
        """The stages of folding that moved a letter, last first."""
        steps = []
        if len(self.text) != len(self._lettered):
            steps.append(_step(_RUN, self._lettered, lambda run: len(_closed(run))))
        if NOT_ONE_TO_ONE.search(self.original):
            steps.append(_step(NOT_ONE_TO_ONE, self.original, _folded_size))
        return tuple(steps)


def _hangs_on(text: str, at: int) -> bool:
    """Tell whether what folding drops at `at` belongs to the letter before it."""
    letter = text[at]
    if APOSTROPHE.match(letter):  # within a word it parts an ending from a name
        return is_dropped_letter(letter) and not text[at + 1 : at + 2].isalnum()
    return letter == TATWEEL or category(letter) == "Mn" or is_dropped_letter(letter)


def _leads(text: str, at: int) -> bool:
    """Tell whether a letter that folding drops is the first of its word."""
    return is_dropped_letter(text[at]) and not (at and text[at - 1].isalnum())


class _Step:
    """The way back through one stage; between its edits a text is only shifted.

    The edit `i` made the input's [starts[i], ends[i]) the output's [at[i], after[i]).
    """

    __slots__ = ("after", "at", "ends", "starts")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.at: list[int] = []
        self.after: list[int] = []

    def first(self, position: int) -> int:
        """Give where the output's letter at `position` begins in the input."""
        edit = bisect_right(self.at, position) - 1
        if edit < 0:
            return position
        behind = position - self.after[edit]
        return self.starts[edit] if behind < 0 else self.ends[edit] + behind

    def last(self, position: int) -> int:
        """Give where the output's letter before `position` ends in the input."""
        edit = bisect_left(self.at, position) - 1
        if edit < 0:
            return position
        behind = position - self.after[edit]
        return self.ends[edit] + max(behind, 0)


def _step(edited: re.Pattern[str], text: str, came: Callable[[re.Match[str]], int]) -> _Step:
    step = _Step()
    starts, ends, at, after = step.starts, step.ends, step.at, step.after
    shift = 0
    for edit in edited.finditer(text):
        start, end = edit.span()
        size = came(edit)
        starts.append(start)
        ends.append(end)
        at.append(start + shift)
        after.append(start + shift + size)
        shift += size - (end - start)
    return step


def _folded_size(letter: re.Match[str]) -> int:
    return len(LETTERS[ord(letter.group())])
