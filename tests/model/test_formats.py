import contextlib
from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model.errors import MalformedReport
from alerts.model.report import EventType, Severity, parse_report, report_of

ROW: dict[str, object] = {
    "event_id_cnty": "SYR90001",
    "event_date": "2021-07-12",
    "year": "2021",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Unidentified Armed Group (Syria)",
    "actor2": "QSD: Syrian Democratic Forces",
    "country": "Syria",
    "admin1": "Deir ez Zor",
    "admin2": "Al Mayadin",
    "location": "Dhiban",
    "latitude": "35.015",
    "longitude": "40.510",
    "geo_precision": "2",
    "source": "SOHR; North Press",
    "notes": "A drone struck the edge of the al-Omar field.",
    "fatalities": "0",
    "timestamp": "1626700000",
}


def test_a_row_of_acled_is_a_report() -> None:
    report = parse_report(orjson.dumps(ROW))
    assert report.id == "SYR90001"
    assert report.source.name == "SOHR; North Press"
    assert report.body == ROW["notes"]
    assert report.event_type is EventType.AIR_DRONE_STRIKE
    assert report.regions == ("Dhiban", "Deir ez Zor", "Syria")
    assert report.actors == ("Unidentified Armed Group", "Syrian Democratic Forces")
    assert report.occurred_at == datetime(2021, 7, 12, tzinfo=UTC)
    assert report.published_at == datetime(2021, 7, 19, 13, 6, 40, tzinfo=UTC)
    assert report.location is not None
    assert (report.location.lat, report.location.lon) == (35.015, 40.51)
    assert report.location.precision_km == 25
    assert report.severity is None
    assert report.ignored_fields == ()


@pytest.mark.parametrize("event_type", list(EventType))
def test_every_sub_event_type_of_acled_is_one_of_ours(event_type: EventType) -> None:
    names = {
        EventType.SHELLING_ARTILLERY_MISSILE_ATTACK: "Shelling/artillery/missile attack",
        EventType.REMOTE_EXPLOSIVE_LANDMINE_IED: "Remote explosive/landmine/IED",
        EventType.ABDUCTION_FORCED_DISAPPEARANCE: "Abduction/forced disappearance",
        EventType.LOOTING_PROPERTY_DESTRUCTION: "Looting/property destruction",
        EventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY: "Non-state actor overtakes territory",
        EventType.CHANGE_TO_GROUP_ACTIVITY: "Change to group/activity",
    }
    name = names.get(event_type, event_type.value.replace("_", " ").capitalize())
    assert report_of(ROW | {"sub_event_type": name}).event_type is event_type


@pytest.mark.parametrize(
    ("fatalities", "severity"),
    [("0", None), ("", None), (1, Severity.SEVERE), ("12", Severity.EXTREME), ("many", None)],
)
def test_the_dead_give_the_severity(fatalities: object, severity: Severity | None) -> None:
    assert report_of(ROW | {"fatalities": fatalities}).severity is severity


def test_an_older_export_s_date_is_read() -> None:
    report = report_of(ROW | {"event_date": "12 July 2021"})
    assert report.occurred_at == datetime(2021, 7, 12, tzinfo=UTC)


def test_numbers_may_be_numbers() -> None:
    report = report_of(ROW | {"latitude": 35, "longitude": 40.5, "geo_precision": 1})
    assert report.location is not None
    assert report.location.precision_km == 5


def test_what_cannot_be_read_in_a_row_is_dropped_and_named() -> None:
    report = report_of(ROW | {"latitude": "north", "event_date": "soon", "sub_event_type": "?"})
    assert (report.location, report.occurred_at, report.event_type) == (None, None, None)
    assert set(report.ignored_fields) == {"/location", "/occurred_at", "/event_type"}


def test_a_row_without_a_source_is_acled_s() -> None:
    assert report_of(ROW | {"source": ""}).source.name == "ACLED"


def test_a_row_without_an_id_is_no_report() -> None:
    with pytest.raises(MalformedReport):
        report_of(ROW | {"event_id_cnty": ""})


FEATURE: dict[str, object] = {
    "type": "Feature",
    "id": 17,
    "geometry": {"type": "Point", "coordinates": [40.51, 35.015, 210]},
    "properties": {
        "source": "Nobody's monitor",
        "name": "Drone strike",
        "description": "A drone struck the field.",
        "published_at": "2021-07-12T20:00:00Z",
    },
}


def test_a_geojson_feature_is_a_report() -> None:
    report = parse_report(orjson.dumps(FEATURE))
    assert (report.id, report.source.name) == ("17", "Nobody's monitor")
    assert (report.title, report.body) == ("Drone strike", "A drone struck the field.")
    assert report.location is not None
    assert (report.location.lat, report.location.lon) == (35.015, 40.51)
    assert report.published_at == datetime(2021, 7, 12, 20, tzinfo=UTC)


def test_a_feature_s_properties_are_a_report_s_members() -> None:
    properties = {
        "id": "a",
        "source": {"name": "x", "kind": "sensor"},
        "title": "t",
        "name": "not this",
        "location": {"lat": 1.0, "lon": 2.0, "precision_km": 3.0},
    }
    report = report_of(FEATURE | {"properties": properties})
    assert (report.id, report.source.kind, report.title) == ("a", "sensor", "t")
    assert report.location is not None
    assert report.location.precision_km == 3


def test_a_place_s_name_among_the_properties_costs_no_point() -> None:
    properties = {"source": "x", "title": "t", "location": "Mayadin"}
    report = report_of(FEATURE | {"properties": properties})
    assert report.location is not None
    assert (report.location.lat, report.location.lon) == (35.015, 40.51)


def test_a_feature_of_acled_s_members_is_read_as_a_row() -> None:
    report = report_of(FEATURE | {"properties": ROW})
    assert (report.id, report.event_type) == ("SYR90001", EventType.AIR_DRONE_STRIKE)
    assert report.location is not None
    assert report.location.precision_km == 25


def test_an_area_is_no_place_of_an_event() -> None:
    geometry = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    assert report_of(FEATURE | {"geometry": geometry}).location is None
    assert report_of(FEATURE | {"geometry": None}).location is None


def test_a_feature_that_says_nothing_is_no_report() -> None:
    with pytest.raises(MalformedReport):
        report_of({"type": "Feature", "geometry": None, "properties": None, "id": 1})


def test_a_report_of_our_shape_stays_as_it_is() -> None:
    ours = {"id": "1", "source": {"name": "x"}, "body": "b", "type": "Feature"}
    assert report_of(ours).body == "b"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.sampled_from(sorted(ROW)), JSON)
def test_no_member_of_a_row_makes_it_fail_otherwise(name: str, value: object) -> None:
    with contextlib.suppress(MalformedReport):
        report_of(ROW | {name: value})


@given(st.sampled_from(["id", "geometry", "properties"]), JSON)
def test_no_member_of_a_feature_makes_it_fail_otherwise(name: str, value: object) -> None:
    with contextlib.suppress(MalformedReport):
        report_of(FEATURE | {name: value})
