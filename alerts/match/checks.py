"""Conditions that a look-up answers: the values of which a report must have one, or none.

A circle or an area is looked up by the cells it may lie in, which is not exact: who passes is
still to be asked.
"""

from collections.abc import Iterable
from typing import NamedTuple, assert_never

from alerts.match.cells import cells_of_area, cells_of_circle
from alerts.match.normal import Literal
from alerts.match.phrases import folded_phrase
from alerts.match.seen import Attribute, Value, naming
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

_GRAVITY = list(Severity)


class Check(NamedTuple):
    """The look-up that answers a literal, or, not `is_exact`, all but answers it."""

    attribute: Attribute
    values: frozenset[Value]
    is_exact: bool = True


def check_of(literal: Literal) -> Check | None:  # noqa: PLR0911 - one a kind
    """Give the look-up for a literal; None where there is none: of what is *not* near."""
    leaf = literal.leaf
    match leaf:
        case Entities():
            return Check(naming(leaf.kind, leaf.scope), frozenset(leaf.ids))
        case EventTypes():
            return Check(Attribute.EVENT_TYPE, frozenset(leaf.types))
        case SeverityFrom():
            grave = _GRAVITY[_GRAVITY.index(leaf.least) :]
            return Check(Attribute.SEVERITY, frozenset(grave))
        case Languages():
            return Check(Attribute.LANGUAGE, frozenset(tag.lower() for tag in leaf.tags))
        case Words():
            return Check(Attribute.WORDS, frozenset(map(folded_phrase, leaf.phrases)))
        case Circle():
            return _near(literal, cells_of_circle(leaf))
        case Inside():
            return _near(literal, cells_of_area(leaf.area))
        case _:
            assert_never(leaf)


def _near(literal: Literal, cells: Iterable[int]) -> Check | None:
    return None if literal.negated else Check(Attribute.PLACE, frozenset(cells), is_exact=False)


def ranges_of(tag: str) -> frozenset[str]:
    """Give the language ranges that take a tag in (RFC 4647, 3.3.1), in lower case."""
    parts = tag.lower().split("-")
    return frozenset("-".join(parts[:end]) for end in range(1, len(parts) + 1))
