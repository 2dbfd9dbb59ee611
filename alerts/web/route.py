"""A route as a value: how it is reached, by whom, what goes in and what comes out.

Serving and describing both read this and nothing else. A handler sees no HTTP: it is
given what was read and checked, and gives back what is to be written.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import BaseModel

from alerts.web.api import Api
from alerts.web.problem import Trouble, not_found

B = TypeVar("B")
Q = TypeVar("Q", bound=BaseModel)
B_co = TypeVar("B_co", covariant=True)
Q_co = TypeVar("Q_co", bound=BaseModel, covariant=True)

_ID = r"{}_[a-z0-9]{{1,64}}"


class Auth(StrEnum):
    """Whose key opens a route."""

    NONE = "none"
    SUBSCRIBER = "subscriber"
    OPERATOR = "operator"


class Media(StrEnum):
    """What a route answers when it is not one of our JSON shapes."""

    HTML = "text/html"
    METRICS = "text/plain"
    JSON = "application/json"


class Tag(StrEnum):
    """How routes are grouped where people read of them."""

    SUBSCRIBERS = "Subscribers and keys"
    DESTINATIONS = "Destinations"
    RULES = "Rules"
    ALERTS = "Alerts and deliveries"
    ENTITIES = "Entities"
    REPORTS = "Reports"
    LINKS = "Links in mails"
    SERVICE = "The service itself"


@dataclass(frozen=True, slots=True)
class Json:
    """A JSON answer; `status` where it is not the route's usual one."""

    value: BaseModel
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """Done, and nothing to say."""


@dataclass(frozen=True, slots=True)
class Html:
    """A page; `style_source` is what its Content-Security-Policy lets in as styles."""

    text: str
    style_source: str
    status: int = 200


@dataclass(frozen=True, slots=True)
class Text:
    """Bytes of another kind; `content_type` is the whole header."""

    body: bytes
    content_type: str


Reply = Json | Empty | Html | Text


@dataclass(frozen=True, slots=True)
class Call(Generic[B_co, Q_co]):
    """One request, read and checked. `subscriber_id` is empty where no subscriber calls."""

    api: Api
    subscriber_id: str
    path: Mapping[str, str]
    query: Q_co
    body: B_co
    raw_path: str
    if_match: str | None = None

    def id(self, prefix: str) -> str:
        """Give the id in the path, or refuse what cannot be one of this kind."""
        given = self.path["id"]
        if not re.fullmatch(_ID.format(prefix), given, re.ASCII):
            raise not_found()
        return given


@dataclass(frozen=True, slots=True)
class SentJson:
    """A JSON body for a handler that needs the bytes as they were sent."""

    sent: bytes
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(Generic[B, Q]):
    """One method of one path. `name` is unique, and the operation's id in the document.

    `path_pattern` replaces the path where a parameter may hold a slash. `described_body`
    names the shape of a `SentJson` body. `other_statuses` are answers, and no problems.
    `example` is a body that works, as JSON. A `tagged` answer has the header `ETag`; a `guarded`
    call is done only if the one in `If-Match` is still right. One that `creates` something is
    done once for each `Idempotency-Key`.
    """

    method: str
    path: str
    name: str
    tag: Tag
    summary: str
    description: str = ""
    auth: Auth
    handle: Callable[[Call[B, Q]], Awaitable[Reply]]
    body: type[B]
    query: type[Q]
    answer: type[BaseModel] | Media | None
    status: int = 200
    troubles: tuple[Trouble, ...] = ()
    other_statuses: tuple[tuple[int, str], ...] = ()
    path_pattern: str | None = None
    example: object = None
    described_body: tuple[type[BaseModel], ...] = ()
    paged: bool = False
    tagged: bool = False
    guarded: bool = False
    creates: bool = False
