"""A stranger's text, made safe to show in a letter without changing what it says.

NUL and other controls break headers, and bidi overrides can make a subject read backwards
(`txt.exe` as `exe.txt`): they are dropped. Nothing else is touched.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_KEPT = frozenset("\n\t")
_UNSHOWABLE = frozenset({"Cc", "Cs"})
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Drop controls, bidi controls and lone surrogates; keep line breaks."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c
        for c in text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
        if c in _KEPT or (unicodedata.category(c) not in _UNSHOWABLE and c not in _BIDI)
    )


def one_line(text: str, length: int) -> str:
    """Clean `text`, put it on one line, and cut it between words at `length` code points."""
    line = _SPACE.sub(" ", clean(text)).strip()
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    at_word = cut.rpartition(" ")[0]
    kept = at_word if len(at_word) > length // 2 else cut
    return f"{kept.rstrip(' ,;:.-')}…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `marked` when it is what matched."""

    text: str
    marked: bool = False


def mark(text: str, words: Collection[str]) -> tuple[Piece, ...]:
    """Split `text` into pieces, marking every occurrence of `words` (as they were written).

    Words are marked as whole words where they occur so, else inside others too: Arabic joins
    its prepositions to the name.
    """
    wanted = sorted({w for w in words if w.strip()}, key=lambda w: (-len(w), w))
    patterns = [_pattern(word, text) for word in wanted]
    if not patterns:
        return (Piece(text),)
    pieces = re.split(f"({'|'.join(patterns)})", text)
    return tuple(Piece(run, place % 2 == 1) for place, run in enumerate(pieces) if run)


def _pattern(word: str, text: str) -> str:
    inside = r"\s+".join(re.escape(part) for part in word.split())
    whole = rf"(?<!\w){inside}(?!\w)"
    return whole if re.search(whole, text) else inside
