"""One thing that has two entries: alerts about it would reach half of those who wait for it."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, islice

from alerts.model.entity import Entity
from alerts.resolve.fold import key
from alerts.resolve.geometry import km
from alerts.resolve.soundness.finding import Checked, Entry, Finding, Severity
from alerts.resolve.spelling import canonical, without_article

_SAME_KM = 5.0
_NEAR_KM = 25.0
_PAIRS = 100  # of one name
_FAMILIES = (
    {"oil_field", "gas_field", "oil_gas_field"},
    {"power_station", "nuclear_plant"},
    {"air_base", "airport"},
    {"port", "terminal"},
)


def family(entity_type: str) -> str:
    """Give what entities are that may be one though their types differ."""
    for types in _FAMILIES:
        if entity_type in types:
            return min(types)
    return entity_type


def plain(name: str) -> str:
    """Give a name folded, without its article."""
    folded = canonical(key(name))
    return without_article(folded) or folded


def twins(checked: Checked) -> Iterator[Finding]:
    """Find pairs of entities that share a name, a kind and a place."""
    sharing: dict[tuple[str, str, str], dict[str, Entry]] = defaultdict(dict)
    for entry in checked.entries():
        entity = entry.entity
        listed = (name for names in entity.names.values() for name in names)
        for name in (entity.name, *listed):
            sharing[entity.kind, family(entity.type), plain(name)][entity.id] = entry
    told: set[tuple[str, str]] = set()
    for entries in sharing.values():
        if len(entries) > 1:
            for one, other in islice(combinations(entries.values(), 2), _PAIRS):
                pair = one.entity.id, other.entity.id
                if pair not in told and (found := _twin(one, other)) is not None:
                    told.add(pair)
                    yield found


def _twin(one: Entry, other: Entry) -> Finding | None:
    apart = _apart(one.entity, other.entity)
    same_place = set(one.entity.parents) == set(other.entity.parents)
    same_name = plain(one.entity.name) == plain(other.entity.name)
    near = same_place if apart is None else apart <= _NEAR_KM
    if not near:
        return None
    certain = same_name and (apart is None or apart <= _SAME_KM)
    where = "in the same place" if apart is None else f"{apart:.0f} km away"
    return Finding(
        Severity.ERROR if certain else Severity.WARNING,
        "duplicate-entity",
        other.file,
        other.entity.id,
        f"{one.entity.id} ({one.file}) has the same name, {where}",
        f"if they are one, write add_to: {one.entity.id} in place of this entry",
    )


def _apart(one: Entity, other: Entity) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return km((one.lat, one.lon), (other.lat, other.lon))
