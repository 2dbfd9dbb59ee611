"""What a subscriber wants to hear of.

A stored rule holds ids only; the names it was written with stay beside it, so
that its owner gets back what they sent.
"""

from dataclasses import dataclass
from enum import StrEnum

from alerts.model.condition import Condition
from alerts.model.entity import Kind


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
