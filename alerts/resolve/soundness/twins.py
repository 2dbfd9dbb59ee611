"""One thing that has two entries: alerts about it would reach half of those who wait for it."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, islice

from alerts.model.entity import Entity
from alerts.resolve.families import family, plain
from alerts.resolve.geometry import km
from alerts.resolve.soundness.finding import Checked, Entry, Finding, Severity

_SAME_KM = 5.0
_NEAR_KM = 25.0
_PAIRS = 100  # of one name


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
                if pair in told or _is_distinct(one.entity, other.entity, checked):
                    continue
                if (found := _twin(one, other)) is not None:
                    told.add(pair)
                    yield found


def _is_distinct(one: Entity, other: Entity, checked: Checked) -> bool:
    """Tell whether one lies in the other, ISO gives both a code, or a border parts two towns."""
    if one.id in checked.above(other.id) or other.id in checked.above(one.id):
        return True
    # A field may go on beyond a border, and a village called The Tree may be on either side.
    if one.type == other.type == "town" and checked.countries(one).isdisjoint(
        checked.countries(other)
    ):
        return True
    return {one.type, other.type} <= {"country", "admin1"}


def _twin(one: Entry, other: Entry) -> Finding | None:
    apart = _apart(one.entity, other.entity)
    same_place = set(one.entity.parents) == set(other.entity.parents)
    same_name = plain(one.entity.name) == plain(other.entity.name)
    if not (same_place if apart is None else apart <= _NEAR_KM):
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
