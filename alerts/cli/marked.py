"""A report on a terminal: its text with the names marked, and beneath what each of them is.

Kinds differ in colour and roles in more than colour, so that the marks can be read without it
(NO_COLOR). Nothing is drawn on the right of a text: a terminal that turns Arabic round does so
within a line. What a stranger wrote cannot steer the terminal.
"""

import unicodedata
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from alerts.demo.card import isolated
from alerts.model.entity import Kind, Mention, Resolution, Role
from alerts.model.event_reading import EventReading
from alerts.model.report import Report
from alerts.resolve.event import read_event
from alerts.resolve.gazetteer import Gazetteer

_COLOURS = {
    Kind.FACILITY: "yellow",
    Kind.REGION: "green",
    Kind.ACTOR: "magenta",
    Kind.SOURCE: "cyan",
}
_FORMS = {Role.PRIMARY: "bold reverse", Role.CONTEXT: "underline"}
_DOUBT = "italic underline red"
_LINE_ENDS = "\u2028\u2029"
_STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZERO_WIDTH = "\u200b"
_WORDS_SHOWN = 4


def marked(report: Report, resolution: Resolution, gazetteer: Gazetteer) -> RenderableType:
    """Draw one report."""
    rows: list[RenderableType] = [Text(_harmless(report.id), "dim")]
    for field, text, style in (("/title", report.title, "bold"), ("/body", report.body, "")):
        if text and text.strip():
            rows.append(_with_marks(field, text, style, resolution))
    return Group(*rows, _legend(report, resolution, gazetteer), "")


def _with_marks(field: str, text: str, style: str, resolution: Resolution) -> Text:
    shown = Text(_harmless(text), style)
    for mention in resolution.mentions:
        for words in mention.evidence:
            if words.field == field:
                shown.stylize(_style(mention), words.start, words.end)
    for doubt in resolution.ambiguous:
        if doubt.evidence.field == field:
            shown.stylize(_DOUBT, doubt.evidence.start, doubt.evidence.end)
    return shown


def _style(mention: Mention) -> str:
    return f"{_FORMS[mention.role]} {_COLOURS[mention.kind]}"


def _legend(report: Report, resolution: Resolution, gazetteer: Gazetteer) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(4):
        grid.add_column(overflow="fold")
    for mention in sorted(resolution.mentions, key=lambda m: m.role is not Role.PRIMARY):
        part = f", {mention.part}" if mention.part else ""
        grid.add_row(
            Text(mention.kind, _style(mention)),
            _name(mention.entity, gazetteer),
            f"{mention.role}{part}",
            _reason(mention, gazetteer),
        )
    for doubt in resolution.ambiguous:
        might = ", ".join(doubt.candidates)
        grid.add_row(Text("ambiguous", _DOUBT), Text(might), "", _quoted(doubt.evidence.text))
    for words in resolution.unresolved:
        grid.add_row(Text("unresolved", _DOUBT), "nobody knows it", "", _quoted(words.text))
    for what, value, said in _told(read_event(report, resolution.places)):
        grid.add_row(Text("event", "bold"), what, value, said)
    return grid


def _name(entity: str, gazetteer: Gazetteer) -> Text:
    known = gazetteer.entity(entity)
    return Text.assemble(known.name if known else entity, (f"  {entity}", "dim"))


def _reason(mention: Mention, gazetteer: Gazetteer) -> Text:
    if mention.via:
        known = gazetteer.entity(mention.via)
        return Text(f"follows from {known.name if known else mention.via}", "dim")
    different = list(dict.fromkeys(words.text for words in mention.evidence))
    shown = Text(", ").join(map(_quoted, different[:_WORDS_SHOWN]))
    return shown.append(", …") if len(different) > _WORDS_SHOWN else shown


def _told(event: EventReading) -> Iterator[tuple[str, str, Text]]:
    """Give what is known of the event: what of it, the value, and the words that said so."""
    when = event.occurred_at and f"{event.occurred_at:%Y-%m-%d %H:%M %Z} ({event.precision})"
    for what, value, words in (
        ("type", event.event_type, event.event_type_evidence),
        ("time", when, event.occurred_at_evidence),
        ("severity", event.severity, event.severity_evidence),
    ):
        if value:
            said = Text(", ").join(_quoted(e.text) for e in words)
            yield what, value, said if words else Text("the producer says so", "dim")


def _quoted(text: str) -> Text:
    return Text(f"“{isolated(_harmless(' '.join(text.split())))}”")


def _harmless(text: str) -> str:
    """Put something without effect, of the same length, in the place of what steers a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_harmless_letter, text))


def _harmless_letter(letter: str) -> str:
    if letter in _STEERING:
        return _ZERO_WIDTH
    is_control = letter in _LINE_ENDS or unicodedata.category(letter) == "Cc"
    return " " if is_control and letter != "\n" else letter
