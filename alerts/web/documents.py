"""The document of all routes, these two among them, for programs and for people."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import orjson

from alerts.web.openapi import document
from alerts.web.reference import reference
from alerts.web.route import Auth, Call, Html, Media, Route, Tag, Text
from alerts.web.shape import Nothing

Routes = tuple[Route[Any, Any], ...]


def with_documents(routes: Sequence[Route[Any, Any]]) -> Routes:
    """Give the routes and those that describe them all."""

    @lru_cache(maxsize=1)
    def written(public_url: str) -> bytes:
        return orjson.dumps(document(table, public_url))

    @lru_cache(maxsize=1)
    def drawn(public_url: str) -> Html:
        return reference(document(table, public_url))

    async def openapi(call: Call[Nothing, Nothing]) -> Text:
        return Text(written(call.api.public_url), "application/json")

    async def docs(call: Call[Nothing, Nothing]) -> Html:
        return drawn(call.api.public_url)

    table: Routes = (
        *routes,
        Route(
            method="GET",
            path="/openapi.json",
            name="getOpenApi",
            tag=Tag.SERVICE,
            summary="This document (OpenAPI 3.1)",
            auth=Auth.NONE,
            handle=openapi,
            body=Nothing,
            query=Nothing,
            answer=Media.JSON,
        ),
        Route(
            method="GET",
            path="/docs",
            name="getDocs",
            tag=Tag.SERVICE,
            summary="This document as a page",
            auth=Auth.NONE,
            handle=docs,
            body=Nothing,
            query=Nothing,
            answer=Media.HTML,
        ),
    )
    return table
