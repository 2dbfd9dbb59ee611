"""A long text in windows, so that one report never holds the event loop for long.

Windows overlap by more than the longest name and its surroundings, and each answers for the
names that begin in its own part: the sum is what the whole text would have given.
"""

from collections.abc import Iterator
from dataclasses import dataclass

LENGTH = 4_000  # code points; the densest text there can be takes some milliseconds
MARGIN = 300


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of a text. It begins at `offset` and answers for names that begin in [own, end)."""

    text: str
    offset: int
    own: int
    end: int
    is_last: bool


def windows(text: str, length: int = LENGTH, margin: int = MARGIN) -> Iterator[Window]:
    """Cut a text at white space into windows of about `length`, with `margin` on both sides."""
    size = len(text)
    own = 0
    while own < size:
        end = _cut(text, own, own + length)
        offset = max(0, own - margin)
        yield Window(text[offset : end + margin], offset, own, end, end == size)
        own = end


def _cut(text: str, own: int, end: int) -> int:
    """Find the last white space before `end`; where there is none, cut through the word."""
    if end >= len(text):
        return len(text)
    earliest = own + (end - own) // 2
    found = max(text.rfind(space, earliest, end) for space in " \n\t")
    return found if found > own else end
