"""What a conjunction asks beyond its core, sorted by how it is answered.

Each look-up has a code: the attribute, and whether one of its values is asked for, or denied, or
finds the conjunction, which has no core. An attribute is looked up once in a way; what asks
it again, and what no look-up answers, is left open.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from alerts.match.checks import Check, check_of
from alerts.match.normal import Literal
from alerts.match.seen import NAMED, Attribute

ATTRIBUTES: Final = list(Attribute)
WAYS: Final = 3
ASKED, DENIED, FINDING = range(WAYS)
LEFT_OPEN: Final = len(ATTRIBUTES) * WAYS

# Where a conjunction names nothing of the core: what fewest reports say alike comes first.
_RAREST: Final = (
    Attribute.WORDS,
    Attribute.PRIMARY_SOURCE,
    Attribute.ANY_SOURCE,
    Attribute.EVENT_TYPE,
    Attribute.SEVERITY,
    Attribute.LANGUAGE,
)
_FIRST: Final = {attribute: n * WAYS for n, attribute in enumerate(ATTRIBUTES)}


# What a conjunction is filtered by, by and large.
BY_NAMES, BY_EVENT, BY_WORDS, BY_REST = 1, 2, 4, 8
ALL_FILTERS: Final = BY_NAMES | BY_EVENT | BY_WORDS | BY_REST
_FILTER: Final = {
    **dict.fromkeys(Attribute, BY_EVENT),
    **dict.fromkeys(NAMED, BY_NAMES),
    Attribute.WORDS: BY_WORDS,
}


class Lookups(NamedTuple):
    """Look-ups by code, and the literals that they leave open.

    `finds`: one of them finds the conjunction.
    """

    checks: dict[int, Check]
    left_open: tuple[Literal, ...] = ()
    filters: int = 0
    finds: bool = False


NONE: Final = Lookups({})


def lookups_of(literals: Sequence[Literal], *, adrift: bool) -> Lookups:
    """Sort out what must all hold beyond a core, or, `adrift`, without one."""
    if not literals:
        return NONE
    checks: list[Check] = []
    left_open: list[Literal] = []
    ways = set[tuple[Attribute, bool]]()
    for literal in literals:
        check = check_of(literal)
        if check is None or (way := (check.attribute, check.denied)) in ways:
            left_open.append(literal)
        else:
            checks.append(check)
            ways.add(way)
    return lookups(checks, left_open, adrift=adrift)


def lookups(checks: Sequence[Check], left_open: Sequence[Literal] = (), *, adrift: bool) -> Lookups:
    """Give the look-ups for these checks, each of which looks up an attribute in a way of its own."""
    driver = _rarest(checks) if adrift else None
    filters = BY_REST if left_open else 0
    by_code: dict[int, Check] = {}
    for check in checks:
        attribute, _, denied = check
        way = DENIED if denied else FINDING if attribute is driver else ASKED
        by_code[_FIRST[attribute] + way] = check
        if way != FINDING:
            filters |= _FILTER[attribute]
    return Lookups(by_code, tuple(left_open), filters, driver is not None)


def _rarest(checks: Sequence[Check]) -> Attribute | None:
    asked = {check.attribute for check in checks if not check.denied}
    return next((attribute for attribute in _RAREST if attribute in asked), None)
