"""A long text in windows, so that one report never holds the event loop for long.

Windows overlap by more than the longest name and its surroundings, and each answers for the
names that begin in its own part: the sum is what the whole text would have given.
"""

from collections.abc import Iterator
from typing import NamedTuple

LENGTH = 2_000  # code points; one window for most reports
# Who sends a megabyte may have filled it with names: the densest window then takes some 10 ms.
LONG, LENGTH_IN_LONG = 20_000, 800
MARGIN = 250


class Window(NamedTuple):
    """A piece of a text. It begins at `offset` and answers for names that begin in [own, end)."""

    text: str
    offset: int
    own: int
    end: int
    is_last: bool

    @property
    def is_whole(self) -> bool:
        """Tell whether it is all of its text."""
        return self.is_last and not self.offset and not self.own


def windows(text: str) -> Iterator[Window]:
    """Cut a text at white space into windows, each with a margin on both sides."""
    if len(text) <= LENGTH:  # as most are
        if text:
            yield Window(text, 0, 0, len(text), is_last=True)
        return
    length = LENGTH if len(text) <= LONG else LENGTH_IN_LONG
    size = len(text)
    own = 0
    while own < size:
        end = _cut(text, own, own + length)
        offset = max(0, own - MARGIN)
        yield Window(text[offset : end + MARGIN], offset, own, end, end == size)
        own = end


def _cut(text: str, own: int, end: int) -> int:
    """Find the last white space before `end`; where there is none, cut through the word."""
    if end >= len(text):
        return len(text)
    earliest = own + (end - own) // 2
    found = max(text.rfind(space, earliest, end) for space in " \n\t")
    return found if found > own else end
