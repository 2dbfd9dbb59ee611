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

EARTH_KM = 6371.0
_KM_A_DEGREE = math.pi * EARTH_KM / 180
_ROUNDING_KM = 0.001
EARTH_KM2 = 4 * math.pi * EARTH_KM**2
_ANTIMERIDIAN = 180.0
_STEP = 1.0  # degrees of an edge, short enough to be straight on any map of its surroundings
_FAR_KM = 10_000.0


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
    if _covers(shape, site):
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
    return np.column_stack((EARTH_KM * lon, EARTH_KM * np.sin(lat)))


def _covers(shape: BaseGeometry, site: Site) -> bool:
    """Tell whether a site lies in a shape; 180 degrees east and west are one."""
    lons = {site.lon, -site.lon} if abs(site.lon) == _ANTIMERIDIAN else {site.lon}
    return any(shape.covers(shapely.Point(lon, site.lat)) for lon in lons)


def _off_km(shape: BaseGeometry, site: Site) -> float:
    """Give how far a site is from an area that it does not lie in."""
    edges = shapely.get_parts(shapely.segmentize(shape.boundary, _STEP))
    return min(_nearest_km(_about(site, shapely.get_coordinates(edge))) for edge in edges)


def _about(site: Site, points: Any) -> Any:
    """Give points in the azimuthal equidistant projection: their distances from a site are true."""
    lon, lat = np.radians(points[:, 0] - site.lon), np.radians(points[:, 1])
    here = math.radians(site.lat)
    hav = np.sin((lat - here) / 2) ** 2 + math.cos(here) * np.cos(lat) * np.sin(lon / 2) ** 2
    north = math.cos(here) * np.sin(lat) - math.sin(here) * np.cos(lat) * np.cos(lon)
    azimuth = np.arctan2(np.sin(lon) * np.cos(lat), north)
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(hav, 1))) * np.exp(1j * azimuth)


def _nearest_km(path: Any) -> float:
    """Give how far a path passes from the origin; on the other side of the earth, where it turns."""
    start, steps = path[:-1], np.diff(path)
    squared = np.maximum(np.abs(steps) ** 2, np.finfo(float).tiny)
    share = np.clip(-(np.conj(steps) * start).real / squared, 0, 1)
    passing = np.abs(start + share * steps)
    return float(np.min(np.where(np.abs(start) < _FAR_KM, passing, np.abs(start))))
