"""Reports for those who have HTTP and no Kafka client: onto the topic, all or none.

Each is read here as intake will read it, so that what is accepted is not dead-lettered a
moment later; but what is put onto the topic is what was sent, unknown members and all: what
is kept of a report is what its producer said.
"""

import asyncio
from collections.abc import Sequence

import orjson

from alerts.model.errors import InvalidInput, MalformedReport
from alerts.model.report import Report, report_of
from alerts.web.problem import Flaw, Refusal, Trouble, invalid
from alerts.web.route import Auth, Call, Json, Route, SentJson, Tag
from alerts.web.shape import Nothing, Shape

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MOST_FLAWS = 100
_AT_ONE_GO = 200
_LATER = {"Retry-After": "60"}


class ReportsAnswer(Shape):
    """How many reports Kafka has taken, and which optional fields could not be read."""

    accepted: int
    ignored_fields: tuple[str, ...]


async def _put(call: Call[SentJson, Nothing]) -> Json:
    api = call.api
    if api.topic is None:
        raise Refusal(Trouble.UNAVAILABLE, "this process has no way to Kafka", headers=_LATER)
    sent, is_list = call.body, isinstance(call.body.value, list)
    values = sent.value if isinstance(sent.value, list) else [sent.value]
    if not values:
        raise invalid("the list holds no report", [Flaw(pointer="", detail="is empty")])
    starts = [f"/{place}" if is_list else "" for place in range(len(values))]
    reports = await _read(values, starts)
    texts = list(map(_text, values, starts)) if is_list else [_bare(sent.sent)]
    _check_sizes(texts, starts, api.limits.report_bytes)
    try:
        await api.topic.put(list(zip(map(_key, reports), texts, strict=True)))
    except InvalidInput as error:
        raise Refusal(Trouble.TOO_LARGE, str(error)) from error
    ignored = tuple(
        at + pointer
        for at, report in zip(starts, reports, strict=True)
        for pointer in report.ignored_fields
    )
    return Json(ReportsAnswer(accepted=len(reports), ignored_fields=ignored))


async def _read(values: Sequence[object], starts: Sequence[str]) -> list[Report]:
    """Read every report. Raises `Refusal` that names each one at fault."""
    reports: list[Report] = []
    flaws: list[Flaw] = []
    for place, (at, value) in enumerate(zip(starts, values, strict=True), 1):
        if place % _AT_ONE_GO == 0:
            await asyncio.sleep(0)  # a long list must not hold up deliveries in this process
        try:
            reports.append(report_of(value))
        except MalformedReport as error:
            flaws += [Flaw(pointer=at + it.pointer, detail=it.detail) for it in error.problems] or [
                Flaw(pointer=at, detail=error.detail)
            ]
            if len(flaws) >= _MOST_FLAWS:
                break
    if flaws:
        raise invalid("none was taken: this cannot be a report", flaws)
    return reports


def _check_sizes(texts: Sequence[bytes], starts: Sequence[str], limit: int) -> None:
    flaws = tuple(
        Flaw(pointer=at, detail=f"holds {len(text)} bytes")
        for at, text in zip(starts, texts, strict=True)
        if len(text) > limit
    )
    if flaws:
        raise Refusal(Trouble.TOO_LARGE, f"a report holds at most {limit} bytes", flaws)


def _text(value: object, at: str) -> bytes:
    """Write one report of a list. Raises `Refusal` for one that only decodes."""
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError as error:
        flaw = Flaw(pointer=at, detail="is nested too deeply for a list; send it by itself")
        raise invalid("none was taken: a report is nested too deeply", [flaw]) from error


def _bare(sent: bytes) -> bytes:
    return sent.removeprefix(_BYTE_ORDER_MARK)


def _key(report: Report) -> bytes:
    """All revisions of a report have one key, so that they stay in order on one partition."""
    return f"{report.key.source}/{report.key.id}".encode()


_EXAMPLE = {
    "id": "example-1",
    "source": {"name": "Example Monitor", "url": "https://monitor.example/1", "kind": "monitor"},
    "title": "Explosion heard near the Conoco gas plant",
    "published_at": "2021-07-13T00:00:00Z",
}

ROUTES = (
    Route(
        method="POST",
        path="/v1/reports",
        name="putReports",
        tag=Tag.REPORTS,
        summary="Put a report, or a list of them, onto the Kafka topic",
        description=(
            "All or none. Answers once Kafka has them. An optional field that cannot be read "
            "costs no report; it is named in `ignored_fields`."
        ),
        auth=Auth.OPERATOR,
        handle=_put,
        body=SentJson,
        example=_EXAMPLE,
        query=Nothing,
        answer=ReportsAnswer,
        status=202,
        described_body=(Report,),
    ),
)
