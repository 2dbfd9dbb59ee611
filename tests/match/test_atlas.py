"""The atlas finds what measuring each shape finds, poles, antimeridian and edges included."""

from hypothesis import example, given
from hypothesis import strategies as st

from alerts.match.atlas import Atlas
from alerts.match.core import Shape
from alerts.match.facts import Site
from alerts.match.places import distance_km, in_area, in_circle
from alerts.match.truth import Truth
from alerts.model.area import Polygon
from alerts.model.clause import Circle, Inside
from alerts.model.condition import Scope

LATS = st.floats(-90, 90) | st.sampled_from([-90.0, 0.0, 35.0, 35.1, 90.0])
LONS = st.floats(-180, 180) | st.sampled_from([-180.0, 40.0, 40.6, 180.0])
KM = st.floats(0.001, 300) | st.sampled_from([0.001, 5.0, 50.0, 20_000.0, 30_000.0])
SITES = st.builds(Site, st.just("/location"), LATS, LONS, st.sampled_from([0.0, 4.0, 60.0]))
CIRCLES = st.builds(Circle, st.just("/near"), LATS, LONS, KM, st.just(Scope.PRIMARY))


def box(west: float, south: float, size: float) -> Inside:
    east, north = min(west + size, 180.0), min(south + size, 90.0)
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return Inside("/within", Polygon(type="Polygon", coordinates=(ring,)), Scope.PRIMARY)


BOXES = st.builds(box, st.floats(-180, 170), st.floats(-90, 80), st.sampled_from([0.1, 5.0]))


def lies_in(site: Site, shape: Shape) -> bool:
    found = in_circle(shape, site) if isinstance(shape, Circle) else in_area(shape.area, site)
    return found is Truth.TRUE


@given(
    st.lists(CIRCLES | BOXES, max_size=12),
    st.lists(SITES, max_size=3),
    st.sets(st.integers(0, 11), max_size=4),
)
def test_it_finds_what_measuring_each_shape_finds(
    shapes: list[Shape], sites: list[Site], removed: set[int]
) -> None:
    atlas = Atlas(shapes.__getitem__)
    for number in range(len(shapes)):
        atlas.add(number)
    left = set(range(len(shapes))) - removed
    for number in set(range(len(shapes))) & removed:
        atlas.discard(number, shapes[number])
    assert atlas.found(sites) == {n for n in left if any(lies_in(s, shapes[n]) for s in sites)}
    assert bool(atlas) is bool(left)


def test_very_many_circles_in_one_place_come_and_go() -> None:
    shapes = [
        Circle("/near", 35.5 + north / 1e5, 51.5 + east / 1e5, 1.0 + north / 1e3, Scope.PRIMARY)
        for north in range(20)
        for east in range(15)
    ]
    atlas = Atlas(shapes.__getitem__)
    site = Site("/location", 35.5 + 1.01 / 111.2, 51.5)
    left = set(range(len(shapes)))
    about = {number for number in left if lies_in(site, shapes[number])}
    assert 0 < len(about) < len(left)
    for number in left:
        atlas.add(number)
    for number in [*range(0, 300, 3), *range(299, 0, -3), *range(1, 300, 3)]:
        assert atlas.found([site]) == left & about
        atlas.discard(number, shapes[number])
        left.remove(number)
    assert not atlas


@given(SITES, SITES)
@example(Site("/location", 0.0, 0.0), Site("/location", 0.0, 180.0))
def test_on_the_very_edge_it_says_what_measuring_says(middle: Site, site: Site) -> None:
    km = distance_km(Circle("/near", middle.lat, middle.lon, 1.0, Scope.PRIMARY), site)
    shapes = [
        Circle("/near", middle.lat, middle.lon, km * factor, Scope.PRIMARY)
        for factor in (1 - 1e-9, 1 - 1e-15, 1.0, 1 + 1e-15, 1 + 1e-9)
    ]
    atlas = Atlas(shapes.__getitem__)
    for number in range(len(shapes)):
        atlas.add(number)
    assert atlas.found([site]) == {n for n, shape in enumerate(shapes) if lies_in(site, shape)}
