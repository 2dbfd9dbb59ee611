"""Names in a row, which share the head noun before the first of them or after the last.

In "the Amuda, Qamishli and Qahtaniyah substations" one noun is for all; in "قاعدتي التنف والشدادي"
it is moreover a part of the first one's own name, and counts for the others all the same.
"""

import re
from bisect import bisect_right
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
LONGEST_GAP = 16  # letters between two names of a row


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
        self._rows: dict[int, tuple[int, int]] = {}

    def around(self, start: int, reach: int) -> tuple[str, str]:
        """Give the text before and after the row of the name that begins at `start`.

        Of another facility's name at either end the outermost word is given too.
        """
        own = max(bisect_right(self._starts, start) - 1, 0)
        head, tail = self._row(own)
        first, last = self._names[head], self._names[tail]
        left, right = first.start, last.end
        if first.is_facility and first.start != start:
            left = max(left, self._text.find(" ", first.start, first.end))
        if last.is_facility and last.start != start:
            right = max(last.start, self._text.rfind(" ", last.start, last.end))
        return (
            self._text[max(self._fence_before(head, left - reach), left - reach, 0) : left],
            self._text[right : min(self._fence_after(tail, right + reach), right + reach)],
        )

    def lends(self, start: int) -> tuple[bool, bool]:
        """Tell of the text before and after a row whether it stands by another name of it first."""
        own = max(bisect_right(self._starts, start) - 1, 0)
        head, tail = self._row(own)
        return own != head, own != tail

    def _row(self, own: int) -> tuple[int, int]:
        """Give the first and the last of the row that a name stands in, mostly itself."""
        known = self._rows.get(own)
        if known is not None:
            return known
        first = last = own
        while first and self._are_joined(first - 1):
            first -= 1
        while last + 1 < len(self._names) and self._are_joined(last):
            last += 1
        for member in range(first, last + 1):
            self._rows[member] = first, last
        return first, last

    def _are_joined(self, number: int) -> bool:
        """Tell whether a name and the one after it are items of one list."""
        end, start = self._names[number].end, self._starts[number + 1]
        return start - end <= LONGEST_GAP and _joins(self._text[end:start])

    def _fence_before(self, first: int, reach: int) -> int:
        """Find the nearest edge of a facility before a row; what lies beyond is about that one."""
        edge = self._starts[first]
        for number in range(first - 1, -1, -1):
            name = self._names[number]
            if name.end < reach:
                break
            if name.is_facility:
                return name.end if name.end < edge else name.start
        return 0

    def _fence_after(self, last: int, reach: int) -> int:
        """Find the nearest edge of a facility after a row."""
        edge = self._names[last].end
        for number in range(last + 1, len(self._names)):
            name = self._names[number]
            if name.start > reach:
                break
            if name.is_facility:
                return name.start if name.start > edge else name.end
        return len(self._text)


def _joins(gap: str) -> bool:
    """Tell whether what stands between two names makes them items of one list."""
    if gap.isspace():
        return False
    words = _WORD.findall(gap)
    stops = frozenset(c for c in gap if not c.isalnum() and not c.isspace())
    if not stops <= _COMMAS or not all(word in _BETWEEN for word in words):
        return False
    return bool(stops) or any(word in _AND for word in words)
