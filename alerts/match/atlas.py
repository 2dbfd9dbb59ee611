"""All rules' circles and areas, and which of them a report's places lie in.

A shape stands under the cells it may touch; a place looks into its own cells, and what it finds there
is measured: circles by the chord from their middle to the place, without trigonometry. So near
the edge that rounding may decide, and for areas, `places` is asked, as the reference does.
"""

import math
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from pyroaring import BitMap

from alerts.match.cells import cells_at, cells_of_area, cells_of_circle
from alerts.match.core import Shape
from alerts.match.facts import Site
from alerts.match.places import EARTH_KM, in_area, in_circle
from alerts.match.postings import Postings, united
from alerts.match.truth import Truth
from alerts.model.clause import Circle

_EVERYWHERE: Final = 5.0  # no chord of the unit sphere squared is as much
_SLACK: Final = 1e-12  # of a chord squared; rounding takes less
_MEASURES: Final = 5


class Atlas:
    """Circles and areas by number. Who numbers them (`shape_of`) holds them."""

    def __init__(self, shape_of: Callable[[int], Shape]) -> None:
        self._shape_of = shape_of
        self._by_cell = Postings[int]()
        self._areas = BitMap()
        # Of each circle the middle on the unit sphere, the chord of its reach squared, and its km.
        self._measures = array("d")

    def __bool__(self) -> bool:
        """Tell whether there is any shape."""
        return bool(self._by_cell)

    def add(self, number: int) -> None:
        """Look for the shape of this number too."""
        shape = self._shape_of(number)
        for cell in _cells_of(shape):
            self._by_cell.put(cell, number)
        if not isinstance(shape, Circle):
            self._areas.add(number)
            return
        at = _MEASURES * number
        if at >= len(self._measures):
            self._measures.extend([0.0] * (at + _MEASURES - len(self._measures)))
        measures = array("d", (*_on_sphere(shape), _squared_chord(shape.km), shape.km))
        self._measures[at : at + _MEASURES] = measures

    def discard(self, number: int, shape: Shape) -> None:
        """Look no longer for the shape that had this number."""
        for cell in _cells_of(shape):
            self._by_cell.take(cell, number)
        self._areas.discard(number)

    def found(self, sites: Iterable[Site]) -> set[int]:
        """Give the numbers of the shapes that one of these places lies in for certain."""
        found: set[int] = set()
        get = self._by_cell.get
        for site in sites:
            cells = cells_at(site.lat, site.lon)
            about = united([held for cell in cells if (held := get(cell)) is not None])
            areas = about & self._areas
            found.update(number for number in areas if self._is_in(site, number))
            found.update(self._circles(site, about - areas if areas else about))
        return found

    def _circles(self, site: Site, numbers: Iterable[int]) -> Iterator[int]:
        x, y, z = _on_sphere(site)
        measures = self._measures
        for number in numbers:
            at = _MEASURES * number
            there_x, there_y, there_z, reach, km = measures[at : at + _MEASURES]
            left = reach - (there_x - x) ** 2 - (there_y - y) ** 2 - (there_z - z) ** 2
            if left < -_SLACK or km < site.precision_km:
                continue
            if left > _SLACK or self._is_in(site, number):
                yield number

    def _is_in(self, site: Site, number: int) -> bool:
        shape = self._shape_of(number)
        is_in = in_circle(shape, site) if isinstance(shape, Circle) else in_area(shape.area, site)
        return is_in is Truth.TRUE


def _cells_of(shape: Shape) -> frozenset[int]:
    return cells_of_circle(shape) if isinstance(shape, Circle) else cells_of_area(shape.area)


def _on_sphere(point: Circle | Site) -> tuple[float, float, float]:
    lat, lon = math.radians(point.lat), math.radians(point.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _squared_chord(km: float) -> float:
    angle = km / EARTH_KM / 2
    return (2 * math.sin(angle)) ** 2 if angle < math.pi / 2 else _EVERYWHERE
