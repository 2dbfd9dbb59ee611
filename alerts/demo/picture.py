"""A picture of alerts, for those who have not started the demo yet.

An SVG file has no terminal that turns Arabic round: its pieces stand where they are put. So
a line that begins in Arabic is laid out here, from the right, piece by piece. And it fetches
nothing: a picture in a README must look the same to whoever lets it load no fonts.
"""

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment

from alerts.demo.arrivals import Arrival
from alerts.demo.card import card

_SHOWN = (
    ("al-omar-missile-en", "Deir ez-Zor desk"),
    ("koniko-blast-ar", "Conoco watch"),
    ("crocus-ru", "Islamic State monitor"),
)
_WIDTH = 98
_RIGHT_TO_LEFT = {"R", "AL"}
_ISOLATE, _END = "\u2067", "\u2069"
_FONT_TO_FETCH = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_PIECE = re.compile(r'textLength="([0-9.]+)"([^>]*)>([^<]*)<')


def draw(read: Sequence[Arrival], path: Path) -> None:
    """Write three alerts, as they were shown, into an SVG file."""
    console = Console(file=io.StringIO(), record=True, width=_WIDTH, highlight=False)
    for place, (report, subscriber) in enumerate(_SHOWN):
        if place:
            console.print()
        for arrival in read:
            if arrival.receipt[:2] == (report, subscriber):
                console.print(_Laid(card(arrival)))
    svg = _FONT_TO_FETCH.sub("", console.export_svg(title="alerts demo"))
    path.write_text(_PIECE.sub(_measured, svg).replace("Fira Code, ", ""), encoding="utf-8")


def _measured(piece: re.Match[str]) -> str:
    """Give a piece the width of its cells: rich counts letters, and some have no width."""
    length, rest, content = piece.groups()
    text = unescape(content)
    width = float(length) * cell_len(text) / max(len(text), 1)
    return f'textLength="{width:g}"{rest}>{content}<'


class _Laid:
    """A card whose right-to-left lines are laid out for a medium that turns nothing round."""

    def __init__(self, shown: RenderableType) -> None:
        self._shown = shown

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in console.render_lines(self._shown, options, pad=False):
            bar, *pieces = line
            yield bar
            if _begins_right_to_left(pieces):
                yield from _from_the_right(pieces, options.max_width - bar.cell_length)
            else:
                yield from pieces
            yield Segment.line()


def _begins_right_to_left(pieces: Sequence[Segment]) -> bool:
    """Tell a right-to-left line from one of the table's, which are indented."""
    if pieces and pieces[0].text.startswith(" "):
        return False
    letters = (unicodedata.bidirectional(letter) for piece in pieces for letter in piece.text)
    return next((kind for kind in letters if kind in {"L", *_RIGHT_TO_LEFT}), "L") != "L"


def _from_the_right(pieces: Sequence[Segment], width: int) -> Iterator[Segment]:
    yield Segment(" " * max(width - sum(piece.cell_length for piece in pieces), 0))
    for piece in reversed(pieces):
        yield Segment(f"{_ISOLATE}{piece.text}{_END}", piece.style)
