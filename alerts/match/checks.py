"""Conditions that a look-up answers: the values of which a report must have one, or none."""

from collections.abc import Iterable
from typing import Final, NamedTuple, assert_never

from alerts.match.normal import Literal
from alerts.match.phrases import folded_phrase
from alerts.match.seen import Attribute, naming
from alerts.model.clause import (
    Circle,
    Entities,
    EventTypes,
    Inside,
    Languages,
    SeverityFrom,
    Words,
)
from alerts.model.condition import Scope
from alerts.model.entity import Kind
from alerts.model.report import Severity

_GRAVITY: Final = list(Severity)
_UP_TO: Final = {s: frozenset[str](_GRAVITY[: n + 1]) for n, s in enumerate(_GRAVITY)}


class Check(NamedTuple):
    """The look-up that answers a literal."""

    attribute: Attribute
    values: tuple[str, ...]
    denied: bool


def check_of(literal: Literal) -> Check | None:
    """Give the look-up for a literal; None where there is none: of places."""
    leaf, denied = literal.leaf, literal.negated
    match leaf:
        case Entities():
            return for_entities(leaf.kind, leaf.ids, leaf.scope, denied=denied)
        case EventTypes():
            return for_event_types(leaf.types, denied=denied)
        case SeverityFrom():
            return for_severity(leaf.least, denied=denied)
        case Languages():
            return for_languages(leaf.tags, denied=denied)
        case Words():
            return for_words(leaf.phrases, denied=denied)
        case Circle() | Inside():
            return None
        case _:
            assert_never(leaf)


def for_entities(kind: Kind, ids: Iterable[str], scope: Scope, *, denied: bool) -> Check:
    """Give the look-up for mentions of entities of one kind."""
    return Check(naming(kind, scope), tuple(set(ids)), denied)


def for_event_types(types: Iterable[str], *, denied: bool) -> Check:
    """Give the look-up for what happened."""
    return Check(Attribute.EVENT_TYPE, tuple(set(types)), denied)


def for_severity(least: str, *, denied: bool) -> Check:
    """Give the look-up for this severity and all that is graver."""
    return Check(Attribute.SEVERITY, (least,), denied)


def for_languages(tags: Iterable[str], *, denied: bool) -> Check:
    """Give the look-up for what a report is written in."""
    return Check(Attribute.LANGUAGE, tuple({tag.lower() for tag in tags}), denied)


def for_words(phrases: Iterable[str], *, denied: bool) -> Check:
    """Give the look-up for phrases in the text."""
    return Check(Attribute.WORDS, tuple(set(map(folded_phrase, phrases))), denied)


def least_of(severity: Severity) -> frozenset[str]:
    """Give the severities of which a rule may ask for at least one, and this one meets it."""
    return _UP_TO[severity]


def ranges_of(tag: str) -> frozenset[str]:
    """Give the language ranges that take a tag in (RFC 4647, 3.3.1), in lower case."""
    parts = tag.lower().split("-")
    return frozenset("-".join(parts[:end]) for end in range(1, len(parts) + 1))
