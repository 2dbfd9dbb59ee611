"""What is said when a request cannot be done: RFC 9457, one family of words per reason.

The reasons are a closed list. Each has an address in the pages of documentation, which is
its `type`: who meets one can follow it and read what to do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from alerts.model.entity import Kind
from alerts.model.errors import InvalidInput
from alerts.web.shape import Shape, absent

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class _Words:
    slug: str
    status: int
    title: str
    remedy: str


class Trouble(Enum):
    """Every reason for which a request is not done."""

    MALFORMED = _Words(
        "malformed-request",
        400,
        "The request cannot be read",
        "The body is no JSON, or a query parameter is unknown, repeated or out of range. "
        "`errors` names it.",
    )
    UNAUTHORIZED = _Words(
        "unauthorized",
        401,
        "A valid key is needed",
        "Send `Authorization: Bearer KEY` with a key that has not been revoked.",
    )
    FORBIDDEN = _Words(
        "forbidden",
        403,
        "This needs the operator's key",
        "The route is the operator's. Where no operator key is set, nobody can use it.",
    )
    NOT_FOUND = _Words(
        "not-found",
        404,
        "There is no such thing here",
        "The path or the id is wrong, the record was deleted, or it is somebody else's.",
    )
    METHOD_NOT_ALLOWED = _Words(
        "method-not-allowed",
        405,
        "The path does not know this method",
        "The header `Allow` lists the methods that it knows.",
    )
    TIMEOUT = _Words(
        "request-timeout",
        408,
        "The body did not arrive in time",
        "Send it again, or in smaller parts.",
    )
    CONFLICT = _Words(
        "conflict",
        409,
        "The state of things forbids it",
        "The last key stays, a destination that a rule notifies stays, nothing is sent, again or "
        "as a test, but to a destination that is open, and a request with an `Idempotency-Key` "
        "waits for the first with it. `detail` says what has to change first.",
    )
    LIMIT_REACHED = _Words(
        "limit-reached",
        409,
        "There are as many of these as there may be",
        "Delete one that is not needed, or ask the operator for more.",
    )
    CHANGED_MEANWHILE = _Words(
        "changed-meanwhile",
        412,
        "It has changed since you read it",
        "Nothing was done. `If-Match` names another version than the one that is there: get it "
        "again, look at what changed, and send your change with the new `ETag`.",
    )
    TOO_LARGE = _Words(
        "too-large",
        413,
        "The request is too large",
        "`detail` gives the limit. Send less at a time.",
    )
    UNSUPPORTED_MEDIA = _Words(
        "unsupported-media-type",
        415,
        "The body must be plain JSON",
        "Send `Content-Type: application/json`, in UTF-8 and not compressed.",
    )
    INVALID = _Words(
        "invalid",
        422,
        "The request says something that cannot be",
        "`errors` names each member at fault by its JSON Pointer, and for a name that is "
        "unknown or ambiguous the entities that it could mean.",
    )
    TOO_MANY_REQUESTS = _Words(
        "too-many-requests",
        429,
        "Too many requests",
        "Wait for as many seconds as the header `Retry-After` says.",
    )
    INTERNAL = _Words(
        "internal-error",
        500,
        "A fault of ours",
        "It has been logged. The same request will meet it again until it is mended.",
    )
    UNAVAILABLE = _Words(
        "unavailable",
        503,
        "A part of the service is away",
        "Nothing was done. Send the same request again after `Retry-After` seconds.",
    )

    @property
    def words(self) -> _Words:
        """Give slug, status, title and remedy."""
        return self.value

    @property
    def status(self) -> int:
        """Give the HTTP status."""
        return self.value.status


class Candidate(Shape):
    """An entity that a name could mean."""

    id: str
    kind: Kind
    name: str


class Flaw(Shape):
    """One thing wrong: in the body (`pointer`, RFC 6901) or in the query (`parameter`)."""

    pointer: str | SkipJsonSchema[None] = absent()
    parameter: str | SkipJsonSchema[None] = absent()
    detail: str
    candidates: tuple[Candidate, ...] | SkipJsonSchema[None] = absent()


class Problem(Shape):
    """An RFC 9457 problem. `type` leads to a page that says what to do."""

    type: str = Field(json_schema_extra={"format": "uri-reference"})
    title: str
    status: int
    detail: str
    errors: tuple[Flaw, ...] | SkipJsonSchema[None] = absent()


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - what the caller gets, not a fault of ours
    """A request that is not done, and what is answered."""

    trouble: Trouble
    detail: str
    flaws: tuple[Flaw, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def problem(self, public_url: str) -> Problem:
        """Write it down as it is answered."""
        words = self.trouble.words
        return Problem(
            type=f"{public_url}/docs#{words.slug}",
            title=words.title,
            status=words.status,
            detail=self.detail,
            errors=self.flaws or None,
        )


def not_found() -> Refusal:
    """Refuse alike what is not there and what is another's: nobody learns which."""
    return Refusal(Trouble.NOT_FOUND, "there is nothing of yours under this address")


def invalid(detail: str, flaws: Iterable[Flaw]) -> Refusal:
    """Refuse what is well written and cannot be."""
    return Refusal(Trouble.INVALID, detail, tuple(flaws))


def refusal_of(error: InvalidInput, at: str = "") -> Refusal:
    """Turn what another room found wrong into an answer; `at` is put before its pointers."""
    flaws = (Flaw(pointer=at + it.pointer, detail=it.detail) for it in error.problems)
    return invalid(error.detail, flaws)
