"""The OpenAPI 3.1 document, written from the table of routes and the shapes they name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from alerts.web.problem import MEDIA_TYPE, Problem, Trouble
from alerts.web.route import Auth, Media, Route, SentJson, Tag
from alerts.web.shape import Ignored, Nothing

Document = dict[str, Any]
_Routes = Sequence[Route[Any, Any]]
_Refs = dict[tuple[type[BaseModel], JsonSchemaMode], dict[str, Any]]

_ABOUT = """\
Tell this service what you want to hear of (rules) and where (destinations). When a report \
matches, you get an alert that says what happened, where, who, and why you got it.

Send JSON with `Authorization: Bearer KEY`. What is not known here is refused, never ignored. \
Lists come newest first, in pages: the header `Link` leads to the next one. Errors are \
`application/problem+json` (RFC 9457) and name each member at fault."""

_KEYS = {
    Auth.SUBSCRIBER: ("subscriberKey", "A subscriber's API key."),
    Auth.OPERATOR: ("operatorKey", "The operator's key, from the service's settings."),
}
_PATH_PARAMETERS = {
    "id": "The record's id.",
    "token": "The signed token from the mail.",
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of what you read: the call is done only if nothing changed since.",
    "schema": {"type": "string"},
}
_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": (
        "Your own mark of this request, kept for 24 hours: sent again with it, the request does "
        "nothing and gets the first answer, without its secret."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}
_ANY_TIME = (Trouble.INTERNAL, Trouble.UNAVAILABLE)
_BODY = (
    Trouble.MALFORMED,
    Trouble.TIMEOUT,
    Trouble.TOO_LARGE,
    Trouble.UNSUPPORTED_MEDIA,
    Trouble.INVALID,
)


def document(routes: _Routes, public_url: str) -> Document:
    """Write the document of these routes."""
    refs, schemas = _schemas(routes)
    # A query is described by its parameters; as a shape nobody sends it.
    queries = {route.query.__name__ for route in routes}
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for route in routes:
        paths[route.path][route.method.lower()] = _operation(route, refs, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Alerts", "version": "1", "description": _ABOUT},
        "servers": [{"url": public_url}],
        "tags": [{"name": tag.value} for tag in Tag],
        "paths": dict(paths),
        "components": {
            "schemas": {name: schemas[name] for name in sorted(schemas.keys() - queries)},
            "securitySchemes": {
                name: {"type": "http", "scheme": "bearer", "description": description}
                for name, description in _KEYS.values()
            },
        },
    }


def troubles_of(route: Route[Any, Any]) -> tuple[Trouble, ...]:
    """List every reason for which a route may refuse, in the order of their statuses."""
    found = {*route.troubles, *_ANY_TIME}
    if route.auth is not Auth.NONE:
        found.add(Trouble.UNAUTHORIZED)
    if route.auth is Auth.OPERATOR:
        found.add(Trouble.FORBIDDEN)
    if route.auth is Auth.SUBSCRIBER:
        found.add(Trouble.TOO_MANY_REQUESTS)
    if route.body is not Nothing:
        found.update(_BODY)
    if "{id}" in route.path:
        found.add(Trouble.NOT_FOUND)
    if route.guarded:
        found.update({Trouble.MALFORMED, Trouble.CHANGED_MEANWHILE})
    if route.creates:
        found.update({Trouble.MALFORMED, Trouble.CONFLICT, Trouble.INVALID})
    if route.query is not Ignored:
        found.add(Trouble.MALFORMED)  # a query parameter that nobody knows
    return tuple(trouble for trouble in Trouble if trouble in found)


def _schemas(routes: _Routes) -> tuple[_Refs, dict[str, Any]]:
    """Give a reference to each shape, and the schemas they lead to."""
    wanted: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {(Problem, "serialization"): None}
    for route in routes:
        for sent in (*route.described_body, route.body, route.query):
            if sent is not Nothing and sent is not SentJson:
                wanted[sent, "validation"] = None
        if isinstance(route.answer, type):
            wanted[route.answer, "serialization"] = None
    refs, defs = models_json_schema(list(wanted), ref_template="#/components/schemas/{model}")
    return {shape: refs[shape] for shape in wanted}, defs["$defs"]


def _operation(route: Route[Any, Any], refs: _Refs, schemas: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "tags": [route.tag.value],
        "summary": route.summary,
    }
    if route.description:
        operation["description"] = route.description
    if parameters := [
        *_path_parameters(route),
        *_query_parameters(route, schemas),
        *([_IF_MATCH] if route.guarded else []),
        *([_IDEMPOTENCY_KEY] if route.creates else []),
    ]:
        operation["parameters"] = parameters
    if route.body is not Nothing:
        schema = _body_schema(route, refs)
        media = {"schema": schema} | ({} if route.example is None else {"example": route.example})
        operation["requestBody"] = {"required": True, "content": {"application/json": media}}
    operation["responses"] = _responses(route, refs)
    key = _KEYS.get(route.auth)
    operation["security"] = [{key[0]: []}] if key else []
    return operation


def _path_parameters(route: Route[Any, Any]) -> Iterable[dict[str, Any]]:
    for name in re.findall(r"\{(\w+)\}", route.path):
        yield {
            "name": name,
            "in": "path",
            "required": True,
            "description": _PATH_PARAMETERS[name],
            "schema": {"type": "string", "minLength": 1},
        }


def _query_parameters(route: Route[Any, Any], schemas: dict[str, Any]) -> Iterable[dict[str, Any]]:
    if route.query is Nothing:
        return
    shape = schemas[route.query.__name__]
    for name, schema in shape["properties"].items():
        described = {key: value for key, value in schema.items() if key != "description"}
        yield {
            "name": name,
            "in": "query",
            "required": name in shape.get("required", ()),
            "description": schema.get("description", ""),
            "schema": described,
        }


def _body_schema(route: Route[Any, Any], refs: _Refs) -> dict[str, Any]:
    if not route.described_body:
        return refs[route.body, "validation"]
    (one,) = (refs[model, "validation"] for model in route.described_body)
    return {"oneOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _responses(route: Route[Any, Any], refs: _Refs) -> dict[str, Any]:
    responses: dict[str, Any] = {str(route.status): _answered(route, refs, "Done.")}
    for status, description in route.other_statuses:
        responses[str(status)] = _answered(route, refs, description)
    problem = {MEDIA_TYPE: {"schema": refs[Problem, "serialization"]}}
    for trouble in troubles_of(route):
        words = trouble.words
        known = responses.setdefault(str(words.status), {"description": "", "content": {}})
        known["description"] = " ".join(filter(None, [known["description"], f"{words.title}."]))
        known["content"] |= problem
        headers = _headers_of(trouble)
        if headers:
            known["headers"] = headers
    return dict(sorted(responses.items()))


def _answered(route: Route[Any, Any], refs: _Refs, description: str) -> dict[str, Any]:
    answer = route.answer
    response: dict[str, Any] = {"description": description}
    match answer:
        case None:
            pass
        case Media.JSON:
            response["content"] = {answer.value: {"schema": {"type": "object"}}}
        case Media():
            response["content"] = {answer.value: {"schema": {"type": "string"}}}
        case _:
            schema = refs[answer, "serialization"]
            response["content"] = {"application/json": {"schema": schema}}
    headers: dict[str, Any] = {}
    if route.paged:
        headers["Link"] = _header('The next page: `<…>; rel="next"` (RFC 8288).')
    if route.tagged:
        headers["ETag"] = _header("This version, for `If-Match`.")
    return response | ({"headers": headers} if headers else {})


def _headers_of(trouble: Trouble) -> dict[str, Any]:
    match trouble:
        case Trouble.UNAUTHORIZED:
            return {"WWW-Authenticate": _header("What is asked for (RFC 6750).")}
        case Trouble.TOO_MANY_REQUESTS | Trouble.UNAVAILABLE:
            return {"Retry-After": _header("Seconds to wait.")}
        case _:
            return {}


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}
