"""One alert on its way to one destination, and what a try of it came to."""

from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum

from alerts.model.rule import Channel
from alerts.model.values import value


class Status(StrEnum):
    """Where a delivery stands. A lease is internal: it shows as pending or retrying."""

    PENDING = "pending"
    RETRYING = "retrying"
    DELIVERED = "delivered"
    HELD = "held"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Purpose(StrEnum):
    """What is being sent."""

    ALERT = "alert"
    TEST = "test"
    CONFIRMATION = "confirmation"
    NOTICE = "notice"
    DIGEST = "digest"


@value
class Standing:
    """How a destination stood when a delivery to it was claimed.

    `since` is when the silence began that it has not broken; `is_failing`: its owner was told.
    """

    since: datetime | None = None
    is_failing: bool = False


@value
class Delivery:
    """A claimed delivery with all that a channel needs to send it.

    `event` is the CloudEvents JSON whose bytes were fixed when it was recorded; a digest has
    none yet before it is first tried. `target`
    is the webhook's URL or the mail address; `headers` and `secret` are the webhook's, still
    sealed (see `keyring`). `attempts` counts the tries already made.
    """

    id: str
    destination_id: str
    subscriber_id: str
    alert_id: str | None
    channel: Channel
    purpose: Purpose
    event: bytes
    target: str
    headers: bytes | None
    secret: bytes | None
    attempts: int
    created_at: datetime
    lease: str
    reported_at: datetime | None = None
    standing: Standing = Standing()


@value
class Phases:
    """How long each part of an attempt took, in milliseconds; None for a part there was not.

    A connection that was kept has only the last: from there to the first byte of the answer.
    """

    dns: float | None = None
    connect: float | None = None
    tls: float | None = None
    first_byte: float | None = None


@value
class Seen:
    """What an attempt saw of its receiver, for its owner to look at: no part of any verdict.

    `excerpt` is the beginning of what it answered, a stranger's text with its controls escaped.
    """

    excerpt: str | None = None
    phases: Phases = Phases()


@value
class Delivered:
    """The receiver took it."""

    status: int | None = None
    seen: Seen = field(default=Seen(), compare=False)


@value
class TryAgain:
    """It did not arrive this time. `after` is what the receiver asked for (Retry-After).

    `temporary` is false for answers that seldom mend (most 4xx): those are given up sooner.
    `ours` says that the fault is on our side (our mail server, our code): it is retried like
    any other, but no destination is ever disabled for it.
    """

    reason: str
    status: int | None = None
    after: timedelta | None = None
    temporary: bool = True
    ours: bool = False
    seen: Seen = field(default=Seen(), compare=False)


@value
class Refused:
    """The receiver does not want this now or ever; the destination is disabled."""

    reason: str
    status: int | None = None
    seen: Seen = field(default=Seen(), compare=False)


Outcome = Delivered | TryAgain | Refused


@value
class Attempt:
    """One try of a delivery, as it is kept. `ms` is how long it took."""

    at: datetime
    outcome: str
    status: int | None
    detail: str
    ms: float
    seen: Seen = Seen()


@value
class Advance:
    """What becomes of a delivery after an attempt: see `deliver.retry.advance`.

    `disable` carries the reason when the destination is to be disabled with it, `failing` when
    its owner is to be told that it may be; where `unless_delivered_since` is set, a delivery made
    since then that arrived prevents either. `silent`: the receiver itself did not take it.
    `recovered`: it did, after its owner was told.
    """

    status: Status
    next_at: datetime | None
    disable: str | None = None
    unless_delivered_since: datetime | None = None
    failing: str | None = None
    silent: bool = False
    recovered: bool = False
