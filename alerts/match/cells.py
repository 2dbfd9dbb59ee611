"""The map in cells, coarse for what is wide and fine for what is small.

Whatever covers a point shares a cell with it at the level it is kept at, so that a point looks
into one cell a level; what shares one need not cover it. Cells are squares of degrees: towards the
poles they are narrow, and a circle there has more of them or is kept at a coarser level.
"""

import math
from collections.abc import Iterable

from alerts.model.area import Area
from alerts.model.clause import Circle

_SIZES = (
    0.125,
    0.25,
    0.5,
    1.0,
    2.0,
    4.0,
    10.0,
    30.0,
    360.0,
)  # in degrees; each divides the way around the earth
_MOST = 16  # cells of one shape at its level
_BITS = 12  # for as many columns as the finest level has
_LEVELS = [(n << 2 * _BITS, size, round(360 / size)) for n, size in enumerate(_SIZES)]
_KM_A_DEGREE = math.pi * 6371.0 / 180
_SLACK = 1e-6  # degrees; more than what rounding may take off


def cells_at(lat: float, lon: float, levels: Iterable[int] = range(len(_SIZES))) -> list[int]:
    """Give the cell of each of some levels, or of all, that a point lies in."""
    north, east = lat + 90, lon + 180
    return [
        level | int(north // size) << _BITS | int(east // size) % around
        for level, size, around in map(_LEVELS.__getitem__, levels)
    ]


def level_of(cell: int) -> int:
    """Give the level of a cell."""
    return cell >> 2 * _BITS


def cells_of_circle(circle: Circle) -> set[int]:
    """Give cells in which every point of a circle lies."""
    reach = circle.km / _KM_A_DEGREE + _SLACK
    south, north = circle.lat - reach, circle.lat + reach
    if south <= -90 or north >= 90:  # noqa: PLR2004 - a pole is in it: every longitude is
        return _kept(south, north, -180.0, 180.0)
    narrow = math.sin(math.radians(reach)) / math.cos(math.radians(circle.lat))
    aside = math.degrees(math.asin(min(narrow, 1.0))) + _SLACK
    return _kept(south, north, circle.lon - aside, circle.lon + aside)


def cells_of_area(area: Area) -> set[int]:
    """Give cells in which every point of an area lies."""
    cells: set[int] = set()
    for _, (outer, *_) in area.polygons:
        lons, lats = [position[0] for position in outer], [position[1] for position in outer]
        cells |= _kept(min(lats), max(lats), min(lons), max(lons))
    return cells


def _kept(south: float, north: float, west: float, east: float) -> set[int]:
    """Give a box's cells at the finest level at which it has few."""
    for level, size in enumerate(_SIZES[:-1]):
        if ((north - south) // size + 2) * ((east - west) // size + 2) <= _MOST:
            return _cells(level, south, north, west, east)
    return _cells(len(_SIZES) - 1, south, north, west, east)


def _cells(level: int, south: float, north: float, west: float, east: float) -> set[int]:
    above, size, around = _LEVELS[level]
    rows = range(max(int((south + 90) // size), 0), int((north + 90) // size) + 1)
    columns = range(int((west + 180) // size), int((east + 180) // size) + 1)
    return {above | row << _BITS | column % around for row in rows for column in columns}
