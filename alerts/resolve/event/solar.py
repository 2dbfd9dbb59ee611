"""The Solar Hijri calendar of Iran and Afghanistan, for the years that news is of.

The year begins at the equinox; between 1244 and 1472 (1865 to 2094) the leap years are those
whose number leaves one of eight remainders when divided by 33.
"""

from datetime import date, timedelta

FIRST, LAST = 1300, 1472
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_CYCLE = 33
_LONG, _SHORT = 31, 30  # days of the first six months, and of the others
_LONG_MONTHS, _MONTHS = 6, 12
_NEW_YEAR_1400 = date(2021, 3, 21)


def is_leap(year: int) -> bool:
    """Tell whether Esfand has thirty days."""
    return year % _CYCLE in _LEAP


def to_gregorian(year: int, month: int, day: int) -> date | None:
    """Give the date, or None where there is no such day or the rule does not hold."""
    if not (FIRST <= year <= LAST and 1 <= month <= _MONTHS):
        return None
    if not 1 <= day <= _days(year, month):
        return None
    before = sum(_days(year, m) for m in range(1, month)) + day - 1
    return new_year(year) + timedelta(days=before)


def new_year(year: int) -> date:
    """Give the first of Farvardin."""
    known = 1400
    days = sum(365 + is_leap(y) for y in range(min(year, known), max(year, known)))
    return _NEW_YEAR_1400 + timedelta(days=days if year >= known else -days)


def _days(year: int, month: int) -> int:
    if month <= _LONG_MONTHS:
        return _LONG
    return _SHORT if month < _MONTHS or is_leap(year) else _SHORT - 1
