"""Due deliveries on their way into a worker's hands, so that no destination starves another.

Mostly the longest due are few, and all are taken. When there are more than one look sees, what
stands behind them is looked for too: first tries, and destinations that all the others hide.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Select

from alerts.model.delivery import Delivery, Purpose, Standing, Status
from alerts.model.rule import Channel, DestinationState
from alerts.store.database import Database
from alerts.store.pacing import paced
from alerts.store.queue import (
    LONGEST_DUE,
    LONGEST_DUE_OF,
    LONGEST_DUE_UNTRIED,
    TAKE,
    TAKE_AND_TELL,
    TARGETS,
    WAITING_FOR,
)
from alerts.store.records import AnyRow
from alerts.store.sharing import Due, Room, is_for_others, share
from alerts.store.types import microseconds

_LEAST_SEEN = 100
_HIDDEN = 32
_UNTRIED = Status.PENDING.value


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
        if db.dialect == "postgresql":
            rows = list(connection.execute(TAKE_AND_TELL, {"deliveries": ids, **how}))
            to = {row.destination_id: row for row in rows}
        else:
            rows = list(connection.execute(TAKE, {"deliveries": ids, **how}))
            meant = {row.destination_id for row in rows}
            to = {row.id: row for row in connection.execute(TARGETS, {"destinations": meant})}
        rows.sort(key=lambda row: (row.next_at, row.id))
        claimed = tuple(_claimed(row, to[row.destination_id]) for row in rows)
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
    most = max(_LEAST_SEEN, 2 * room.slots)
    seen = _due(connection, LONGEST_DUE, {"of": channel, "limit": most})
    if len(seen) < most:
        return seen, end
    if not _is_enough(seen, room):
        seen |= _due(connection, LONGEST_DUE_UNTRIED, {"of": channel, "limit": most})
    if not _is_enough(seen, room):
        known = {it.destination_id for it in seen.values()}
        shut = {destination for destination in room.of if room.for_one(destination) <= 0}
        hidden = {"of": channel, "passed_over": known | shut, "limit": _HIDDEN}
        found = list(connection.scalars(WAITING_FOR, {**hidden, "after": after}))
        if len(found) < _HIDDEN and after:
            found += connection.scalars(WAITING_FOR, {**hidden, "after": ""})
        end = found[-1] if found else ""
        for destination in sorted(set(found)):
            few = min(room.slots, room.for_one(destination))
            seen |= _due(connection, LONGEST_DUE_OF, {"destination": destination, "limit": few})
    return seen, end


def _is_enough(seen: Mapping[str, Due], room: Room) -> bool:
    return is_for_others(share(seen.values(), room), room)


def _due(
    connection: Connection, query: Select[*tuple[Any, ...]], bounds: Mapping[str, object]
) -> dict[str, Due]:
    found = connection.execute(query, bounds)
    return {row[0]: Due(row[0], row[1], row[2], row[3] == _UNTRIED, row[4]) for row in found}


def _claimed(row: AnyRow, to: AnyRow) -> Delivery:
    return Delivery(
        id=row[0],
        destination_id=row[1],
        subscriber_id=row[2],
        alert_id=row[3],
        channel=Channel(row[4]),
        purpose=Purpose(row[5]),
        event=row[6],
        target=to.target,
        headers=to.headers,
        secret=to.secret,
        attempts=row[7],
        created_at=row[8],
        lease=row[9],
        reported_at=row[10],
        standing=Standing(to.failing_since, is_failing=to.state == DestinationState.FAILING),
    )
