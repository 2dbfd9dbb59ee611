"""A webhook as somebody caught it: in files, by hand, with all that goes wrong by hand.

The usual faults have nothing to do with secrets: a body that an editor or a framework changed.
Where one of those explains it, it is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import orjson

from alerts.keyring import fault_of
from alerts.model.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Received:
    """What came; names of headers are in lower case."""

    headers: Mapping[str, str]
    body: bytes


def read_secret(given: str | None, file: bytes | None) -> str:
    """Give the one secret that was given. Raises `InvalidInput`."""
    if (given is None) == (file is None):
        raise InvalidInput("give the secret by --secret or by --secret-file")
    return given if given is not None else _text(file or b"").strip()


def read_headers(file: bytes, given: Sequence[str]) -> dict[str, str]:
    """Read `Name: value` lines or a JSON object, and single headers. Raises `InvalidInput`."""
    found: dict[str, str] = {}
    if file.lstrip().startswith(b"{"):
        found = _strings(_object(file), "the headers")
    else:
        given = [*(line for line in _text(file).splitlines() if ":" in line), *given]
    for line in given:
        name, colon, value = line.partition(":")
        if not colon:
            raise InvalidInput(f"{line!r} is no header; write Name: value")
        found[name] = value
    return {name.strip().lower(): value.strip() for name, value in found.items()}


def read_sample(file: bytes) -> tuple[str, Received]:
    """Read what `/.well-known/webhook-sample.json` answers. Raises `InvalidInput`."""
    match _object(file):
        case {"secret": str(secret), "headers": dict(headers), "body": str(body)}:
            named = _strings(headers, "the headers")
            lowered = {name.lower(): value for name, value in named.items()}
            return secret, Received(lowered, body.encode())
        case _:
            raise InvalidInput("no sample: it has no secret, headers and body")


def fault(received: Received, secret: str, now_s: float | None) -> str | None:
    """Say what is wrong with it, and if it is plain, why; `now_s` None takes any age."""
    for name in ("webhook-id", "webhook-timestamp", "webhook-signature"):
        if not received.headers.get(name):
            return f"the header {name} is missing"
    wrong = _fault(received, secret, now_s)
    if wrong is None or _fault(received, secret, None) is None:
        return wrong
    for body, how in _repairs(received.body):
        if _fault(replace(received, body=body), secret, None) is None:
            return f"{wrong}; it would fit {how}: check the bytes as they came"
    return wrong


def _fault(received: Received, secret: str, now_s: float | None) -> str | None:
    sent = received.headers["webhook-timestamp"]
    if now_s is None:
        now_s = float(sent) if sent.isascii() and sent.isdigit() else 0.0
    return fault_of(received.headers, received.body, secret=secret, now_s=now_s)


def _repairs(body: bytes) -> list[tuple[bytes, str]]:
    """Undo what is commonly done to a body."""
    found = [(body.rstrip(b"\r\n"), "without the line end behind it")]
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        return found
    return [*found, (orjson.dumps(value), "if it had not been read as JSON and written anew")]


def _object(file: bytes) -> dict[str, object]:
    try:
        value = orjson.loads(file)
    except orjson.JSONDecodeError as error:
        raise InvalidInput(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise InvalidInput("not a JSON object")
    return value


def _strings(value: Mapping[str, object], what: str) -> dict[str, str]:
    found = {name: text for name, text in value.items() if isinstance(text, str)}
    if len(found) < len(value):
        raise InvalidInput(f"{what} must be texts")
    return found


def _text(file: bytes) -> str:
    try:
        return file.decode()
    except UnicodeDecodeError as error:
        raise InvalidInput("a file is not UTF-8") from error
