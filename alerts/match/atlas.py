"""All rules' circles and areas, and which of them a report's places lie in.

A shape stands under the cells it may touch; a place looks into its own cells, and what it finds there
is measured. Circles are measured all at once, by the chord from their middle to the place. So near
the edge that rounding may decide, and for areas, `places` is asked, as the reference does.
"""

import math
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from pyroaring import BitMap

from alerts.match.cells import cells_at, cells_of_area, cells_of_circle
from alerts.match.core import Shape
from alerts.match.facts import Site
from alerts.match.places import EARTH_KM, in_area, in_circle
from alerts.match.postings import Posting, Postings, united
from alerts.match.truth import Truth
from alerts.model.clause import Circle

_FEWEST: Final = 64
_EVERYWHERE: Final = 2.0  # no half chord of the unit sphere is as long
_SLACK: Final = 1e-12  # some 10 micrometres, where rounding takes less than one


class Atlas:
    """Circles and areas, each under a number of the caller's."""

    def __init__(self) -> None:
        self._shapes: dict[int, Shape] = {}
        self._by_cell = Postings[int]()
        self._areas = BitMap()
        # Of circles: the middle on the unit sphere, the reach as half a chord, and in kilometres.
        self._measures: Any = np.zeros((_FEWEST, 5))

    def __len__(self) -> int:
        """Count the shapes."""
        return len(self._shapes)

    def add(self, number: int, shape: Shape) -> None:
        """Look for this shape too, under a number that has none."""
        self._shapes[number] = shape
        for cell in _cells_of(shape):
            self._by_cell.put(cell, number)
        if not isinstance(shape, Circle):
            self._areas.add(number)
            return
        while number >= len(self._measures):
            self._measures = np.concatenate((self._measures, np.zeros_like(self._measures)))
        self._measures[number] = (*_on_sphere(shape), _half_chord(shape.km), shape.km)

    def discard(self, number: int) -> None:
        """Look no longer for the shape of this number, which has one."""
        shape = self._shapes.pop(number)
        for cell in _cells_of(shape):
            self._by_cell.take(cell, number)
        self._areas.discard(number)

    def found(self, sites: Iterable[Site]) -> set[int]:
        """Give the numbers of the shapes that one of these places lies in for certain."""
        found: set[int] = set()
        for site in sites:
            about = united(self._about(site))
            areas = about & self._areas
            found.update(number for number in areas if self._is_in(site, number))
            about -= areas
            if about:
                found.update(self._circles(site, np.array(about.to_array())))
        return found

    def _about(self, site: Site) -> list[Posting]:
        get, cells = self._by_cell.get, cells_at(site.lat, site.lon)
        return [posting for cell in cells if (posting := get(cell)) is not None]

    def _circles(self, site: Site, numbers: Any) -> list[int]:
        measures = self._measures[numbers]
        apart = measures[:, :3] - _on_sphere(site)
        left = measures[:, 3] - np.sqrt(np.einsum("ij,ij->i", apart, apart)) / 2
        reached = (left >= -_SLACK) & (measures[:, 4] >= site.precision_km)
        inside: list[int] = numbers[reached].tolist()
        on_edge = numbers[reached & (left <= _SLACK)]
        if on_edge.size:
            outside = {number for number in on_edge.tolist() if not self._is_in(site, number)}
            return [number for number in inside if number not in outside]
        return inside

    def _is_in(self, site: Site, number: int) -> bool:
        shape = self._shapes[number]
        is_in = in_circle(shape, site) if isinstance(shape, Circle) else in_area(shape.area, site)
        return is_in is Truth.TRUE


def _cells_of(shape: Shape) -> frozenset[int]:
    return cells_of_circle(shape) if isinstance(shape, Circle) else cells_of_area(shape.area)


def _on_sphere(point: Circle | Site) -> tuple[float, float, float]:
    lat, lon = math.radians(point.lat), math.radians(point.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _half_chord(km: float) -> float:
    angle = km / EARTH_KM / 2
    return math.sin(angle) if angle < math.pi / 2 else _EVERYWHERE
