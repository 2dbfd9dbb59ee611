"""JSON from strangers: decoded fast when it is sound, and its faults told apart when not.

PostgreSQL cannot keep NUL in text, and no UTF-8 can carry half a surrogate pair; both
occur in what crawlers send. They are named, not mangled: a letter changed would move
the evidence.
"""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

import orjson

from alerts.model.errors import DeadReason, MalformedReport, Problem

UNSTORABLE = "holds NUL or an unpaired surrogate, which no text can keep"
_DEEPEST = 100


def decode_json(body: bytes) -> object:
    """Decode UTF-8 JSON (RFC 8259; a byte order mark is passed over).

    Raises `MalformedReport`: `not_json`, or `invalid_text` for an unpaired surrogate.
    """
    text = body.removeprefix(b"\xef\xbb\xbf")
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        fault = str(error)
    value = _decode_slowly(text, fault)
    if has_unstorable_text(value):
        raise unstorable(value)
    return value


def unstorable(value: object) -> MalformedReport:
    """Make the error that names the first text in `value` that cannot be kept."""
    at = next(unstorable_places(value), "")
    return MalformedReport(
        "a text cannot be kept", (Problem(at, UNSTORABLE),), reason=DeadReason.INVALID_TEXT
    )


def _decode_slowly(body: bytes, fault: str) -> object:
    """Decode what orjson refuses: surrogates in bytes or escapes, numbers beyond 64 bits."""
    try:
        text = body.decode("utf-8", "surrogatepass")
        return json.loads(text, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise MalformedReport("is nested too deeply", reason=DeadReason.NOT_JSON) from error
    except ValueError as error:
        raise MalformedReport(f"not JSON: {fault}", reason=DeadReason.NOT_JSON) from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def has_unstorable_text(value: object) -> bool:
    """Tell whether NUL or an unpaired surrogate stands in any string of a decoded value."""
    waiting = [value]
    for one in waiting:  # it grows meanwhile
        if isinstance(one, str):
            if "\0" in one or not _is_encodable(one):
                return True
        elif isinstance(one, dict):
            waiting += one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return False


def unstorable_places(value: Any, pointer: str = "", depth: int = 0) -> Iterator[str]:
    """Point to each text that cannot be kept, down to where a body of ours may reach.

    A member whose name cannot be kept has no pointer that can: its object is named for it.
    """
    match value:
        case str():
            if has_unstorable_text(value):
                yield pointer
        case dict() if depth < _DEEPEST:
            for name, member in value.items():
                if has_unstorable_text(name):
                    yield pointer
                else:
                    yield from unstorable_places(member, f"{pointer}/{escaped(name)}", depth + 1)
        case list() if depth < _DEEPEST:
            for place, item in enumerate(value):
                yield from unstorable_places(item, f"{pointer}/{place}", depth + 1)
        case _:
            return


def escaped(part: str) -> str:
    """Write one step of a JSON Pointer (RFC 6901, 3)."""
    return part.replace("~", "~0").replace("/", "~1")


def _is_encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
