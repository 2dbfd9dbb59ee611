"""Where a point lies, by the towns about it.

There are no borders here, only towns and the first-level region of each, so an answer is given
only where a town is as near as the point is exact: a bare point in the desert lies in an
unknown region, and a rule on place does not match it. A region's centre says nothing, and is
never asked.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from alerts.model.report import Location

# A producer who does not say how exact a point is has mostly taken a town's: this is a town's size.
UNSAID_PRECISION_KM = 5.0
# ACLED and others give a whole province as one point with a radius: no town in it is "nearest".
COARSEST_KM = 50.0
_EARTH_KM = 6371.0
_KM_A_DEGREE = 2 * math.pi * _EARTH_KM / 360
_ROUNDING_KM = 0.001
_NEAR_POLE = (
    89.0  # where a degree of longitude is nearly nothing, all cells of the row are looked at
)

Point = tuple[float, float]


def km(one: Point, other: Point) -> float:
    """Give the distance of two points (latitude, longitude in degrees) on a sphere."""
    lat1, lat2 = math.radians(one[0]), math.radians(other[0])
    across = math.radians(other[1]) - math.radians(one[1])
    hav = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin(across / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(hav)))


class Towns:
    """Towns in a grid of one degree, each with the narrowest region that is known of it."""

    def __init__(self, towns: Iterable[tuple[str, Point]]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[str, Point]]] = defaultdict(list)
        for region, point in towns:
            self._cells[_cell(point)].append((region, point))

    def region_at(self, location: Location) -> str | None:
        """Give the id of the region of the nearest town within the location's precision."""
        reach = location.precision_km
        reach = UNSAID_PRECISION_KM if reach is None else reach
        if reach > COARSEST_KM:
            return None
        point = (location.lat, location.lon)
        near = ((km(point, at), region) for region, at in self._about(point, reach))
        distance, region = min(near, default=(math.inf, ""))
        return region if distance <= reach else None

    def are_within(self, point: Point, reach: float) -> bool:
        """Tell whether there is a town within reach, in kilometres."""
        return any(km(point, at) <= reach for _, at in self._about(point, reach))

    def _about(self, point: Point, reach: float) -> Iterator[tuple[str, Point]]:
        """Give the towns in every cell that holds a point within reach; over the date line too."""
        lat, lon = point
        up = (reach + _ROUNDING_KM) / _KM_A_DEGREE
        top = min(abs(lat) + up, _NEAR_POLE)
        across = 180.0 if top == _NEAR_POLE else min(180.0, up / math.cos(math.radians(top)))
        for row in range(math.floor(lat - up), math.floor(lat + up) + 1):
            columns = range(math.floor(lon - across), math.floor(lon + across) + 1)
            for column in dict.fromkeys((c + 180) % 360 for c in columns):
                yield from self._cells.get((row, column), ())


def _cell(point: Point) -> tuple[int, int]:
    return math.floor(point[0]), (math.floor(point[1]) + 180) % 360


def read_towns(lines: Iterable[str]) -> Iterator[tuple[str, Point]]:
    """Read lines of `region<TAB>lat,lon lat,lon …`; a line that begins with # is a comment."""
    for line in lines:
        if not line.startswith("#"):
            region, _, points = line.rstrip("\n").partition("\t")
            for point in points.split():
                lat, _, lon = point.partition(",")
                yield region, (float(lat), float(lon))


@lru_cache(maxsize=1)
def shipped_towns() -> Towns:
    """Read the towns that come with the package, once, when first asked for."""
    return Towns(_shipped())


@lru_cache(maxsize=1)
def towns_by_country() -> Mapping[str, Towns]:
    """Give the shipped towns of each country, by its ISO code. Read once."""
    sorted_: dict[str, list[tuple[str, Point]]] = defaultdict(list)
    for region, point in _shipped():
        sorted_[region[:2]].append((region, point))
    return {country: Towns(towns) for country, towns in sorted_.items()}


def _shipped() -> Iterator[tuple[str, Point]]:
    text = (files("alerts.resolve") / "data" / "towns.tsv").read_text("utf-8")
    return read_towns(text.splitlines())
