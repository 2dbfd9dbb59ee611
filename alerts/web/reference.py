"""The OpenAPI document as a page to read: everything on one page, searched by the browser."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from alerts.web.pages import page
from alerts.web.problem import Trouble
from alerts.web.route import Html

_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of a body, an answer or a query, ready to show."""

    name: str
    type: Markup
    is_required: bool
    text: Markup


@dataclass(frozen=True, slots=True)
class _Response:
    status: str
    text: Markup
    shape: Markup


@dataclass(frozen=True, slots=True)
class _Operation:
    id: str
    method: str
    path: Markup
    summary: str
    text: Markup
    key: str
    parameters: tuple[_Member, ...]
    body: Markup
    body_members: tuple[_Member, ...]
    example: str
    responses: tuple[_Response, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    name: str
    slug: str
    operations: tuple[_Operation, ...]


@dataclass(frozen=True, slots=True)
class _Schema:
    name: str
    text: Markup
    members: tuple[_Member, ...]
    type: Markup


def reference(document: dict[str, Any]) -> Html:
    """Draw the document as a page."""
    info = document["info"]
    groups = [
        _Group(tag["name"], _slug(tag["name"]), tuple(_operations(document, tag["name"])))
        for tag in document["tags"]
    ]
    server = document["servers"][0]["url"]
    schemas = [_schema(name, it) for name, it in document["components"]["schemas"].items()]
    return page(
        "docs.html",
        "docs.css",
        title=info["title"],
        about=[_prose(part) for part in info["description"].split("\n\n")],
        server=server,
        groups=groups,
        schemas=schemas,
        troubles=[(it.words, _prose(it.words.remedy)) for it in Trouble],
    )


def _operations(document: dict[str, Any], tag: str) -> Iterator[_Operation]:
    for path, methods in document["paths"].items():
        for method, it in methods.items():
            if tag in it["tags"]:
                yield _operation(document, path, method, it)


def _operation(document: dict[str, Any], path: str, method: str, it: dict[str, Any]) -> _Operation:
    keys = [name for needed in it["security"] for name in needed]
    body = it.get("requestBody", {}).get("content", {}).get("application/json", {})
    return _Operation(
        id=it["operationId"],
        method=method.upper(),
        path=_path(path),
        summary=it["summary"],
        text=_prose(it.get("description", "")),
        key={"subscriberKey": "your key", "operatorKey": "operator’s key"}.get(
            keys[0] if keys else "", "no key"
        ),
        parameters=tuple(
            _Member(
                name=p["name"],
                type=_type(p["schema"]),
                is_required=p["required"],
                text=_prose(p.get("description", "")),
            )
            for p in it.get("parameters", ())
        ),
        body=_body(document, body["schema"]) if body else Markup(),
        body_members=_members(_found(document, body.get("schema", {}))),
        example=_curl(document["servers"][0]["url"], path, method, body.get("example"), keys),
        responses=tuple(
            _Response(status, _prose(r["description"]), _shape_of(r))
            for status, r in it["responses"].items()
        ),
    )


def _found(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference; what is no reference is itself."""
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    found: dict[str, Any] = document["components"]["schemas"].get(name, schema)
    return found


def _body(document: dict[str, Any], schema: dict[str, Any]) -> Markup:
    """Name a body's shape; of one that is one of several, name those."""
    found = _found(document, schema)
    return _type(schema if "properties" in found else found)


def _curl(url: str, path: str, method: str, example: object, keys: list[str]) -> str:
    """Write the call as a line for a shell."""
    key = "OPERATOR_KEY" if "operatorKey" in keys else "KEY"
    parts = [
        f"curl -X {method.upper()} '{url}{path}'" if method != "get" else f"curl '{url}{path}'"
    ]
    if keys:
        parts.append(f"-H 'Authorization: Bearer {key}'")
    if example is not None:
        text = json.dumps(example, ensure_ascii=False).replace("'", "'\\''")
        parts += ["-H 'Content-Type: application/json'", f"-d '{text}'"]
    return " \\\n  ".join(parts)


def _schema(name: str, it: dict[str, Any]) -> _Schema:
    members = _members(it)
    text = _prose(" ".join(it.get("description", "").split()))
    return _Schema(name, text, members, Markup() if members else _type(it))


def _members(it: dict[str, Any]) -> tuple[_Member, ...]:
    required = it.get("required", ())
    return tuple(
        _Member(
            name=member,
            type=_type(schema),
            is_required=member in required,
            text=_prose(schema.get("description", "")),
        )
        for member, schema in it.get("properties", {}).items()
    )


def _shape_of(response: dict[str, Any]) -> Markup:
    shapes = [
        _type(body["schema"]) if "json" in media else escape(media)
        for media, body in response.get("content", {}).items()
        if media != "application/problem+json"
    ]
    return Markup(" or ").join(shapes)


def _type(schema: dict[str, Any]) -> Markup:  # noqa: PLR0911 - one answer per form of schema
    """Write a schema in a few words, with links to the named ones."""
    match schema:
        case {"$ref": str() as ref}:
            name = ref.rsplit("/", 1)[-1]
            return Markup('<a href="#schema-{0}">{0}</a>').format(name)
        case {"const": value}:
            return _literal([value])
        case {"enum": list() as values}:
            return _literal(values)
        case {"anyOf": list() as options} | {"oneOf": list() as options}:
            return Markup(" or ").join(_type(option) for option in options)
        case {"type": "array", "items": dict() as items}:
            return Markup("list of {}").format(_type(items))
        case {"type": "object", "additionalProperties": dict() as values}:
            return Markup("object of {}").format(_type(values))
        case {"type": str() as name, "format": str() as form}:
            return Markup("{}, {}").format(name, form)
        case {"type": str() as name}:
            return escape(name) + _bounds(schema)
        case _:
            return Markup("anything")


def _bounds(schema: dict[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f", {low} to {high}"
    if "maxLength" in schema:
        return f", at most {schema['maxLength']} characters"
    return ""


def _literal(values: list[Any]) -> Markup:
    return Markup(" or ").join(Markup("<code>{}</code>").format(value) for value in values)


def _prose(text: str) -> Markup:
    """Escape a text, with what stands in backticks as code."""
    return _marked(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def _path(path: str) -> Markup:
    return _marked(re.sub(r"(\{\w+\})", r"<em>\1</em>", str(escape(path))))


def _marked(escaped: str) -> Markup:
    return Markup(escaped)  # noqa: S704 - made of escaped text and tags of ours


def _slug(name: str) -> str:
    return "group-" + re.sub(r"\W+", "-", name.lower())
