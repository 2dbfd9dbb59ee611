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


_NONE: Final = Lookups({})


def lookups_of(literals: Sequence[Literal], *, adrift: bool) -> Lookups:
    """Sort out what must all hold beyond a core, or, `adrift`, without one."""
    if not literals:
        return _NONE
    checked = [(literal, check_of(literal)) for literal in literals]
    driver = _rarest([check for _, check in checked if check]) if adrift else None
    checks: dict[int, Check] = {}
    left_open: list[Literal] = []
    filters = 0
    for literal, check in checked:
        code = -1 if check is None else _code(check, driver)
        if check is None or code in checks:
            left_open.append(literal)
            filters |= BY_REST
            continue
        checks[code] = check
        if code % WAYS != FINDING:
            filters |= _FILTER[check.attribute]
    return Lookups(checks, tuple(left_open), filters, driver is not None)


def _rarest(checks: Sequence[Check]) -> Attribute | None:
    asked = {check.attribute for check in checks if not check.denied}
    return next((attribute for attribute in _RAREST if attribute in asked), None)


def _code(check: Check, driver: Attribute | None) -> int:
    first = _FIRST[check.attribute]
    if check.denied:
        return first + DENIED
    return first + (FINDING if check.attribute is driver else ASKED)
