"""What a subscriber wants to hear of.

A stored rule holds ids only; the names it was written with stay beside it, so
that its owner gets back what they sent.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from alerts.model.entity import Kind

MAX_VALUES = 1000
Name = Annotated[str, Field(min_length=1, max_length=200)]
Names = Annotated[tuple[Name, ...], Field(min_length=1, max_length=MAX_VALUES)]


class Condition(BaseModel):
    """Keys are ANDed, the values of one key ORed; a value is an entity's id or any of its names.

    A region takes in all that lies in it, an actor all its parts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    region: Names | None = None
    facility: Names | None = None
    actor: Names | None = None

    @model_validator(mode="after")
    def _needs_a_key(self) -> "Condition":
        if not any(True for _ in self.clauses()):
            raise ValueError("a condition needs at least one of: region, facility, actor")
        return self

    def clauses(self) -> list[tuple[Kind, tuple[str, ...]]]:
        """List the keys that are there, with their values."""
        keyed = (
            (Kind.REGION, self.region),
            (Kind.FACILITY, self.facility),
            (Kind.ACTOR, self.actor),
        )
        return [(kind, values) for kind, values in keyed if values]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name in a rule became."""

    name: str
    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the matcher needs it: `when` holds ids only."""

    id: str
    subscriber_id: str
    name: str
    when: Condition
    notify: tuple[str, ...]
    enabled: bool = True


class DestinationState(StrEnum):
    """Where a destination stands. Only `active` and `failing` ones are sent to."""

    PENDING = "pending"
    ACTIVE = "active"
    FAILING = "failing"
    DISABLED = "disabled"
    UNSUBSCRIBED = "unsubscribed"


class Channel(StrEnum):
    """How an alert travels."""

    WEBHOOK = "webhook"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Addressee:
    """A destination as the fan-out needs it: nothing secret, no address."""

    id: str
    subscriber_id: str
    channel: Channel
    state: DestinationState
