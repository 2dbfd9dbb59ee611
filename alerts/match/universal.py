"""Which clauses are met by whatever a report tells: they choose nothing, and under `not` everything."""

from typing import Final

from alerts.match.places import EARTH_KM2, area_km2
from alerts.model.clause import Circle, EventTypes, Inside, Leaf, SeverityFrom
from alerts.model.report import EventType, Severity

_NEARLY_ALL: Final = 0.95
_HALF_AROUND_KM: Final = 20_000.0


def takes_all(leaf: Leaf) -> bool:
    """Tell whether a clause is met by all that a report may tell of what it asks for."""
    match leaf:
        case SeverityFrom():
            return leaf.least is next(iter(Severity))
        case EventTypes():
            return set(leaf.types) == set(EventType)
        case _:
            return False


def takes_nearly_all(leaf: Leaf) -> bool:
    """Tell the same, and of places whether a clause leaves next to none of the earth out."""
    match leaf:
        case Circle():
            return leaf.km >= _HALF_AROUND_KM
        case Inside():
            return area_km2(leaf.area) >= _NEARLY_ALL * EARTH_KM2
        case _:
            return takes_all(leaf)
