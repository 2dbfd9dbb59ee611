"""The whole HTTP of a process that serves the API, made of its table of routes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

from aiohttp import web

from alerts.web.api import Api, Limits
from alerts.web.boundary import boundary
from alerts.web.health import build_health_app
from alerts.web.openapi import document
from alerts.web.rate import Buckets
from alerts.web.routes import ROUTES
from alerts.web.serving import served

__all__ = ["Api", "Limits", "build_app", "build_health_app", "openapi_document"]


def build_app(api: Api) -> web.Application:
    """Make the application; it owns nothing of what it is given."""
    app = web.Application(
        middlewares=[boundary(api.public_url, api.ticks)],
        client_max_size=api.limits.body_bytes,
    )
    buckets = Buckets(api.limits.requests_per_minute)
    for route in ROUTES:
        handler = served(route, api, buckets)
        path = route.path_pattern or route.path
        if route.method == "GET":
            app.router.add_get(path, handler)
        else:
            app.router.add_route(route.method, path, handler)
    app.cleanup_ctx.append(_searchable(api))
    return app


def _searchable(api: Api) -> Callable[[web.Application], AsyncIterator[None]]:
    """Have the search's index built beside the loop, which would else stand still for it."""

    async def build(_: web.Application) -> AsyncIterator[None]:
        building = asyncio.create_task(asyncio.to_thread(api.gazetteer.search, "a", None, 1))
        yield
        await building

    return build


def openapi_document(public_url: str) -> dict[str, Any]:
    """Write the OpenAPI document of all routes."""
    return document(ROUTES, public_url)
