"""When alerts over a subscriber's rate are sent: together, one message an interval.

Intervals of a destination follow each other without a gap, and each destination has its own
beat: were all digests due on the hour, every receiver and every mail server would get them at
once.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from alerts.model.ids import delivery_id

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BEATS = 1 << 16
_BEAT = uuid.UUID("0c9a6f0e-3b63-5d0b-9c41-5f4f8d1c2a77")


@dataclass(frozen=True, slots=True)
class Rate:
    """So many alerts of a subscriber are sent by themselves in an hour; the others `every` so long.

    `per_hour` is for whoever has no number of their own; None: all are. The hour begins with the
    first alert after the one before ended.
    """

    per_hour: int | None
    every: timedelta


def digest_due(destination_id: str, now: datetime, every: timedelta) -> datetime:
    """Give when the interval ends that `now` lies in: after it, and at most `every` after."""
    beat = uuid.uuid5(_BEAT, destination_id).int % _BEATS
    begin = _EPOCH + every * beat / _BEATS
    return begin + ((now - begin) // every + 1) * every


def digest_id(destination_id: str, due: datetime) -> str:
    """`dlv_…`: one per destination and interval."""
    return delivery_id(f"digest/{due.isoformat()}", destination_id)
