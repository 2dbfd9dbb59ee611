"""What a report must be, and how much a careless producer may get wrong without losing one."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model.errors import DeadReason, MalformedReport
from alerts.model.report import Report, Severity, parse_report, report_of

LEAST = {"id": "x", "source": {"name": "SOHR"}, "title": "t"}


def parsed(**members: object) -> Report:
    return parse_report(json.dumps(LEAST | members).encode())


def refusal(body: bytes) -> MalformedReport:
    with pytest.raises(MalformedReport) as caught:
        parse_report(body)
    return caught.value


def test_the_contracts_example_is_read_as_it_stands() -> None:
    report = parsed(
        id="zhyan-1585",
        source={"name": "Zhyan", "url": "https://zhyan.example/1585", "kind": "media"},
        body="…plain text…",
        language="en",
        revision=2,
        published_at="2021-07-13T00:00:00Z",
        occurred_at="2021-07-13T00:00:00+03:00",
        regions=["Deir ez-Zor"],
        facilities=["Koniko"],
        actors=[],
        location={"lat": 35.07, "lon": 40.60, "precision_km": 2},
        event_type="shelling_artillery_missile_attack",
        severity="severe",
    )
    assert report.ignored_fields == ()
    assert report.published_at == datetime(2021, 7, 13, tzinfo=UTC)
    assert report.occurred_at == datetime(2021, 7, 12, 21, tzinfo=UTC)
    assert report.severity is Severity.SEVERE
    assert report.facilities == ("Koniko",)
    assert (report.key.source, report.key.id, report.key.revision) == ("zhyan", "zhyan-1585", 2)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", DeadReason.EMPTY),
        (b" \r\n", DeadReason.EMPTY),
        (b"\xef\xbb\xbf", DeadReason.NOT_JSON),
        (b"boom", DeadReason.NOT_JSON),
        (b"{'id': 'x'}", DeadReason.NOT_JSON),
        (b'{"id":"x"', DeadReason.NOT_JSON),
        (json.dumps(LEAST).encode() + b" x", DeadReason.NOT_JSON),
        (json.dumps(LEAST).encode("utf-16"), DeadReason.NOT_JSON),
        (b'{"id":"x","source":{"name":"s"},"title":"\xe9"}', DeadReason.NOT_JSON),
        (b'{"id":"x","source":{"name":"s"},"title":"t","n":NaN}', DeadReason.NOT_JSON),
        (b"[" * 100_000, DeadReason.NOT_JSON),
        (b'{"a":' * 100_000, DeadReason.NOT_JSON),
        (b'{"n":' + b"9" * 5_000 + b"}", DeadReason.NOT_JSON),
        (b'{"id":"x","source":{"name":"s"},"title":"a\\ud800b"}', DeadReason.INVALID_TEXT),
        (b'{"id":"x","source":{"name":"s"},"title":"a\xed\xa0\x80b"}', DeadReason.INVALID_TEXT),
        (b'{"id":"x","source":{"name":"s"},"title":"a\\u0000b"}', DeadReason.INVALID_TEXT),
        (b'{"id":"x","source":{"name":"s"},"actors":["\\u0000"]}', DeadReason.INVALID_TEXT),
        (b"null", DeadReason.INVALID_REPORT),
        (b"[]", DeadReason.INVALID_REPORT),
        (b'"report"', DeadReason.INVALID_REPORT),
        (b"7", DeadReason.INVALID_REPORT),
        (b"{}", DeadReason.INVALID_REPORT),
    ],
)
def test_what_cannot_be_a_report_is_refused_with_its_reason(
    body: bytes, reason: DeadReason
) -> None:
    assert refusal(body).reason is reason


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"id": "x" * 10_000}, "/id"),
        ({"id": ""}, "/id"),
        ({"id": " \t"}, "/id"),
        ({"id": 7}, "/id"),
        ({"id": None}, "/id"),
        ({"source": None}, "/source"),
        ({"source": "SOHR"}, "/source"),
        ({"source": {}}, "/source/name"),
        ({"source": {"name": ""}}, "/source/name"),
        ({"source": {"name": 7}}, "/source/name"),
    ],
)
def test_a_fault_in_what_is_required_names_the_field(
    members: dict[str, object], pointer: str
) -> None:
    fault = refusal(json.dumps(LEAST | members).encode())
    assert fault.reason is DeadReason.INVALID_REPORT
    assert [problem.pointer for problem in fault.problems] == [pointer]


def test_an_id_may_have_256_code_points() -> None:
    assert parsed(id="حق" * 128).id == "حق" * 128


@pytest.mark.parametrize(
    "said",
    [
        {"title": None},
        {"title": " \n"},
        {"title": 7},
        {"title": None, "regions": []},
        {"title": None, "actors": ["", None, 7]},
        {"title": None, "location": {"lat": 91, "lon": 0}},
    ],
)
def test_a_report_that_says_nothing_is_none(said: dict[str, object]) -> None:
    fault = refusal(json.dumps(LEAST | said).encode())
    assert fault.reason is DeadReason.INVALID_REPORT
    assert "location" in str(fault)


@pytest.mark.parametrize(
    "said",
    [{"body": "b"}, {"regions": ["SY"]}, {"actors": ["PKK"]}, {"location": {"lat": 0, "lon": 0}}],
)
def test_one_field_that_says_something_is_enough(said: dict[str, object]) -> None:
    assert parse_report(json.dumps(LEAST | {"title": None} | said).encode()).title is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 7),
        ("body", ["b"]),
        ("language", "the English language"),
        ("revision", -1),
        ("revision", True),
        ("revision", 1.5),
        ("revision", 2**63),
        ("revision", 10**30),
        ("published_at", "10000-01-01T00:00:00Z"),
        ("published_at", "0000-01-01T00:00:00Z"),
        ("published_at", "9999-12-31T23:59:59-10:00"),
        ("published_at", "2021-07-13T00:00:00"),
        ("published_at", "2021-07-13"),
        ("published_at", "2021-02-30T00:00:00Z"),
        ("published_at", "٢٠٢١-٠٧-١٣T٠٠:٠٠:٠٠Z"),
        ("occurred_at", 1626134400),
        ("regions", "Deir ez-Zor"),
        ("facilities", {"name": "Koniko"}),
        ("location", {"lat": 35.07}),
        ("location", {"lat": "35", "lon": 40}),
        ("location", {"lat": 35, "lon": 181}),
        ("location", {"lat": True, "lon": 40}),
        ("location", {"lat": 35, "lon": 40, "precision_km": -1}),
        ("event_type", "quarrel"),
        ("severity", "quite bad"),
        ("severity", 4),
    ],
)
def test_an_optional_field_that_cannot_be_read_is_dropped_and_named(
    field: str, value: object
) -> None:
    report = parsed(**{"body": "b", field: value})
    assert report.ignored_fields == (f"/{field}",)
    assert getattr(report, field) == Report.model_fields[field].default


def test_infinity_written_as_a_number_is_no_place() -> None:
    body = b'{"id":"x","source":{"name":"s"},"title":"t","location":{"lat":1e999,"lon":1}}'
    assert parse_report(body).ignored_fields == ("/location",)


def test_of_the_source_only_the_part_that_fails_is_dropped() -> None:
    report = parsed(source={"name": "SOHR", "kind": "blog", "url": 7})
    assert report.source.name == "SOHR"
    assert report.ignored_fields == ("/source/kind", "/source/url")


def test_a_bad_entry_of_a_list_moves_no_other() -> None:
    report = parsed(facilities=["Koniko", 7, None, " ", "al-Omar"])
    assert report.facilities == ("Koniko", "", "", "", "al-Omar")
    assert report.ignored_fields == ("/facilities/1", "/facilities/2", "/facilities/3")


def test_null_says_what_absence_says() -> None:
    everything = {name: None for name in Report.model_fields if name not in LEAST}
    report = parsed(**everything, source={"name": "SOHR", "url": None, "kind": None})
    assert report.ignored_fields == ()
    assert report.content == parsed().content


def test_what_nobody_knows_is_ignored() -> None:
    junk = {"$schema": "v9", "": 1, "nested": [[[{}]]], "huge": 10**30, "nul": "\0"}
    assert parsed(**junk) == parsed()


def test_a_byte_order_mark_is_passed_over() -> None:
    assert parse_report(b"\xef\xbb\xbf" + json.dumps(LEAST).encode()) == parsed()


def test_a_surrogate_pair_written_as_escapes_is_one_letter() -> None:
    body = b'{"id":"x","source":{"name":"s"},"title":"\\ud83d\\ude00"}'
    assert parse_report(body).title == "\U0001f600"


@pytest.mark.parametrize("written", ["2021-07-13t00:00:00z", "2021-07-13 03:00:00.000+03:00"])
def test_a_time_may_be_written_in_every_way_of_rfc_3339(written: str) -> None:
    assert parsed(published_at=written).published_at == datetime(2021, 7, 13, tzinfo=UTC)


def test_what_a_report_says_is_told_apart_by_its_digest() -> None:
    assert parsed().content == parsed(unknown="field").content
    assert parsed().content != parsed(body="more").content


@given(st.binary(max_size=200))
def test_no_bytes_break_the_parser(body: bytes) -> None:
    with suppress(MalformedReport):
        parse_report(body)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(Report.model_fields)), json_values))
def test_no_value_breaks_the_reader_and_what_is_dropped_is_named(
    members: dict[str, object],
) -> None:
    try:
        report = report_of(LEAST | members)
    except MalformedReport:
        return
    for name, member in members.items():
        dropped = any(p == f"/{name}" or p.startswith(f"/{name}/") for p in report.ignored_fields)
        assert dropped or member is None or getattr(report, name) is not None
