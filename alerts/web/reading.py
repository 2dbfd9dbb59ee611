"""From what a stranger sent to a value that needs no more checking, or a named fault.

What cannot be read at all is 400; what can be read and cannot be meant is 422, with a JSON
Pointer to each member at fault.
"""

import asyncio
from collections.abc import Iterator
from typing import TypeVar

from aiohttp import web
from multidict import MultiMapping
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from alerts.model.doubled import doubled_members
from alerts.model.errors import DeadReason, MalformedReport
from alerts.model.faults import NOT_NULL, problems_of, said
from alerts.model.json_text import (
    UNSTORABLE,
    decode_json,
    has_unstorable_text,
    unstorable_places,
)
from alerts.web.problem import Flaw, Refusal, Trouble, invalid

M = TypeVar("M", bound=BaseModel)

_BODY_WITHIN_S = 30.0
_NUL = rb"\u0000"  # the only way for NUL into sound JSON; surrogates are refused in decoding
_UNFIT = "the request cannot be done as it is written"


async def read_bytes(request: web.Request, limit: int) -> bytes:
    """Read a JSON body, whole, in time and within `limit`. Raises `Refusal`."""
    coded = request.headers.get("Content-Encoding", "identity").lower()
    if request.content_type != "application/json" or coded != "identity":
        raise Refusal(
            Trouble.UNSUPPORTED_MEDIA, "the body must be application/json, not compressed"
        )
    if (request.charset or "utf-8").lower() not in {"utf-8", "utf8"}:
        raise Refusal(Trouble.UNSUPPORTED_MEDIA, "the body must be in UTF-8")
    try:
        async with asyncio.timeout(_BODY_WITHIN_S):
            return await request.clone(client_max_size=limit).read()
    except TimeoutError as error:
        detail = f"the body did not arrive within {_BODY_WITHIN_S:.0f} seconds"
        raise Refusal(Trouble.TIMEOUT, detail) from error
    except web.HTTPRequestEntityTooLarge as error:
        raise Refusal(Trouble.TOO_LARGE, f"a request holds at most {limit} bytes") from error


def decoded(body: bytes) -> object:
    """Decode a JSON body. Raises `Refusal`."""
    if not body.strip():
        raise Refusal(Trouble.MALFORMED, "the body is empty; it must be JSON")
    try:
        value = decode_json(body)
    except MalformedReport as error:
        if error.reason is DeadReason.INVALID_TEXT:
            at = error.problems[0].pointer
            raise invalid(error.detail, [Flaw(pointer=at, detail=UNSTORABLE)]) from error
        raise Refusal(Trouble.MALFORMED, error.detail) from error
    return value


def read_body(model: type[M], body: bytes) -> M:
    """Read a JSON body as `model`. Raises `Refusal`."""
    value = decoded(body)
    if _NUL in body and has_unstorable_text(value):
        at = next(unstorable_places(value), "")
        raise invalid("a text cannot be kept", [Flaw(pointer=at, detail=UNSTORABLE)])
    text = body.removeprefix(b"\xef\xbb\xbf")
    try:
        read = model.model_validate_json(text, strict=True)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
    else:
        twice = [Flaw(pointer=at, detail="is given more than once") for at in doubled_members(text)]
        if twice:
            raise invalid(_UNFIT, twice)
        return read
    if faults[0]["type"] == "json_invalid":
        raise Refusal(Trouble.MALFORMED, "the body is not JSON, or is nested too deeply")
    raise invalid(_UNFIT, flaws_of(faults, value))


def read_query(model: type[M], query: MultiMapping[str]) -> M:
    """Read the query parameters as `model`. Raises `Refusal`."""
    names = [name for name, _ in query.items()]
    twice = sorted(name for name in model.model_fields if names.count(name) > 1)
    flaws = tuple(Flaw(parameter=name, detail="is given more than once") for name in twice)
    if not flaws:
        try:
            return model.model_validate(dict(query.items()))
        except ValidationError as error:
            flaws = tuple(
                Flaw(parameter=str(fault["loc"][0]), detail=said(fault))
                for fault in error.errors(include_url=False, include_input=False)
                if fault["type"] != NOT_NULL
            )
    raise Refusal(Trouble.MALFORMED, "a query parameter cannot be used", flaws)


def flaws_of(faults: list[ErrorDetails], value: object) -> Iterator[Flaw]:
    """Name each fault by its place in the body."""
    for problem in problems_of(faults, value):
        yield Flaw(pointer=problem.pointer, detail=problem.detail)
