"""Deliveries inserted in the hands of who inserts them, so that sending waits for no claim.

Only as many as the process can begin at once, and only to destinations that are open. Should
it die after the commit, their leases run out and others claim them, like any others.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from alerts.model.delivery import Delivery, Purpose, Standing
from alerts.model.rule import Channel, DestinationState
from alerts.store.pacing import paced
from alerts.store.queue import SEPARATOR, TARGETS
from alerts.store.records import AnyRow
from alerts.store.sharing import Due, Room, share
from alerts.store.types import at_number, database_now, microseconds, number_of
from alerts.store.waiting import SENT_TO


@dataclass(frozen=True, slots=True)
class Seats:
    """Places kept free in the process that delivers too, by channel.

    `take` begins to send what was committed under a lease of ours; `token` gives chance.
    """

    worker: str
    lease: timedelta
    token: Callable[[], str]
    rooms: Mapping[Channel, Room]
    take: Callable[[Sequence[Delivery]], None]


# Keeps places free until the context is left; None where there are none.
KeepSeats = Callable[[], AbstractContextManager[Seats | None]]


def no_seats() -> AbstractContextManager[None]:
    """Keep nothing: what is recorded is left to whoever claims it."""
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Fresh:
    """A delivery that is being recorded, and due at once."""

    id: str
    subscriber_id: str
    alert_id: str
    destination_id: str
    channel: Channel
    event: bytes
    reported_at: datetime


@dataclass(frozen=True, slots=True)
class Begun:
    """A delivery as its sender will have it, and until when it is theirs."""

    delivery: Delivery
    until: datetime


def begin(
    connection: Connection, fresh: Sequence[Fresh], seats: Seats | None, now: datetime
) -> dict[str, Begun]:
    """Choose what is inserted as leased, by its id."""
    if seats is None or not fresh or not any(room.slots > 0 for room in seats.rooms.values()):
        return {}
    targets = connection.execute(TARGETS, {"destinations": {one.destination_id for one in fresh}})
    open_ones = {row.id: row for row in targets if row.state in SENT_TO}
    lines: dict[Channel, list[Due]] = defaultdict(list)
    at = number_of(now)
    for one in fresh:
        if one.destination_id in open_ones:
            rate = open_ones[one.destination_id].rate
            due = Due(one.id, one.destination_id, at, is_first=True, rate=rate)
            lines[one.channel].append(due)
    seated = {
        due.id
        for channel, line in lines.items()
        if channel in seats.rooms
        for due in _seated(connection, line, seats.rooms[channel])
    }
    if not seated:
        return {}
    until = _lease_end(connection, seats.lease)
    return {
        one.id: Begun(_delivery(one, open_ones[one.destination_id], seats, now), until)
        for one in fresh
        if one.id in seated
    }


def _seated(connection: Connection, line: Sequence[Due], room: Room) -> list[Due]:
    allowed = paced(connection, line, room)
    taken = share(line, room, allowed.most)
    allowed.use(connection, line, taken)
    return taken


def _lease_end(connection: Connection, lease: timedelta) -> datetime:
    now = int(connection.scalars(select(database_now())).one())
    return at_number(now + microseconds(lease))


def _delivery(one: Fresh, to: AnyRow, seats: Seats, now: datetime) -> Delivery:
    return Delivery(
        id=one.id,
        destination_id=one.destination_id,
        subscriber_id=one.subscriber_id,
        alert_id=one.alert_id,
        channel=one.channel,
        purpose=Purpose.ALERT,
        event=one.event,
        target=to.target,
        headers=to.headers,
        secret=to.secret,
        attempts=0,
        created_at=now,
        lease=SEPARATOR.join((one.id, seats.token(), seats.worker)),
        reported_at=one.reported_at,
        standing=Standing(to.failing_since, is_failing=to.state == DestinationState.FAILING),
    )
