"""A picture of alerts, for those who have not started the demo yet."""

import io
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from alerts.demo.arrivals import Arrival
from alerts.demo.card import card

_SHOWN = ("al-omar-missile-en", "koniko-blast-ar")
_WIDTH = 96


def draw(read: Sequence[Arrival], path: Path) -> None:
    """Write the alerts of two reports, as they were shown, into an SVG file."""
    console = Console(file=io.StringIO(), record=True, width=_WIDTH, highlight=False)
    for report in _SHOWN:
        for arrival in read:
            if arrival.receipt.report == report:
                console.print(card(arrival))
        console.print()
    console.save_svg(str(path), title="alerts demo")
