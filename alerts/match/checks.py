"""Conditions that a look-up answers: the values of which a report must have one, or none."""

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
            return Check(naming(leaf.kind, leaf.scope), tuple(set(leaf.ids)), denied)
        case EventTypes():
            return Check(Attribute.EVENT_TYPE, tuple(set(leaf.types)), denied)
        case SeverityFrom():
            return Check(Attribute.SEVERITY, (leaf.least,), denied)
        case Languages():
            return Check(Attribute.LANGUAGE, tuple({tag.lower() for tag in leaf.tags}), denied)
        case Words():
            return Check(Attribute.WORDS, tuple(set(map(folded_phrase, leaf.phrases))), denied)
        case Circle() | Inside():
            return None
        case _:
            assert_never(leaf)


def least_of(severity: Severity) -> frozenset[str]:
    """Give the severities of which a rule may ask for at least one, and this one meets it."""
    return _UP_TO[severity]


def ranges_of(tag: str) -> frozenset[str]:
    """Give the language ranges that take a tag in (RFC 4647, 3.3.1), in lower case."""
    parts = tag.lower().split("-")
    return frozenset("-".join(parts[:end]) for end in range(1, len(parts) + 1))
