"""A piece of a text that can stand for it.

It is cut between words and never altered: without its ellipses it is a substring of
what the producer sent, so whoever reads it can find it again.
"""

LENGTH = 300
ELLIPSIS = "…"
_LOOK = 30  # how far a cut may move to fall between words; scripts without spaces are cut in place


def excerpt(text: str, around: tuple[int, int] | None = None, length: int = LENGTH) -> str:
    """Cut about `length` code points out of `text`, with `around` (start, end) well inside.

    Without `around` it is the beginning. An ellipsis stands where something was left out.
    """
    first, last = _window(len(text), around or (0, 0), length)
    start = _forward_to_word(text, first) if first > 0 else 0
    end = _back_to_word(text, last) if last < len(text) else len(text)
    if around is not None:
        start, end = min(start, around[0]), max(end, around[1])
    piece = text[start:end].strip()
    before = ELLIPSIS if text[:start].strip() else ""
    after = ELLIPSIS if text[end:].strip() else ""
    return f"{before}{piece}{after}"


def _window(size: int, around: tuple[int, int], length: int) -> tuple[int, int]:
    """Place a window of `length` so that a third of what is free lies before the evidence."""
    start, end = around
    free = max(0, length - (end - start))
    first = max(0, start - free // 3)
    last = min(size, max(first + length, end))
    return max(0, min(first, last - length)), last


def _forward_to_word(text: str, at: int) -> int:
    for place in range(at, min(at + _LOOK, len(text))):
        if text[place - 1].isspace():
            return place
    return at


def _back_to_word(text: str, at: int) -> int:
    for place in range(at, max(at - _LOOK, 0), -1):
        if text[place].isspace():
            return place
    return at
