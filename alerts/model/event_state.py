"""What an owner is told, by their other destinations, when one of them stops or mends.

Of where it leads only the host or the address is said: a URL's path and query may be secrets.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

import orjson

from alerts.model.event_told import Shape
from alerts.model.rule import Channel, DestinationState


@dataclass(frozen=True, slots=True)
class StateChange:
    """A destination that stands otherwise than before, and why."""

    subscriber_id: str
    destination_id: str
    channel: Channel
    target: str
    state: DestinationState
    reason: str | None
    at: datetime


class StateData(Shape):
    """The data of a change. `leads_to` is a webhook's host, or a mail address."""

    subscriber_id: str
    destination_id: str
    destination_type: Channel
    leads_to: str
    state: DestinationState
    reason: str | None


class StateEvent(Shape):
    """The CloudEvents 1.0 event of a change."""

    specversion: Literal["1.0"] = "1.0"
    id: str
    source: str
    type: Literal["destination.state_changed"] = "destination.state_changed"
    time: datetime
    datacontenttype: Literal["application/json"] = "application/json"
    data: StateData

    @classmethod
    def read(cls, event: bytes) -> "StateEvent":
        """Read back what `state_event` wrote."""
        return cls.model_validate_json(event)


def state_event(*, delivery_id: str, public_url: str, change: StateChange) -> bytes:
    """Write the event as JSON."""
    is_webhook = change.channel is Channel.WEBHOOK
    data = StateData(
        subscriber_id=change.subscriber_id,
        destination_id=change.destination_id,
        destination_type=change.channel,
        leads_to=(urlsplit(change.target).hostname or "") if is_webhook else change.target,
        state=change.state,
        reason=change.reason,
    )
    event = StateEvent(id=delivery_id, source=public_url, time=change.at, data=data)
    return orjson.dumps(event.model_dump(mode="json"))
