from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from alerts.model.report import Location
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.geometry import Towns, km, read_towns, shipped_towns

FEW = Towns(
    read_towns(
        [
            "# a comment\n",
            "SY-DY\t35.020,40.452 35.336,40.141\n",
            "SY-HA\t36.502,40.748\n",
            "FJ\t-16.800,179.990\n",
            "NO-21\t78.223,15.647\n",
        ]
    )
)


def at(lat: float, lon: float, precision_km: float | None = None) -> Location:
    return Location(lat=lat, lon=lon, precision_km=precision_km)


def test_the_nearest_town_within_the_precision_gives_the_region() -> None:
    assert FEW.region_at(at(35.07, 40.45, 10)) == "SY-DY"
    assert FEW.region_at(at(36.40, 40.70, 15)) == "SY-HA"


def test_a_point_farther_from_any_town_than_it_is_exact_lies_nowhere_known() -> None:
    assert FEW.region_at(at(35.07, 40.45, 2)) is None
    assert FEW.region_at(at(34.0, 38.5, 40)) is None


def test_a_point_whose_precision_nobody_told_is_taken_for_a_town() -> None:
    assert FEW.region_at(at(35.03, 40.46)) == "SY-DY"
    assert FEW.region_at(at(35.12, 40.46)) is None


def test_a_point_that_stands_for_a_whole_province_has_no_nearest_town() -> None:
    assert FEW.region_at(at(35.02, 40.452, 100)) is None


def test_over_the_date_line_and_near_the_pole_nearness_holds() -> None:
    assert FEW.region_at(at(-16.8, -179.99, 5)) == "FJ"
    assert FEW.region_at(at(78.3, 16.5, 30)) == "NO-21"
    assert FEW.region_at(at(90, 0, 40)) is None


def test_the_shipped_towns_know_the_regions_of_the_watched_countries() -> None:
    towns = shipped_towns()
    assert towns.region_at(at(35.15, 40.43, 3)) == "SY-DY"  # Busayrah
    assert towns.region_at(at(35.53, 44.83, 3)) == "IQ-SU"  # Chamchamal
    assert towns.region_at(at(31.34, 34.31, 3)) == "PS-KYS"  # Khan Yunis
    assert towns.region_at(at(37.40, 41.35, 30)) in {"TR-47", "TR-73", "SY-HA"}
    assert towns.region_at(at(35.76, 51.42, 5)) == "IR-23"  # Tehran
    assert towns.region_at(at(52.52, 13.40, 5)) == "DE"


POINTS = st.tuples(st.floats(-89, 89), st.floats(-180, 180))


@given(st.lists(POINTS, max_size=20), POINTS, st.floats(0, 50))
def test_the_grid_finds_what_looking_at_every_town_finds(
    towns: list[tuple[float, float]], point: tuple[float, float], reach: float
) -> None:
    listed = [(f"R{i}", town) for i, town in enumerate(towns)]
    near = sorted((km(point, town), region) for region, town in listed)
    slow = near[0][1] if near and near[0][0] <= reach else None
    assert Towns(listed).region_at(at(*point, reach)) == slow


def test_every_region_of_the_shipped_towns_is_in_the_gazetteer(shipped: Gazetteer) -> None:
    lines = (files("alerts.resolve") / "data" / "towns.tsv").read_text("utf-8").splitlines()
    regions = {region for region, _ in read_towns(lines)}
    assert [r for r in sorted(regions) if shipped.entity(r) is None] == []
