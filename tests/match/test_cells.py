"""A point shares a cell with whatever covers it, poles and antimeridian included."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alerts.match.cells import cells_at, cells_of_area, cells_of_circle
from alerts.match.facts import Site
from alerts.match.places import in_area, in_circle
from alerts.match.truth import Truth
from alerts.model.area import Polygon
from alerts.model.clause import Circle
from alerts.model.condition import Scope

LATS = st.floats(-90, 90) | st.sampled_from([-90.0, -89.9, 0.0, 60.0, 89.9, 90.0])
LONS = st.floats(-180, 180) | st.sampled_from([-180.0, -179.9, 0.0, 179.9, 180.0])
KM = st.floats(0.01, 1_000) | st.sampled_from([0.001, 1_000.0, 5_000.0, 20_000.0])
NEAR = st.floats(-12, 12)


@given(LATS, LONS, KM, NEAR, NEAR)
@example(0.0, 180.0, 1.0, 0.0, 0.0)
@example(0.0, -180.0, 1.0, 0.0, 360.0)
@example(89.0, 0.0, 500.0, 0.5, 180.0)
def test_a_point_in_a_circle_shares_a_cell_with_it(
    lat: float, lon: float, km: float, north: float, east: float
) -> None:
    circle = Circle("/near", lat, lon, km, Scope.PRIMARY)
    site = Site("/location", max(-90.0, min(90.0, lat + north)), (lon + east + 180) % 360 - 180)
    if in_circle(circle, site) is Truth.TRUE:
        assert not cells_of_circle(circle).isdisjoint(cells_at(site.lat, site.lon))


@given(LATS, LONS, st.floats(0.001, 90), st.floats(0.001, 170), NEAR, NEAR)
def test_a_point_in_an_area_shares_a_cell_with_it(
    south: float, west: float, height: float, width: float, north_of: float, east_of: float
) -> None:
    north, east = min(90.0, south + height), min(180.0, west + width)
    if north <= south or east <= west:
        return
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    area = Polygon(type="Polygon", coordinates=(ring,))
    lat, lon = min(90.0, south + abs(north_of)), min(180.0, west + abs(east_of))
    if in_area(area, Site("/location", lat, lon)) is Truth.TRUE:
        assert not cells_of_area(area).isdisjoint(cells_at(lat, lon))


@pytest.mark.parametrize("km", [0.1, 5.0, 50.0, 300.0, 1_000.0])
@pytest.mark.parametrize("lat", [0.0, 35.0, 70.0, 89.0])
def test_a_circle_has_few_cells(lat: float, km: float) -> None:
    assert len(cells_of_circle(Circle("/near", lat, 40.0, km, Scope.PRIMARY))) <= 16
