"""The page on logs names every event that the code can write, with its fields."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.docs.pages import ROOT, Page, rows, word, words

_EVENT = re.compile(r"[a-z_]+\.[a-z_]+")
_LOGGERS = {"log", "_log"}
_LEVELS = {"exception": "error"}
_ALWAYS = {"exc_info"}  # written as `exception`, which every error has


@dataclass(frozen=True)
class Written:
    """A place in the code that writes an event. What it unpacks is not seen here."""

    event: str
    level: str | None
    fields: frozenset[str]
    unpacks: bool


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted((ROOT / "alerts").rglob("*.py")):
        text = path.read_text("utf-8")
        if "structlog.get_logger()" in text:
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Call):
                    yield str(path.relative_to(ROOT)), node


def level_of(call: ast.Call) -> tuple[bool, str | None]:
    """Whether a call writes a log line, and its level where the code says it in place."""
    match call.func:
        case ast.Attribute(value=ast.Name(id=name), attr=level) if name in _LOGGERS:
            return True, _LEVELS.get(level, level)
        case (
            ast.Name(id="say") | ast.Call(func=ast.Name(id="getattr"), args=[ast.Name(id="log"), _])
        ):
            return True, None
        case _:
            return False, None


def written() -> Iterator[Written]:
    for where, call in calls():
        is_log, level = level_of(call)
        if not is_log:
            continue
        match call.args:
            case [ast.Constant(value=str(event))] if _EVENT.fullmatch(event):
                fields = {keyword.arg for keyword in call.keywords if keyword.arg}
                unpacks = any(keyword.arg is None for keyword in call.keywords)
                yield Written(event, level, frozenset(fields - _ALWAYS), unpacks)
            case _:
                raise AssertionError(f"{where}:{call.lineno}: an event is one literal, noun.verb")


WRITTEN = list(written())
TABLE = {word(r[0]): (r[1], set(words(r[2]))) for r in rows(Page.at("docs/reference/logs.md").text)}


def test_every_event_has_its_line_and_no_other_has() -> None:
    assert list(TABLE) == sorted({one.event for one in WRITTEN})


def test_a_line_names_the_levels() -> None:
    for event, (documented, _) in TABLE.items():
        levels = {one.level for one in WRITTEN if one.event == event}
        named = set(documented.split(", "))
        if None in levels:
            assert levels - {None} <= named, event
        else:
            assert levels == named, event


def test_a_line_names_the_fields() -> None:
    for event, (_, documented) in TABLE.items():
        places = [one for one in WRITTEN if one.event == event]
        seen = frozenset[str]().union(*(one.fields for one in places))
        assert seen <= documented, event
        if not any(one.unpacks for one in places):
            assert seen == documented, event
