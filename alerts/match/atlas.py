"""All rules' circles and areas, and which of them a report's places lie in.

A shape stands under the cells it may touch; a place looks into its own cells, and what it finds there
is measured. Circles are measured all at once, by the chord from their middle to the place. So near
the edge that rounding may decide, and for areas, `places` is asked, as the reference does.
"""

import math
from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from alerts.match.cells import cells_at, cells_of_area, cells_of_circle
from alerts.match.facts import Site
from alerts.match.places import EARTH_KM, in_area, in_circle
from alerts.match.postings import Postings, united
from alerts.match.seen import Seen
from alerts.match.truth import Truth
from alerts.model.clause import Circle, Inside
from alerts.model.condition import Scope

Shape = Circle | Inside

_FEWEST: Final = 64
_EVERYWHERE: Final = 2.0  # no half chord of the unit sphere is as long
_SLACK: Final = 1e-12  # some 10 micrometres, where rounding takes less than one


class Atlas:
    """Circles and areas, each under a number of the caller's."""

    def __init__(self) -> None:
        self._shapes: dict[int, Shape] = {}
        self._circles = {scope: Postings[int]() for scope in Scope}
        self._areas = {scope: Postings[int]() for scope in Scope}
        # Of circles: the middle on the unit sphere, the reach as half a chord, and in kilometres.
        self._measures: Any = np.zeros((_FEWEST, 5))

    def add(self, number: int, shape: Shape) -> None:
        """Look for this shape too, under a number that has none."""
        self._shapes[number] = shape
        by_cell = self._by_cell(shape)
        for cell in _cells_of(shape):
            by_cell.put(cell, number)
        if isinstance(shape, Circle):
            while number >= len(self._measures):
                self._measures = np.concatenate((self._measures, np.zeros_like(self._measures)))
            self._measures[number] = (*_on_sphere(shape), _half_chord(shape.km), shape.km)

    def discard(self, number: int) -> None:
        """Look no longer for the shape of this number, which has one."""
        shape = self._shapes.pop(number)
        by_cell = self._by_cell(shape)
        for cell in _cells_of(shape):
            by_cell.take(cell, number)

    def found(self, seen: Seen) -> set[int]:
        """Give the numbers of the shapes that one of a report's places lies in for certain."""
        found: set[int] = set()
        for scope in Scope:
            if self._circles[scope] or self._areas[scope]:
                for site in seen.sites(scope):
                    found.update(self._covering(site, scope))
        return found

    def _by_cell(self, shape: Shape) -> Postings[int]:
        return (self._circles if isinstance(shape, Circle) else self._areas)[shape.scope]

    def _covering(self, site: Site, scope: Scope) -> Iterator[int]:
        cells = cells_at(site.lat, site.lon)
        get = self._circles[scope].get
        circles = united(held for cell in cells if (held := get(cell)) is not None)
        if circles:
            yield from self._circles_about(site, np.array(circles.to_array()))
        get = self._areas[scope].get
        for number in united(held for cell in cells if (held := get(cell)) is not None):
            area = self._shapes[number]
            if isinstance(area, Inside) and in_area(area.area, site) is Truth.TRUE:
                yield number

    def _circles_about(self, site: Site, numbers: Any) -> Iterator[int]:
        measures = self._measures[numbers]
        apart = measures[:, :3] - _on_sphere(site)
        left = measures[:, 3] - np.sqrt(np.einsum("ij,ij->i", apart, apart)) / 2
        inside = (left >= -_SLACK) & (measures[:, 4] >= site.precision_km)
        on_edge = set(numbers[inside & (left <= _SLACK)].tolist())
        for number in numbers[inside].tolist():
            circle = self._shapes[number]
            if number not in on_edge or (
                isinstance(circle, Circle) and in_circle(circle, site) is Truth.TRUE
            ):
                yield number


def _cells_of(shape: Shape) -> frozenset[int]:
    return cells_of_circle(shape) if isinstance(shape, Circle) else cells_of_area(shape.area)


def _on_sphere(point: Circle | Site) -> tuple[float, float, float]:
    lat, lon = math.radians(point.lat), math.radians(point.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _half_chord(km: float) -> float:
    angle = km / EARTH_KM / 2
    return math.sin(angle) if angle < math.pi / 2 else _EVERYWHERE
