"""Destinations as they are sent and answered.

A URL or an address never changes: a new one is a new destination, which has to prove
itself anew. Of a webhook's headers only the names are ever shown, as their values often
are passwords.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, RootModel, field_validator
from pydantic.json_schema import SkipJsonSchema

from alerts.keyring import Keyring, open_headers
from alerts.model.allowance import FASTEST, SLOWEST
from alerts.model.rule import Channel, DestinationState
from alerts.store.destinations import Destination
from alerts.web.shape import Sent, Shape, absent, without_default

Headers = Annotated[
    dict[str, str], Field(max_length=20, description="Added to each request to your webhook.")
]


Rate = Annotated[
    float | None,
    Field(
        ge=SLOWEST,
        le=FASTEST,
        description=(
            "At most so many deliveries a second; null: as many as the operator lets any "
            "destination have."
        ),
    ),
]


def _told_apart(headers: dict[str, str]) -> dict[str, str]:
    if len({name.lower() for name in headers}) < len(headers):
        raise ValueError("a header stands twice; upper and lower case tell no two apart")
    return headers


class WebhookSent(Sent):
    """A webhook to be."""

    type: Literal["webhook"]
    url: Annotated[str, Field(min_length=1, max_length=2048, examples=["https://example.org/hook"])]
    headers: Headers = Field(default_factory=dict)
    rate: Rate = None

    _headers = field_validator("headers")(_told_apart)


class EmailSent(Sent):
    """A mail address to be; it stays `pending` until its owner confirms."""

    type: Literal["email"]
    address: Annotated[str, Field(min_length=3, max_length=254, examples=["duty@example.org"])]
    rate: Rate = None


class DestinationSent(RootModel[Annotated[WebhookSent | EmailSent, Field(discriminator="type")]]):
    """A destination to be."""


class DestinationChanges(Sent):
    """What is to change: a webhook's headers, all at once, or the rate. The rest stays."""

    headers: Headers | SkipJsonSchema[None] = absent()
    rate: Rate = Field(default=None, json_schema_extra=without_default)

    @field_validator("headers")
    @classmethod
    def _no_null(cls, headers: dict[str, str] | None) -> dict[str, str]:
        if headers is None:
            raise ValueError("null is no value of headers; leave out what stays")
        return _told_apart(headers)


class DestinationAnswer(Shape):
    """A destination. Alerts go to `active` and `failing` ones."""

    id: str
    type: Channel
    url: str | SkipJsonSchema[None] = absent()
    address: str | SkipJsonSchema[None] = absent()
    header_names: tuple[str, ...] | SkipJsonSchema[None] = absent("Values are never shown.")
    state: DestinationState
    state_reason: str | SkipJsonSchema[None] = absent()
    rate: float | SkipJsonSchema[None] = absent(
        "At most so many deliveries a second; left out where it is the operator's."
    )
    secret: str | SkipJsonSchema[None] = absent(
        "The `whsec_…` secret that signs, shown when it is made and never again."
    )
    old_secret_until: datetime | SkipJsonSchema[None] = absent(
        "How long the secret before this one signs as well; shown when it is replaced."
    )
    created_at: datetime
    updated_at: datetime


class Destinations(Shape):
    """A page of destinations, newest first."""

    items: tuple[DestinationAnswer, ...]


def shown(one: Destination, keyring: Keyring, secret: str | None = None) -> DestinationAnswer:
    """Write a destination down for its owner."""
    is_webhook = one.channel is Channel.WEBHOOK
    headers = open_headers(keyring, one.id, one.headers) if one.headers else []
    return DestinationAnswer(
        id=one.id,
        type=one.channel,
        url=one.target if is_webhook else None,
        address=None if is_webhook else one.target,
        header_names=tuple(name for name, _ in headers) or None,
        state=one.state,
        state_reason=one.state_reason,
        rate=one.rate,
        secret=secret,
        created_at=one.created_at,
        updated_at=one.updated_at,
    )
