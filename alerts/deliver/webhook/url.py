"""A webhook's URL, read with the parser of the client that will dial it.

Two parsers that disagree about the host are the classic hole in such guards. So there is
one, and whatever it accepts beyond plain spelling is refused: an address must look like
what it is.
"""

import re
from dataclasses import dataclass

from yarl import URL

from alerts.deliver.webhook.addresses import parse_address
from alerts.model.errors import InvalidInput, Problem

MAX_LENGTH = 2048
_SPACE_OR_CONTROL = re.compile(r"[\s\x00-\x20\x7f-\xa0\\]")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?", re.ASCII)
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)", re.ASCII)
_MAX_HOST_LENGTH = 253


@dataclass(frozen=True, slots=True)
class WebhookUrl:
    """What matters of a URL; `literal` is the host when it is an IP address."""

    scheme: str
    host: str
    port: int
    literal: str | None

    @property
    def is_localhost(self) -> bool:
        """Tell a name that always means this machine (RFC 6761)."""
        name = self.host.rstrip(".")
        return name == "localhost" or name.endswith(".localhost")


def parse_url(text: str) -> WebhookUrl:
    """Read an absolute http(s) URL without user, fragment or tricks. Raises `InvalidInput`."""
    if len(text) > MAX_LENGTH:
        raise refuse(f"is longer than {MAX_LENGTH} characters")
    if _SPACE_OR_CONTROL.search(text):
        raise refuse("holds a space, a control character or a backslash")
    try:
        url = URL(text)
        host, port = url.raw_host, url.port
    except ValueError as error:
        raise refuse(f"is not a URL: {error}") from error
    if url.scheme not in {"http", "https"} or not host:
        raise refuse("must be an absolute https URL")
    authority = re.split(r"[/?#]", text.split("//", 1)[-1], maxsplit=1)[0]
    if "@" in authority:
        raise refuse("must not carry a user or password; use a header")
    if "#" in text:
        raise refuse("must not have a fragment")
    if not port:
        raise refuse("has an impossible port")
    if "[" in authority and ":" not in host:
        raise refuse("has a malformed IPv6 address")
    return WebhookUrl(url.scheme, host, port, _literal(host))


def refuse(reason: str) -> InvalidInput:
    """Make the error that names the URL and the reason."""
    return InvalidInput(f"the URL {reason}", (Problem("/url", reason),))


def _literal(host: str) -> str | None:
    """Give the host when it is an IP address; refuse one in disguise, and what is no host."""
    if ":" in host:
        if parse_address(host) is None:
            raise refuse("has a malformed or zoned IPv6 address")
        return host
    if len(host) > _MAX_HOST_LENGTH or not _HOST.fullmatch(host):
        raise refuse("has a malformed host name")
    if not _NUMBER.fullmatch(host.rstrip(".").rsplit(".", 1)[-1]):
        return None
    if parse_address(host) is None:
        raise refuse("has an IP address in an unusual form; write it as four decimal numbers")
    return host
