"""Coordinates that lie where the entity cannot be.

There are no borders in the gazetteer, but the towns of every country are: a place further
from all towns of its country than the sea is wide where anybody drills is not in it.
"""

from collections.abc import Iterator

from alerts.model.entity import Entity, Kind
from alerts.resolve.geometry import Point, Towns, towns_by_country
from alerts.resolve.soundness.finding import Checked, Finding, Severity

_NEAR_KM = 100.0
_REACH_KM = 800.0  # the sea is a country's for 370 km; the emptiest coasts are further from towns
_PLACED = (Kind.REGION, Kind.FACILITY)


def outlying(checked: Checked) -> Iterator[Finding]:
    """Check that what has coordinates lies near its country's towns, and facilities in one."""
    for entry in checked.entries():
        entity = entry.entity
        if entity.kind not in _PLACED:
            continue
        countries = checked.countries(entity)
        if entity.kind is Kind.FACILITY and not countries:
            yield Finding(
                Severity.WARNING,
                "no-country",
                entry.file,
                entity.id,
                "it lies in no country: no rule on a region takes it in",
                "give it a parent, as {id: SY-DY, link: lies_in}",
            )
        point = _point(entity)
        if point is not None and entity.type not in {"country", "admin1"}:
            towns = [t for c in sorted(countries) if (t := towns_by_country().get(c)) is not None]
            if towns and not any(_is_near(point, t) for t in towns):
                yield _far(entry.file, entity, point, towns)


def _point(entity: Entity) -> Point | None:
    if entity.lat is None or entity.lon is None:
        return None
    return entity.lat, entity.lon


def _is_near(point: Point, towns: Towns) -> bool:
    """Look near by first: most are there, and a wide look takes long."""
    return any(towns.are_within(point, reach) for reach in (_NEAR_KM, _REACH_KM))


def _far(file: str, entity: Entity, point: Point, towns: list[Towns]) -> Finding:
    lat, lon = point
    fix = "correct them, or the parent"
    if abs(lon) <= 90 and any(_is_near((lon, lat), t) for t in towns):  # noqa: PLR2004 - a pole
        fix = "latitude and longitude look exchanged: exchange them"
    return Finding(
        Severity.WARNING,
        "far-outside",
        file,
        entity.id,
        f"{lat}, {lon} is further than {_REACH_KM:.0f} km from every town of its country",
        fix,
    )
