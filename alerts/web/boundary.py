"""The outermost room: whatever happens inside, the outside gets a proper answer.

One line is logged for each request. It has the route and never the path, for a path may
hold a link's token; of a fault of ours the log has all and the caller nothing.
"""

from collections.abc import Callable

import structlog
from aiohttp import web
from aiohttp.typedefs import Middleware

from alerts.model.errors import InvalidInput, Unavailable
from alerts.web.problem import MEDIA_TYPE, Refusal, Trouble, refusal_of
from alerts.web.serving import CALLER, Handler
from alerts.web.unsound import tell_nothing_of_what_was_sent

log = structlog.get_logger()

_RETRY_AFTER = {"Retry-After": "5"}
_PROBES = frozenset({"/livez", "/readyz", "/metrics"})
_OF_STATUS = {
    404: (Trouble.NOT_FOUND, "there is nothing under this path"),
    405: (Trouble.METHOD_NOT_ALLOWED, "the path does not know this method"),
    413: (Trouble.TOO_LARGE, "the request is too large"),
}


def boundary(public_url: str, ticks: Callable[[], float]) -> Middleware:
    """Make the middleware that answers for all that is raised, and logs each request."""
    tell_nothing_of_what_was_sent()

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        started = ticks()
        try:
            response = await handler(request)
        except Exception as error:  # noqa: BLE001 - the outermost room: nothing may pass it
            refusal = _refusal(error)
            response = web.Response(
                body=refusal.problem(public_url).model_dump_json().encode(),
                status=refusal.trouble.status,
                content_type=MEDIA_TYPE,
                headers=refusal.headers,
            )
        response.headers["Server"] = "alerts"
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        _log(request, response.status, (ticks() - started) * 1000)
        return response

    return answer


def _refusal(error: Exception) -> Refusal:
    match error:
        case Refusal():
            return error
        case InvalidInput():
            return refusal_of(error)
        case Unavailable():
            log.warning("http.unavailable", error=str(error))
            detail = "a part of the service is away for the moment; nothing was done"
            return Refusal(Trouble.UNAVAILABLE, detail, headers=_RETRY_AFTER)
        case web.HTTPException() if error.status in _OF_STATUS:
            trouble, detail = _OF_STATUS[error.status]
            return Refusal(trouble, detail, headers=_allow(error))
        case web.HTTPBadRequest():
            return Refusal(Trouble.MALFORMED, "the request is not sound HTTP")
        case _:
            log.error("http.request_failed", exc_info=error)
            return Refusal(Trouble.INTERNAL, "a fault of ours; it has been logged")


def _allow(error: web.HTTPException) -> dict[str, str]:
    allow = error.headers.get("Allow")
    return {} if allow is None else {"Allow": allow}


def _log(request: web.Request, status: int, ms: float) -> None:
    resource = request.match_info.route.resource
    route = resource.canonical if resource else "none"
    level = "debug" if route in _PROBES else "info"
    owner = request.get(CALLER)
    who = {"subscriber_id": owner} if owner else {}
    event = {"method": request.method, "route": route, "status": status, "ms": round(ms, 2)}
    getattr(log, level)("http.request", **event, **who)
