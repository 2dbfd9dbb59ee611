"""The machine-readable half of the contract, written from the code that keeps it."""

from typing import Any

import orjson
from pydantic import TypeAdapter

from alerts.model.event import AlertEvent
from alerts.model.event_digest import DigestEvent
from alerts.model.event_state import StateEvent
from alerts.model.report import Report
from alerts.rule_files.shape import RuleFileWritten
from alerts.web.app import openapi_document
from alerts.web.rule_shapes import RuleSent

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def documents() -> dict[str, bytes]:
    """Give each file of `schemas/` by its name there."""
    return {
        "report.json": _schema(Report, "A report, as producers put it onto Kafka"),
        "rule.json": _schema(RuleSent, "A rule, as subscribers register it"),
        "rule_file.json": _schema(RuleFileWritten, "Rules in a file, for `alerts rules`"),
        "alert.json": _schema(AlertEvent, "An alert, as a webhook receives it (CloudEvents 1.0)"),
        "digest.json": _schema(
            DigestEvent, "Alerts over a subscriber's rate, as a webhook receives them together"
        ),
        "destination_state.json": _schema(
            StateEvent, "A destination that stands otherwise, as the owner's other ones hear of it"
        ),
        "openapi.json": _text(openapi_document("http://localhost:8080")),
    }


def _schema(shape: Any, title: str) -> bytes:
    described = TypeAdapter(shape).json_schema()
    return _text({"$schema": _DIALECT, **described, "title": title})


def _text(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
