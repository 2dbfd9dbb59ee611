"""What a producer may wrap a report in.

Plain JSON, or a CloudEvent in either of its Kafka forms (CloudEvents 1.0, Kafka
protocol binding): the report is the event's data; the envelope's own id and source are
a courier's, not the producer's, and are ignored.
"""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterable

from alerts.model.errors import DeadReason, MalformedReport, Problem
from alerts.model.json_text import decode_json
from alerts.model.report import Report, parse_report, report_of

Headers = Iterable[tuple[str, bytes | None]]

_STRUCTURED = b"application/cloudevents+json"
_TRACEPARENT = re.compile(rb"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")


def report_in(value: bytes | None, headers: Headers, max_bytes: int) -> Report:
    """Unwrap a Kafka message's value. Raises `MalformedReport` with the dead letter's reason."""
    if value is None:
        raise MalformedReport("the message has no value", reason=DeadReason.EMPTY)
    if len(value) > max_bytes:
        raise MalformedReport(
            f"the message has {len(value)} bytes; {max_bytes} are allowed",
            reason=DeadReason.TOO_LARGE,
        )
    if not value.strip():
        raise MalformedReport("the message is empty", reason=DeadReason.EMPTY)
    by_name = {name.lower(): text for name, text in headers if text is not None}
    if "ce_specversion" in by_name:
        return parse_report(value)
    decoded = decode_json(value)
    if by_name.get("content-type", b"").strip().lower().startswith(_STRUCTURED) or _is_event(
        decoded
    ):
        return _report_of_event(decoded)
    return report_of(decoded)


def traceparent(headers: Headers) -> str | None:
    """Read W3C Trace Context's `traceparent`, if there is a sound one."""
    for name, text in headers:
        if name.lower() == "traceparent" and text:
            found = _TRACEPARENT.fullmatch(text.strip())
            if found and found[1] != b"0" * 32:
                return found[0].decode()
    return None


def _is_event(decoded: object) -> bool:
    """Tell a structured event by its shape: not every producer sets the content type."""
    return (
        isinstance(decoded, dict)
        and isinstance(decoded.get("specversion"), str)
        and isinstance(decoded.get("type"), str)
        and ("data" in decoded or "data_base64" in decoded)
    )


def _report_of_event(event: object) -> Report:
    if not isinstance(event, dict):
        raise MalformedReport(
            "a structured CloudEvent is a JSON object",
            (Problem("", "send one event a message; Kafka has no batch form"),),
        )
    match event:
        case {"data_base64": str() as encoded}:
            try:
                return parse_report(b64decode(encoded, validate=True))
            except binascii.Error as error:
                raise MalformedReport(
                    "the CloudEvent's data cannot be read",
                    (Problem("/data_base64", f"is not Base64: {error}"),),
                ) from error
        case {"data": str() as text}:
            return parse_report(text.encode("utf-8", "surrogatepass"))
        case {"data": data}:
            return report_of(data)
        case _:
            raise MalformedReport(
                "the CloudEvent carries no report", (Problem("/data", "is missing"),)
            )
