"""Areas as GeoJSON (RFC 7946) writes them: rings of positions, longitude before latitude.

Only what can be told from one position or one ring alone is checked here; whether rings cross is
geometry, and asked where areas are used.
"""

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_LON, _LAT = 180, 90
_Number = Annotated[float, Field(allow_inf_nan=False)]
_Point = tuple[float, ...]


def _on_earth(position: _Point) -> _Point:
    lon, lat = position[:2]
    if not -_LON <= lon <= _LON:
        raise ValueError(
            f"longitude {lon:g} is not within -180 and 180 (longitude comes first); "
            "cut an area that crosses the antimeridian in two, as a MultiPolygon"
        )
    if not -_LAT <= lat <= _LAT:
        raise ValueError(f"latitude {lat:g} is not within -90 and 90 (longitude comes first)")
    return position


def _closed(ring: tuple[_Point, ...]) -> tuple[_Point, ...]:
    if ring[0][:2] != ring[-1][:2]:
        raise ValueError("the last position of a ring must be the same as its first")
    for one, other in pairwise(ring):
        if abs(one[0] - other[0]) > _LON:
            raise ValueError(
                f"the edge from longitude {one[0]:g} to {other[0]:g} goes more than half around "
                "the earth; cut an area that crosses the antimeridian in two, as a MultiPolygon"
            )
    return ring


Position = Annotated[
    tuple[_Number, ...], Field(min_length=2, max_length=3), AfterValidator(_on_earth)
]
Ring = Annotated[tuple[Position, ...], Field(min_length=4), AfterValidator(_closed)]
Rings = Annotated[tuple[Ring, ...], Field(min_length=1)]


class _Geometry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Polygon(_Geometry):
    """One area: its outer ring, and the rings of its holes."""

    type: Literal["Polygon"]
    coordinates: Rings

    @property
    def polygons(self) -> tuple[tuple[str, tuple[tuple[_Point, ...], ...]], ...]:
        """Give each polygon's rings, with the JSON Pointer that leads to them."""
        return (("/coordinates", self.coordinates),)


class MultiPolygon(_Geometry):
    """Several areas; what crosses the antimeridian is cut there (RFC 7946, 3.1.9)."""

    type: Literal["MultiPolygon"]
    coordinates: Annotated[tuple[Rings, ...], Field(min_length=1)]

    @property
    def polygons(self) -> tuple[tuple[str, tuple[tuple[_Point, ...], ...]], ...]:
        """Give each polygon's rings, with the JSON Pointer that leads to them."""
        return tuple((f"/coordinates/{i}", rings) for i, rings in enumerate(self.coordinates))


Area = Polygon | MultiPolygon
