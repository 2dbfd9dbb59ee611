"""An alert as a person reads it on a terminal: what, where, who, why.

There is a gutter on the left and nothing on the right: a terminal that turns Arabic round
does so within a line, and would move a frame's right edge with it.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from alerts.demo.arrivals import Arrival
from alerts.demo.cast import CAST
from alerts.model.entity import Kind
from alerts.model.event import AlertData, EventEntity
from alerts.model.event_because import MatchedRule, Reason
from alerts.model.rule import Channel

_COLOURS = dict(zip((m.name for m in CAST), ("cyan", "magenta", "yellow"), strict=True))
_YOURS = "green"
_MARKED = "bold #1c1b16 on #ffd866"
_ASIDE = "not bold dim default"
_CHANNELS = {Channel.WEBHOOK: "webhook", Channel.EMAIL: "e-mail"}
_FIELDS = {"/title": "the title says", "/body": "the text says", "/source/name": "the source is"}
_LISTED = "the producer's list says"
_LARGEST_WIDTH = 110
WORDLESS = "A record without words, only lists"
_RIGHT_TO_LEFT = {"R", "AL"}
_ISOLATE, _END = "\u2068", "\u2069"


def colour_of(subscriber: str) -> str:
    """Give the colour that a subscriber has on every line."""
    return _COLOURS.get(subscriber, _YOURS)


def card(arrival: Arrival) -> RenderableType:
    """Draw an alert; in one line if its subscriber has read it already."""
    head = _head(arrival)
    colour = colour_of(arrival.receipt.subscriber)
    if not arrival.is_news:
        said = f", as “{isolated(arrival.subject)}”" if arrival.subject else ""
        head.append(f"  the same alert{said}", _ASIDE)
        head.no_wrap, head.overflow = True, "ellipsis"
        return Gutter([head], colour)
    data = arrival.data
    marks = set(_words(data))
    lines: list[RenderableType] = [head]
    if data.report.title or not data.report.excerpt:
        lines.append(_marked(data.report.title or WORDLESS, marks, "bold"))
    if data.report.excerpt:
        lines.append(_marked(data.report.excerpt, marks, ""))
    return Gutter([*lines, _facts(data)], colour)


class Gutter:
    """Renderables one below the other, with a coloured bar on their left."""

    def __init__(self, rows: list[RenderableType], colour: str) -> None:
        self._rows = rows
        self._bar = Segment("┃ ", Style.parse(colour))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(min(options.max_width, _LARGEST_WIDTH) - 2, 20)
        for row in self._rows:
            for line in console.render_lines(row, options.update(width=width), pad=False):
                yield self._bar
                yield from line
                yield Segment.line()


def isolated(text: str) -> str:
    """Keep right-to-left words from turning round what stands beside them (UAX 9)."""
    is_turned = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)
    return f"{_ISOLATE}{text}{_END}" if is_turned else text


def _head(arrival: Arrival) -> Text:
    receipt = arrival.receipt
    head = Text(receipt.subscriber, style=f"bold {colour_of(receipt.subscriber)}")
    head.append(f"  {_CHANNELS[receipt.channel]}", "not bold default")
    if arrival.ms is not None:
        head.append(f"  {arrival.ms:.0f} ms after Kafka", _ASIDE)
    return head


def _marked(text: str, marks: Iterable[str], style: str) -> Text:
    shown = Text(" ".join(text.split()), style=style)
    shown.highlight_words([mark for mark in marks if mark], _MARKED)
    return shown


def _facts(data: AlertData) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for label, value in (
        ("where", _where(data.entities)),
        ("who", ", ".join(e.name for e in _direct(data.entities, Kind.ACTOR))),
        ("source", _source(data)),
    ):
        if value:
            grid.add_row(label, value)
    for rule in data.rules:
        grid.add_row("why", _why(rule, data.entities))
    return grid


def _direct(entities: Iterable[EventEntity], kind: Kind) -> Iterator[EventEntity]:
    return (e for e in entities if e.kind is kind and e.via is None)


def _where(entities: Iterable[EventEntity]) -> str:
    """Name the facilities, then the regions from the narrowest to the widest."""
    known = tuple(entities)
    regions = sorted(
        (e for e in known if e.kind is Kind.REGION), key=lambda e: -len(e.id.partition("/")[0])
    )
    return ", ".join(e.name for e in (*_direct(known, Kind.FACILITY), *regions))


def _source(data: AlertData) -> str:
    cited = [e.name for e in _direct(data.entities, Kind.SOURCE)]
    named = data.report.source.name
    others = [name for name in cited if name != named]
    return f"{named}, citing {', '.join(others)}" if others else named


def _why(rule: MatchedRule, entities: Iterable[EventEntity]) -> Text:
    known = {entity.id: entity for entity in entities}
    why = Text(f"rule “{rule.name}”: ")
    for number, reason in enumerate(rule.because):
        why.append("; " if number else "")
        why.append(f"{reason.clause} is ")
        why.append(reason.entity.name if reason.entity else reason.wanted, "bold")
        why.append_text(_grounds(reason, known))
    return why


def _grounds(reason: Reason, known: dict[str, EventEntity]) -> Text:
    """Say by which words a clause was met, or what implied it and by which words that."""
    implied_by = known.get(reason.via) if reason.via else None
    evidence = reason.evidence or (implied_by.evidence if implied_by else None)
    grounds = Text(
        f", for {implied_by.name} lies there"
        if implied_by and reason.clause == "region"
        else f", through {implied_by.name}"
        if implied_by
        else ""
    )
    if evidence:
        grounds.append(f", {_FIELDS.get(evidence.field, _LISTED)} ")
        grounds.append(f"“{isolated(evidence.text)}”", "bold")
    return grounds


def _words(data: AlertData) -> Iterator[str]:
    """Give the words that met a clause, themselves or by what they imply."""
    known = {entity.id: entity for entity in data.entities}
    for rule in data.rules:
        for reason in rule.because:
            if reason.evidence:
                yield reason.evidence.text
            elif reason.via and (entity := known.get(reason.via)) and entity.evidence:
                yield entity.evidence.text
