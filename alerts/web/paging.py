"""Pages of a list, newest first: an opaque cursor, and a link to the next page (RFC 8288).

A cursor is a place in time, not a count: what is added meanwhile moves nothing.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Protocol, TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from alerts.store.records import After
from alerts.web.problem import Flaw, Refusal, Trouble
from alerts.web.route import Call, Json
from alerts.web.shape import Sent, absent

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_PLACE = re.compile(r"(\d{1,17})\.([a-z]{3}_[a-z0-9]{1,64})", re.ASCII)


class PageQuery(Sent):
    """Which page."""

    limit: Annotated[int, Field(ge=1, le=200, description="How many at most.")] = 50
    cursor: Annotated[str, Field(max_length=200)] | SkipJsonSchema[None] = absent(
        "From the link to the next page."
    )


class Placed(Protocol):
    """A record that has its place in a list."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def created_at(self) -> datetime:
        """When it was made."""


R = TypeVar("R", bound=Placed)
Q = TypeVar("Q", bound=PageQuery)


async def paged(
    call: Call[object, Q],
    fetch: Callable[[int, After | None], Awaitable[Sequence[R]]],
    shown: Callable[[Sequence[R]], BaseModel],
) -> Json:
    """Answer one page; `fetch` gives at most so many records that follow a place."""
    query = call.query
    limit = query.limit
    found = await fetch(limit + 1, read_cursor(query.cursor))
    if len(found) <= limit:
        return Json(shown(found))
    page = found[:limit]
    given = query.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    following = urlencode(given | {"cursor": write_cursor(page[-1])})
    address = f"{call.api.public_url}{call.raw_path}?{following}"
    return Json(shown(page), {"Link": f'<{address}>; rel="next"'})


def write_cursor(last: Placed) -> str:
    """Name the place after a record."""
    place = f"{(last.created_at - _EPOCH) // _MICROSECOND}.{last.id}"
    return urlsafe_b64encode(place.encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> After | None:
    """Read what `write_cursor` wrote. Raises `Refusal`."""
    if cursor is None:
        return None
    try:
        place = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode()
    except ValueError:
        place = ""
    matched = _PLACE.fullmatch(place)
    if matched is None:
        flaw = Flaw(parameter="cursor", detail="is not one that a list of ours gave")
        raise Refusal(Trouble.MALFORMED, "the cursor cannot be used", (flaw,))
    return After(_EPOCH + int(matched[1]) * _MICROSECOND, matched[2])
