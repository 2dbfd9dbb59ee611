"""The whole HTTP of a process that serves the API, made of its table of routes."""

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
    """Make the application; it starts nothing and owns nothing that must be closed."""
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
    return app


def openapi_document(public_url: str) -> dict[str, Any]:
    """Write the OpenAPI document of all routes."""
    return document(ROUTES, public_url)
