"""Where a point lies to what a rule asks for, when the point itself may be off.

A point is taken for inside when it is, and is no vaguer than what is asked for is wide: a
province's centre with its radius is not "near" a plant. It is taken for outside only when all that
it may stand for is. Between the two, nobody knows.
"""

import math
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from alerts.match.facts import Site
from alerts.match.truth import Truth
from alerts.model.area import Area
from alerts.model.clause import Circle
from alerts.resolve.geometry import km

_EARTH_KM = 6371.0
_KM_A_DEGREE = math.pi * _EARTH_KM / 180
_ROUNDING_KM = 0.001
EARTH_KM2 = 4 * math.pi * _EARTH_KM**2
_AROUND = 360.0


def distance_km(circle: Circle, site: Site) -> float:
    """Give how far a site is from the middle of a circle."""
    return km((circle.lat, circle.lon), (site.lat, site.lon))


def in_circle(circle: Circle, site: Site) -> Truth:
    """Tell whether a site lies in a circle."""
    off = abs(circle.lat - site.lat) * _KM_A_DEGREE - _ROUNDING_KM
    if off - site.precision_km > circle.km:  # told without trigonometry, for most
        return Truth.FALSE
    distance = distance_km(circle, site)
    if distance <= circle.km and site.precision_km <= circle.km:
        return Truth.TRUE
    return Truth.FALSE if distance - site.precision_km > circle.km else Truth.UNKNOWN


def in_area(area: Area, site: Site) -> Truth:
    """Tell whether a site lies in an area; its border belongs to it."""
    shape, breadth = _shape(area)
    if shape.covers(shapely.Point(site.lon, site.lat)):
        return Truth.TRUE if site.precision_km <= breadth else Truth.UNKNOWN
    if not site.precision_km or _off_km(shape, site) > site.precision_km:
        return Truth.FALSE
    return Truth.UNKNOWN


def area_km2(area: Area) -> float:
    """Give the size of an area: in Lambert's cylindrical projection sizes are true."""
    return float(shapely.area(shapely.transform(shape_of(area), _equal_area)))


def fault_of(rings: tuple[tuple[tuple[float, ...], ...], ...]) -> str | None:
    """Say what is wrong with a polygon's rings, if anything is."""
    polygon = _polygon(rings)
    if not polygon.is_valid:
        reason, _, at = shapely.is_valid_reason(polygon).partition("[")
        place = at.rstrip("]").replace(" ", ", ")
        return f"{reason.lower()} at {place}: its rings must not cross or touch along an edge"
    return None if polygon.area > 0 else "has no extent"


@lru_cache(maxsize=4096)
def _shape(area: Area) -> tuple[BaseGeometry, float]:
    """Give the shape of an area, and the radius in km of a circle of its size."""
    return shape_of(area), math.sqrt(area_km2(area) / math.pi)


def shape_of(area: Area) -> BaseGeometry:
    """Give an area for shapely to look at, in degrees."""
    polygons = [_polygon(rings) for _, rings in area.polygons]
    # Polygons of one area may overlap, which a MultiPolygon's may not.
    return polygons[0] if len(polygons) == 1 else shapely.union_all(MultiPolygon(polygons).geoms)


def _polygon(rings: tuple[tuple[tuple[float, ...], ...], ...]) -> Polygon:
    outer, *holes = [[position[:2] for position in ring] for ring in rings]
    return Polygon(outer, holes)


def _equal_area(points: Any) -> Any:
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack((_EARTH_KM * lon, _EARTH_KM * np.sin(lat)))


def _off_km(shape: BaseGeometry, site: Site) -> float:
    """Give how far an area is from a site, measured on the map about the site."""
    shrink = math.cos(math.radians(site.lat))
    offs = []
    for shift in (-_AROUND, 0.0, _AROUND):
        here = shapely.Point((site.lon + shift) * shrink, site.lat)
        flat = shapely.transform(shape, lambda points: points * (shrink, 1.0))
        offs.append(shapely.distance(flat, here))
    return float(min(offs)) * _KM_A_DEGREE
