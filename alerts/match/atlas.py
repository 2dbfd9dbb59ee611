"""All rules' circles and areas, and which of them a report's places lie in.

A shape stands under the cells it may touch; a place looks into its own cells, and what it finds there
is measured: circles by the chord from their middle to the place, without trigonometry. So near
the edge that rounding may decide, and for areas, `places` is asked, as the reference does.

What takes time is waiting for memory. So a circle's measures lie in each of its cells, side by side
with those of the others there, and in 32 bits.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from struct import Struct
from typing import Final

from alerts.match.cells import cells_at, cells_of_area, cells_of_circle, level_of
from alerts.match.core import Shape
from alerts.match.facts import Site
from alerts.match.places import EARTH_KM, in_area, in_circle
from alerts.match.postings import Postings, united
from alerts.match.side_by_side import Records, with_one, without_one
from alerts.match.truth import Truth
from alerts.model.clause import Circle

_EVERYWHERE: Final = 5.0  # no chord of the unit sphere squared is as much
# A circle's number, its middle on the unit sphere, and the square of a chord just beyond its reach.
_MEASURED: Final = Struct("=I4f")
# What 32 bits may be off by is a part of the chord; of its square, that times the chord.
_SLACK_PART: Final = 1e-6
_SLACK: Final = 1e-12
# Inside by more than twice the slack: compared in squares, for a root takes longer.
_DOUBT_PART, _DOUBT = 1e-11, 1e-22


class Atlas:
    """Circles and areas by number. Who numbers them (`shape_of`) holds them."""

    def __init__(self, shape_of: Callable[[int], Shape]) -> None:
        self._shape_of = shape_of
        self._circles: dict[int, Records] = {}  # by cell: of three in the mean
        self._areas = Postings[int]()  # by cell
        self._levels = Counter[int]()  # of cells: how many shapes are kept there

    def __bool__(self) -> bool:
        """Tell whether there is any shape."""
        return bool(self._levels)

    def add(self, number: int) -> None:
        """Look for the shape of this number too."""
        shape = self._shape_of(number)
        cells = _cells_of(shape)
        if isinstance(shape, Circle):
            measured = _measured(number, shape)
            for cell in cells:
                self._circles[cell] = with_one(self._circles.get(cell, b""), measured)
        else:
            self._areas.put(cells, number)
        self._levels[level_of(next(iter(cells)))] += 1

    def discard(self, number: int, shape: Shape) -> None:
        """Look no longer for the shape that had this number."""
        cells = _cells_of(shape)
        if isinstance(shape, Circle):
            measured = _measured(number, shape)
            for cell in cells:
                left = without_one(self._circles.pop(cell), measured)
                if left:
                    self._circles[cell] = left
        else:
            self._areas.take(cells, number)
        level = level_of(next(iter(cells)))
        self._levels[level] -= 1
        if not self._levels[level]:
            del self._levels[level]

    def found(self, sites: Iterable[Site]) -> set[int]:
        """Give the numbers of the shapes that one of these places lies in for certain."""
        found: set[int] = set()
        for site in sites:
            cells = cells_at(site.lat, site.lon, self._levels)
            found.update(self._circles_about(site, cells))
            if self._areas:
                get = self._areas.get
                about = united([held for cell in cells if (held := get(cell)) is not None])
                found.update(number for number in about if self._is_in(site, number))
        return found

    def _circles_about(self, site: Site, cells: Iterable[int]) -> Iterator[int]:
        """Give each once: a circle is kept at one level, where a place has one cell."""
        x, y, z = _on_sphere(site)
        precision = _squared_chord(site.precision_km) if site.precision_km else 0.0
        least = precision + 3 * _slack(precision)
        for cell in cells:
            for number, there_x, there_y, there_z, beyond in _MEASURED.iter_unpack(
                self._circles.get(cell, b"")
            ):
                off_x, off_y, off_z = there_x - x, there_y - y, there_z - z
                left = beyond - off_x * off_x - off_y * off_y - off_z * off_z
                if left >= 0.0:
                    is_inside = left * left > _DOUBT_PART * beyond + _DOUBT
                    if (is_inside and beyond > least) or self._is_in(site, number):
                        yield number

    def _is_in(self, site: Site, number: int) -> bool:
        shape = self._shape_of(number)
        is_in = in_circle(shape, site) if isinstance(shape, Circle) else in_area(shape.area, site)
        return is_in is Truth.TRUE


def _measured(number: int, circle: Circle) -> bytes:
    reach = _squared_chord(circle.km)
    return _MEASURED.pack(number, *_on_sphere(circle), reach + _slack(reach))


def _slack(squared_chord: float) -> float:
    return _SLACK_PART * math.sqrt(squared_chord) + _SLACK


def _cells_of(shape: Shape) -> set[int]:
    return cells_of_circle(shape) if isinstance(shape, Circle) else cells_of_area(shape.area)


def _on_sphere(point: Circle | Site) -> tuple[float, float, float]:
    lat, lon = math.radians(point.lat), math.radians(point.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _squared_chord(km: float) -> float:
    angle = km / EARTH_KM / 2
    return (2 * math.sin(angle)) ** 2 if angle < math.pi / 2 else _EVERYWHERE
