"""Due deliveries on their way into a worker's hands, so that no destination starves another.

Mostly the longest due are few, and all are taken. When there are more than one look sees, what
stands behind them is looked for too: first tries, and destinations that all the others hide.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from operator import itemgetter
from typing import Any, Self

from sqlalchemy import Connection

from alerts.model.delivery import Delivery, Purpose, Standing, Status
from alerts.model.rule import Channel, DestinationState
from alerts.store.database import Database
from alerts.store.in_one import InOne
from alerts.store.pacing import paced
from alerts.store.queue import (
    CLAIMED,
    LONGEST_DUE,
    LONGEST_DUE_OF,
    LONGEST_DUE_UNTRIED,
    TAKE,
    TAKE_AND_TELL,
    TAKEN,
    TARGETS,
    WAITING_FOR,
)
from alerts.store.sharing import Due, Room, is_for_others, share
from alerts.store.types import microseconds

_LEAST_SEEN = 100
_HIDDEN = 32
_UNTRIED = Status.PENDING.value
_OWN = len(CLAIMED)
_longest_due_first = itemgetter(_OWN - 1, 0)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What was taken, longest due first; `left` says that more is due, and had no room.

    `paced` are the destinations whose rate is used up, and for how many seconds. `after` is
    where the next look for hidden destinations goes on; None where there was none.
    """

    deliveries: tuple[Delivery, ...] = ()
    left: bool = False
    paced: Mapping[str, float] = field(default_factory=dict)
    after: str | None = None


async def claim(
    db: Database,
    worker: str,
    room: Room,
    lease: timedelta,
    channels: Collection[Channel],
    after: str | None = "",
) -> Claimed:
    """Take due deliveries, as the room allows, under a lease each.

    No other claim gets them until the lease has run out. Destinations that all the others
    hide are looked for from the id `after` on; not at all where that is None.
    """
    if room.slots <= 0:
        return Claimed()
    how = {"worker": worker, "lease": microseconds(lease)}

    def work(connection: Connection) -> Claimed:
        if db.dialect == "postgresql":
            # A queue's statistics are always old: believing that little waits, the planner
            # would fetch and sort all of it instead of walking the index.
            connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
        seen: dict[str, Due] = {}
        at: str | None = None
        for channel in sorted(channels):
            more, end = _look(connection, channel, room, after)
            seen |= more
            at = at if end is None else end
        allowed = paced(connection, seen.values(), room)
        taken = share(seen.values(), room, allowed.most)
        used_up = allowed.use(connection, seen.values(), taken)
        if not taken:
            return Claimed(left=bool(seen), paced=used_up, after=at)
        ids = [it.id for it in taken]
        rows: Sequence[Sequence[Any]]
        if db.dialect == "postgresql":
            rows = connection.execute(TAKE_AND_TELL, {"deliveries": ids, **how}).all()
            told = {row[1]: row[_OWN:] for row in rows}
        else:
            connection.execute(TAKE, {"deliveries": ids, **how})
            rows = TAKEN.rows(connection, {"deliveries": ids})
            meant = {row[1] for row in rows}
            targets = connection.execute(TARGETS, {"destinations": meant})
            told = {row[0]: row[1:] for row in targets.all()}
        to = {destination: _Target.of(row) for destination, row in told.items()}
        rows = sorted(rows, key=_longest_due_first)
        claimed = tuple(_claimed(row, to[row[1]]) for row in rows)
        return Claimed(claimed, left=len(seen) > len(claimed), paced=used_up, after=at)

    return await db.write(work)


def _look(
    connection: Connection, channel: Channel, room: Room, after: str | None
) -> tuple[dict[str, Due], str | None]:
    """See enough of what is due in a channel for a fair choice.

    Gives also the last of the hidden destinations that were found.
    """
    end: str | None = None
    if after is None:
        # One more than there is room for tells that something is left.
        return _due(connection, LONGEST_DUE, {"of": channel, "limit": room.slots + 1}), end
    most = room.slots + _LEAST_SEEN
    seen = _due(connection, LONGEST_DUE, {"of": channel, "limit": most})
    if len(seen) < most:
        return seen, end
    if not _is_enough(seen, room) and not all(due.is_first for due in seen.values()):
        seen |= _due(connection, LONGEST_DUE_UNTRIED, {"of": channel, "limit": most})
    if not _is_enough(seen, room):
        known = {it.destination_id for it in seen.values()}
        hidden = {"of": channel, "passed_over": known | room.are_shut(), "limit": _HIDDEN}
        found = list(connection.scalars(WAITING_FOR, {**hidden, "after": after}))
        if len(found) < _HIDDEN and after:
            found += connection.scalars(WAITING_FOR, {**hidden, "after": ""})
        end = found[-1] if found else ""
        for destination in sorted(set(found)):
            few = min(room.slots, room.for_one(destination))
            seen |= _due(connection, LONGEST_DUE_OF, {"destination": destination, "limit": few})
    return seen, end


def _is_enough(seen: Mapping[str, Due], room: Room) -> bool:
    if len({due.destination_id for due in seen.values()}) < room.slots:
        return False
    return is_for_others(share(seen.values(), room), room)


def _due(connection: Connection, query: InOne, bounds: Mapping[str, object]) -> dict[str, Due]:
    found = query.rows(connection, bounds)
    return {id_: Due(id_, to, at, status == _UNTRIED, rate) for id_, to, at, status, rate in found}


_CHANNELS = {channel.value: channel for channel in Channel}
_PURPOSES = {purpose.value: purpose for purpose in Purpose}


@dataclass(frozen=True, slots=True)
class _Target:
    """What many rows share that go to one destination."""

    target: str
    headers: bytes | None
    secret: bytes | None
    standing: Standing

    @classmethod
    def of(cls, to: Sequence[Any]) -> Self:
        target, headers, secret, state, failing_since, *_ = to
        standing = Standing(failing_since, is_failing=state == DestinationState.FAILING)
        return cls(target, headers, secret, standing)


def _claimed(row: Sequence[Any], to: _Target) -> Delivery:
    id_, destination, subscriber, alert, channel, purpose, event, attempts, *more = row[:_OWN]
    created_at, lease, reported_at, _ = more
    return Delivery(
        id_,
        destination,
        subscriber,
        alert,
        _CHANNELS[channel],
        _PURPOSES[purpose],
        event,
        to.target,
        to.headers,
        to.secret,
        attempts,
        created_at,
        lease,
        reported_at,
        to.standing,
    )
