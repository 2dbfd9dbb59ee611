"""Which entities may be one thing, by type and by name.

Registers do not agree on whether a field gives oil or gas, nor on the article before its name.
"""

from alerts.resolve.fold import key
from alerts.resolve.spelling import canonical, without_article

_FAMILIES = (
    {"oil_field", "gas_field", "oil_gas_field"},
    {"power_station", "nuclear_plant"},
    {"air_base", "airport"},
    {"port", "terminal"},
)


def family(entity_type: str) -> str:
    """Give one type for all that entities may be called that are one."""
    for types in _FAMILIES:
        if entity_type in types:
            return min(types)
    return entity_type


def plain(name: str) -> str:
    """Give a name folded, without its article."""
    folded = canonical(key(name))
    return without_article(folded) or folded
