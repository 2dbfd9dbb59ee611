"""What a Kafka message may be wrapped in."""

from base64 import b64encode

import orjson
import pytest

from alerts.intake.envelope import report_in, traceparent
from alerts.model.errors import DeadReason, MalformedReport

REPORT = {"id": "zhyan-1585", "source": {"name": "Zhyan"}, "title": "Missile hits al-Omar"}
BODY = orjson.dumps(REPORT)
EVENT = {"specversion": "1.0", "id": "courier-7", "source": "urn:courier", "type": "report"}
STRUCTURED = [("content-type", b"application/cloudevents+json; charset=utf-8")]
LIMIT = 1024


def reason(value: bytes | None, headers: list[tuple[str, bytes]] | None = None) -> DeadReason:
    with pytest.raises(MalformedReport) as caught:
        report_in(value, headers or [], LIMIT)
    return caught.value.reason


@pytest.mark.parametrize(
    ("value", "headers"),
    [
        pytest.param(BODY, [], id="plain"),
        pytest.param(b"\xef\xbb\xbf" + BODY, [], id="byte order mark"),
        pytest.param(BODY, [("ce_specversion", b"1.0"), ("ce_id", b"x")], id="binary"),
        pytest.param(BODY, [("CE_SpecVersion", b"1.0")], id="binary, odd capitals"),
        pytest.param(orjson.dumps(EVENT | {"data": REPORT}), STRUCTURED, id="structured"),
        pytest.param(orjson.dumps(EVENT | {"data": REPORT}), [], id="structured, by its shape"),
        pytest.param(
            orjson.dumps(EVENT | {"data": BODY.decode()}), STRUCTURED, id="structured, as text"
        ),
        pytest.param(
            orjson.dumps(EVENT | {"data_base64": b64encode(BODY).decode()}),
            STRUCTURED,
            id="structured, Base64",
        ),
    ],
)
def test_the_report_is_the_data_whatever_the_envelope(
    value: bytes, headers: list[tuple[str, bytes]]
) -> None:
    report = report_in(value, headers, LIMIT)

    assert (report.id, report.source.name) == ("zhyan-1585", "Zhyan")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(None, DeadReason.EMPTY, id="null value"),
        pytest.param(b"", DeadReason.EMPTY, id="no bytes"),
        pytest.param(b" \n", DeadReason.EMPTY, id="white space"),
        pytest.param(b"{" + b" " * LIMIT, DeadReason.TOO_LARGE, id="too large"),
        pytest.param(b"{", DeadReason.NOT_JSON, id="broken JSON"),
        pytest.param(b"[1]", DeadReason.INVALID_REPORT, id="a list"),
        pytest.param(b"[" * 1000, DeadReason.NOT_JSON, id="nested without end"),
    ],
)
def test_what_cannot_be_a_report_says_why(value: bytes | None, expected: DeadReason) -> None:
    assert reason(value) is expected


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(EVENT, id="no data"),
        pytest.param(EVENT | {"data": [REPORT]}, id="a list of reports"),
        pytest.param(EVENT | {"data_base64": "*"}, id="bad Base64"),
    ],
)
def test_an_event_without_a_report_is_an_invalid_report(event: dict[str, object]) -> None:
    assert reason(orjson.dumps(event), STRUCTURED) is DeadReason.INVALID_REPORT


def test_an_event_list_is_no_report() -> None:
    assert reason(orjson.dumps([EVENT]), STRUCTURED) is DeadReason.INVALID_REPORT


PARENT = b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param(PARENT, PARENT.decode(), id="sound"),
        pytest.param(PARENT.upper(), None, id="capitals"),
        pytest.param(b"00-" + b"0" * 32 + b"-b7ad6b7169203331-01", None, id="all zero"),
        pytest.param(b"\xff", None, id="garbage"),
    ],
)
def test_the_trace_is_read_when_it_is_sound(header: bytes, expected: str | None) -> None:
    assert traceparent([("traceparent", header)]) == expected
