"""Text made regular for comparing, with the way back to what the producer wrote.

Two spellings that a reader takes for one name must fold alike, and every alert must show the
words as they were sent. So folding is cheap and forgets; the way back is worked out only
for a text in which something was found.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from alerts.resolve.letters import LETTERS, LETTERS_WITH_CASE, TATWEEL, ZWNJ, Letters

_RUN = re.compile(f"[ {ZWNJ}{TATWEEL}]{{2,}}|[{ZWNJ}{TATWEEL}]")
_HEH = "ه"


def fold(text: str) -> str:
    """Fold case, marks, width, letter variants, dashes, quotation marks and white space.

    Folding what is folded changes nothing. White space at the ends is kept (as one space).
    """
    return _close_runs(text.translate(LETTERS))


def fold_but_case(text: str) -> str:
    """Fold all that `fold` folds but case: for names that are words in lower case (US, Shell)."""
    return _close_runs(text.translate(LETTERS_WITH_CASE))


def key(text: str) -> str:
    """Fold a name that stands by itself."""
    return fold(text).strip()


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


@dataclass(frozen=True, slots=True)
class _Edit:
    """`was` characters at `start` of the input became `came` at `at` of the output."""

    at: int
    came: int
    start: int
    was: int


class _Steps:
    """A text's way back through one stage of folding; between edits it is only shifted."""

    def __init__(self, edits: list[_Edit]) -> None:
        self._edits = edits
        self._at = [e.at for e in edits]

    def span(self, position: int) -> tuple[int, int]:
        """Give the start and end, in the input, of what became the output's character."""
        found = bisect_right(self._at, position) - 1
        if found < 0:
            return position, position + 1
        edit = self._edits[found]
        behind = position - edit.at - edit.came
        if behind < 0:
            return edit.start, edit.start + edit.was
        start = edit.start + edit.was + behind
        return start, start + 1


class Folded:
    """A folded text that knows its original. `text` is the folded one."""

    def __init__(self, original: str) -> None:
        self.original = original
        self._lettered = original.translate(LETTERS)
        self.text = _close_runs(self._lettered)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the code points of the original that `text[start:end]` (not empty) came from.

        Marks that hang on the last letter belong to it.
        """
        first, last = self._start(start), self._end(end)
        while last < len(self.original) and unicodedata.category(self.original[last]) == "Mn":
            last += 1
        return first, last

    def between(self, position: int) -> str:
        """Give what was dropped from the original just before `text[position]`."""
        if not 0 < position < len(self.text):
            return ""
        return self.original[self._end(position) : self._start(position)]

    def _start(self, position: int) -> int:
        return self._letters.span(self._runs.span(position)[0])[0]

    def _end(self, end: int) -> int:
        return self._letters.span(self._runs.span(end - 1)[1] - 1)[1]

    @cached_property
    def _letters(self) -> _Steps:
        return _Steps(_letter_edits(self.original, LETTERS))

    @cached_property
    def _runs(self) -> _Steps:
        edits: list[_Edit] = []
        if len(self.text) == len(self._lettered):
            # Nothing was removed; a run may still have become a space of the same length.
            return _Steps(edits)
        shift = 0
        for run in _RUN.finditer(self._lettered):
            came, was = len(_closed(run)), run.end() - run.start()
            edits.append(_Edit(run.start() + shift, came, run.start(), was))
            shift += came - was
        return _Steps(edits)


def _letter_edits(original: str, letters: Letters) -> list[_Edit]:
    """List the letters that fold to none or to several, in order."""
    odd = [c for c in set(original) if len(letters[ord(c)]) != 1]
    if not odd:
        return []
    edits: list[_Edit] = []
    shift = 0
    for found in re.finditer(f"[{re.escape(''.join(odd))}]", original):
        came = len(letters[ord(found.group())])
        edits.append(_Edit(found.start() + shift, came, found.start(), 1))
        shift += came - 1
    return edits
