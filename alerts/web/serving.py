"""A route's way from the socket to its handler and back.

Who calls is settled before anything they sent is read: a stranger's megabytes are not
worth parsing.
"""

from collections.abc import Awaitable, Callable
from math import ceil
from typing import Any, assert_never

from aiohttp import web
from pydantic import BaseModel

from alerts.web import identity
from alerts.web.api import Api, Limits
from alerts.web.problem import Refusal, Trouble
from alerts.web.rate import Buckets
from alerts.web.reading import decoded, read_body, read_bytes, read_query
from alerts.web.repeat import once
from alerts.web.route import Auth, Call, Empty, Html, Json, Reply, Route, SentJson, Text
from alerts.web.shape import Nothing

CALLER = web.RequestKey("caller", str)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_PAGE_POLICY = (
    "default-src 'none'; style-src {}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def served(route: Route[Any, Any], api: Api, buckets: Buckets) -> Handler:
    """Make the handler of a route."""

    async def handle(request: web.Request) -> web.StreamResponse:
        subscriber_id = await _admit(route.auth, request, api, buckets)
        call = Call(
            api=api,
            subscriber_id=subscriber_id,
            path=dict(request.match_info),
            query=read_query(route.query, request.query),
            body=await _body(route.body, request, api.limits),
            raw_path=request.rel_url.raw_path,
            if_match=_if_match(request) if route.guarded else None,
        )

        async def do() -> web.Response:
            return written(await route.handle(call), route.status)

        return await once(request, api, _asked(call.body), do) if route.creates else await do()

    return handle


def _asked(body: BaseModel | SentJson) -> bytes:
    """Give what a body says, however it was written."""
    return body.sent if isinstance(body, SentJson) else body.model_dump_json().encode()


def written(reply: Reply, status: int) -> web.Response:
    """Write a reply as HTTP; `status` is the route's usual one."""
    match reply:
        case Json():
            return web.Response(
                body=reply.value.model_dump_json().encode(),
                status=reply.status or status,
                content_type="application/json",
                headers=reply.headers,
            )
        case Empty():
            return web.Response(status=status)
        case Html():
            policy = _PAGE_POLICY.format(reply.style_source)
            headers = {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}
            return web.Response(
                text=reply.text, status=reply.status, content_type="text/html", headers=headers
            )
        case Text():
            headers = {"Content-Type": reply.content_type}
            return web.Response(body=reply.body, status=status, headers=headers)
        case _:
            assert_never(reply)


def _if_match(request: web.Request) -> str | None:
    """Give the header whole, however many lines it was sent in (RFC 9110, 5.3)."""
    return ", ".join(request.headers.getall("If-Match", ())) or None


async def _admit(auth: Auth, request: web.Request, api: Api, buckets: Buckets) -> str:
    """Give the id of the subscriber that calls, or nothing where none needs to."""
    authorization = request.headers.get("Authorization")
    match auth:
        case Auth.NONE:
            return ""
        case Auth.OPERATOR:
            identity.operator(api, authorization)
            return ""
        case Auth.SUBSCRIBER:
            caller = await identity.subscriber(api, authorization)
            request[CALLER] = caller.subscriber_id
            _count(caller.key_id, api, buckets)
            return caller.subscriber_id
        case _:
            assert_never(auth)


def _count(key_id: str, api: Api, buckets: Buckets) -> None:
    wait = buckets.take(key_id, api.ticks())
    if wait:
        raise Refusal(
            Trouble.TOO_MANY_REQUESTS,
            f"one key may call {api.limits.requests_per_minute} times a minute",
            headers={"Retry-After": str(ceil(wait))},
        )


async def _body(
    expected: type[BaseModel] | type[SentJson], request: web.Request, limits: Limits
) -> BaseModel | SentJson:
    if expected is Nothing:
        return Nothing()
    if issubclass(expected, SentJson):
        sent = await read_bytes(request, limits.body_bytes)
        return SentJson(sent, decoded(sent))
    limit = min(limits.record_bytes, limits.body_bytes)
    return read_body(expected, await read_bytes(request, limit))
