"""Whether a process lives, and whether it can do its work.

Living means that the loop turns. A part that cannot work yet is a matter of readiness: to
restart a process because its database is away would help nobody.
"""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

import alerts.telemetry.metrics  # noqa: F401 - declares all, so that one never moved shows as 0
from alerts.model.errors import Unavailable
from alerts.telemetry.readiness import Readiness
from alerts.web.boundary import boundary
from alerts.web.problem import Refusal, Trouble
from alerts.web.route import Auth, Call, Json, Media, Route, Tag, Text
from alerts.web.serving import Handler, written
from alerts.web.shape import Nothing, Shape

_DATABASE = "database"

Ping = Callable[[], Awaitable[None]]


class Alive(Shape):
    """The process lives."""

    alive: bool


class PartAnswer(Shape):
    """A part of the process: ready, or waiting for what `reason` says."""

    ready: bool
    reason: str | None


class ReadyAnswer(Shape):
    """Whether every part can do its work."""

    ready: bool
    parts: dict[str, PartAnswer]


def alive() -> Json:
    """Say that the process lives."""
    return Json(Alive(alive=True))


async def ready(readiness: Readiness, ping: Ping, ping_within_s: float = 2.0) -> Json:
    """Say which parts are ready; the database is asked now, and given little time."""
    parts = readiness.parts()
    # Its own part says why it waits, if it does; an answer now counts for more than that.
    if parts.get(_DATABASE) is None:
        parts[_DATABASE] = await _why_away(ping, ping_within_s)
    answers = {
        name: PartAnswer(ready=reason is None, reason=reason)
        for name, reason in sorted(parts.items())
    }
    is_ready = all(part.ready for part in answers.values())
    return Json(ReadyAnswer(ready=is_ready, parts=answers), status=200 if is_ready else 503)


def metrics() -> Text:
    """Give all metrics in Prometheus' text format."""
    return Text(generate_latest(), CONTENT_TYPE_LATEST)


async def _why_away(ping: Ping, within_s: float) -> str | None:
    try:
        async with asyncio.timeout(within_s):
            await ping()
    except (Unavailable, TimeoutError):
        return "does not answer"
    return None


def build_health_app(
    readiness: Readiness, ping: Ping, *, public_url: str, ticks: Callable[[], float]
) -> web.Application:
    """Make the whole HTTP of a process that serves no API, or none yet.

    Until the process is ready nobody is told that a record is not there: it may well be.
    """

    async def livez(_: web.Request) -> web.StreamResponse:
        return written(alive(), 200)

    async def readyz(_: web.Request) -> web.StreamResponse:
        return written(await ready(readiness, ping), 200)

    async def give_metrics(_: web.Request) -> web.StreamResponse:
        return written(metrics(), 200)

    async def anything_else(_: web.Request) -> web.StreamResponse:
        if any(readiness.parts().values()):
            detail = "the service is starting, or a part of it is away; nothing was done"
            raise Refusal(Trouble.UNAVAILABLE, detail, headers={"Retry-After": "5"})
        raise web.HTTPNotFound

    handlers: dict[str, Handler] = {"/livez": livez, "/readyz": readyz, "/metrics": give_metrics}
    app = web.Application(middlewares=[boundary(public_url, ticks)])
    for path, handler in handlers.items():
        app.router.add_get(path, handler)
    app.router.add_route("*", "/{anything_else:.*}", anything_else)
    return app


async def _livez(_: Call[Nothing, Nothing]) -> Json:
    return alive()


async def _readyz(call: Call[Nothing, Nothing]) -> Json:
    return await ready(call.api.readiness, call.api.db.ping)


async def _metrics(_: Call[Nothing, Nothing]) -> Text:
    return metrics()


ROUTES = (
    Route(
        method="GET",
        path="/livez",
        name="livez",
        tag=Tag.SERVICE,
        summary="Whether the process lives",
        auth=Auth.NONE,
        handle=_livez,
        body=Nothing,
        query=Nothing,
        answer=Alive,
    ),
    Route(
        method="GET",
        path="/readyz",
        name="readyz",
        tag=Tag.SERVICE,
        summary="Whether every part of the process can do its work",
        auth=Auth.NONE,
        handle=_readyz,
        body=Nothing,
        query=Nothing,
        answer=ReadyAnswer,
        other_statuses=((503, "A part is not ready; `parts` says which and why."),),
    ),
    Route(
        method="GET",
        path="/metrics",
        name="metrics",
        tag=Tag.SERVICE,
        summary="Metrics in Prometheus' text format",
        auth=Auth.NONE,
        handle=_metrics,
        body=Nothing,
        query=Nothing,
        answer=Media.METRICS,
    ),
)
