"""Exactly one mail address, in the form that a mail server takes.

`a@x,b@y` is one text and two recipients, and a library that splits it would mail the first
and lose the second in silence. So nothing is accepted that could be read in two ways.
"""

import re

from alerts.model.errors import InvalidInput, Problem

MAX_LENGTH = 254
MAX_LOCAL_LENGTH = 64
_ATEXT = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATEXT}(?:\.{_ATEXT})*", re.ASCII)
_ENCODED_WORD = "=?"  # RFC 2047: in a header it is decoded, and may spell a comma or a line end
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*", re.ASCII)


def parse_address(text: str) -> str:
    """Give the address with its domain in lower case and ASCII (IDNA).

    Raises `InvalidInput` for anything but one plain `local@domain` (RFC 5321, 4.1.2, without
    quoted local parts, address literals and non-ASCII local parts).
    """
    address = text.strip(" ")
    local, at, domain = address.rpartition("@")
    if not at or len(address) > MAX_LENGTH:
        raise _refuse("must be one address, as name@example.org")
    if len(local) > MAX_LOCAL_LENGTH or not _LOCAL.fullmatch(local) or _ENCODED_WORD in local:
        raise _refuse("has a part before the @ that is not plain, as name@example.org")
    try:
        ascii_domain = domain.encode("idna").decode().lower()
    except UnicodeError as error:
        raise _refuse("has a malformed domain") from error
    if not _DOMAIN.fullmatch(ascii_domain) or ascii_domain.rsplit(".", 1)[-1].isdigit():
        raise _refuse("has a malformed domain")
    return f"{local}@{ascii_domain}"


def _refuse(reason: str) -> InvalidInput:
    return InvalidInput(f"the address {reason}", (Problem("/address", reason),))
