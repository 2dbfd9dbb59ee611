"""Names in a row, which share the head noun before the first of them or after the last.

In "the Amuda, Qamishli and Qahtaniyah substations" one noun is for all; in "قاعدتي التنف والشدادي"
it is moreover a part of the first one's own name, and counts for the others all the same.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from alerts.resolve.spelling import ARTICLES

_WORD = re.compile(r"\w+")
_COMMAS = frozenset(",،/")
_AND = frozenset(
    [
        "and",
        "or",
        "ve",
        "veya",
        "ile",
        "et",
        "ou",
        "u",
        "an",
        "и",
        "или",
        "та",
        "і",
        "й",
        "و",
        "یا",
        "يا",
        "او",
        "وال",
        "وب",
        "وبال",
    ]
)
_BETWEEN = (
    _AND | ARTICLES | frozenset(["the", "of", "de", "du", "des", "la", "le", "les", "d", "l"])
)
_LONGEST_GAP = 16


class Name(NamedTuple):
    """Where a name stands, and whether it is a facility's own, head noun and all."""

    start: int
    end: int
    is_facility: bool


class Enumerations:
    """The names of a folded text (in order, none overlapping) by the rows that they stand in."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self._text = text
        self._names = names
        self._starts = [name.start for name in names]
        # What lies beyond another facility's name is about that one.
        self._fences = [edge for n in names if n.is_facility for edge in (n.start, n.end)]
        self._firsts = list(range(len(names)))
        self._lasts = list(range(len(names)))
        for i in range(1, len(names)):
            if _joins(text[names[i - 1].end : names[i].start]):
                self._firsts[i] = self._firsts[i - 1]
        for i in range(len(names) - 2, -1, -1):
            if self._firsts[i + 1] <= i:
                self._lasts[i] = self._lasts[i + 1]

    def around(self, start: int, reach: int) -> tuple[str, str]:
        """Give the text before and after the row of the name that begins at `start`.

        Of another facility's name at either end the outermost word is given too.
        """
        own = max(bisect_right(self._starts, start) - 1, 0)
        first, last = self._names[self._firsts[own]], self._names[self._lasts[own]]
        left, right = first.start, last.end
        if first.is_facility and first.start != start:
            left = max(left, self._text.find(" ", first.start, first.end))
        if last.is_facility and last.start != start:
            right = max(last.start, self._text.rfind(" ", last.start, last.end))
        before, after = bisect_left(self._fences, first.start), bisect_right(self._fences, last.end)
        fence_before = self._fences[before - 1] if before else 0
        fence_after = self._fences[after] if after < len(self._fences) else len(self._text)
        return (
            self._text[max(fence_before, left - reach) : left],
            self._text[right : min(fence_after, right + reach)],
        )


def _joins(gap: str) -> bool:
    """Tell whether what stands between two names makes them items of one list."""
    if len(gap) > _LONGEST_GAP or gap.isspace():
        return False
    words = _WORD.findall(gap)
    stops = frozenset(c for c in gap if not c.isalnum() and not c.isspace())
    if not stops <= _COMMAS or not all(word in _BETWEEN for word in words):
        return False
    return bool(stops) or any(word in _AND for word in words)
