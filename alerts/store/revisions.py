"""One number that grows with every change of a rule or a destination.

A sequence would not do: its numbers are handed out before the commit, so a reader could
see 8 while 7 is still to come, and miss 7 for ever. Here a writer holds the counter's row
until it commits: commit order is number order, and who has seen a number has seen all
changes up to it.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    bindparam,
    case,
    select,
    tuple_,
    update,
)

from alerts.model.rule import Addressee, Channel, DestinationState
from alerts.store.database import Database
from alerts.store.records import AnyRow
from alerts.store.tables import counters, destinations, rules

_RULES = "rules"
_PAGE = 5000


class RuleChange(NamedTuple):
    """A rule's condition in ids, as JSON; None when it was deleted or switched off."""

    id: str
    when: str | None
    revision: int


@dataclass(frozen=True, slots=True)
class DestinationChange:
    """A destination as it is now; None when it was deleted."""

    id: str
    addressee: Addressee | None


@dataclass(frozen=True, slots=True)
class Changes:
    """A part of what changed, each rule and destination as it was when the part was read."""

    rules: Sequence[RuleChange] = ()
    destinations: Sequence[DestinationChange] = ()


_REVISION = select(counters.c.value).where(counters.c.name == _RULES)
_NEXT = (
    update(counters)
    .where(counters.c.name == _RULES)
    .values(value=counters.c.value + 1)
    .returning(counters.c.value)
)


async def rules_revision(db: Database) -> int:
    """Give the number of the newest committed change."""
    ((revision,),) = await db.rows(_REVISION)
    return int(revision)


async def changes_since(db: Database, revision: int) -> AsyncIterator[Changes]:
    """Give what changed after `revision`, in parts; since 0, all that is live and switched on.

    Each part is read by itself: a million rules as of one moment would be a transaction of half a
    minute. So ask for `rules_revision` first. Every change up to that is in here; of a later one,
    it or what was before, and whoever then asks what changed since is told it again.
    """
    async for rows in _parts(db, _DESTINATIONS, revision):
        yield Changes(destinations=[_destination_change(row) for row in rows])
    async for rows in _parts(db, _CONDITIONS, revision):
        yield Changes(rules=list(map(RuleChange._make, rows)))


def next_revision(connection: Connection) -> int:
    """Take the counter for this transaction: the first thing that a change does.

    Whoever locked rows first and came for the counter after could wait for one who holds
    the counter and wants those rows.
    """
    return int(connection.execute(_NEXT).scalar_one())


@dataclass(frozen=True, slots=True)
class _Walk:
    """How a table is gone through: all that is live by id, or what changed in its order.

    What changed is little among much: by id, the database would look at all the rest too.
    """

    live: Select[*tuple[Any, ...]]
    changed: Select[*tuple[Any, ...]]

    @classmethod
    def of(
        cls, live: ColumnElement[bool], key: "Column[Any]", *wanted: ColumnElement[Any]
    ) -> "_Walk":
        revision = key.table.c.revision
        asked = select(key, *wanted, revision).limit(_PAGE)
        place = tuple_(bindparam("revision"), bindparam("id"))
        return cls(
            asked.where(live, key > bindparam("id")).order_by(key),
            asked.where(tuple_(revision, key) > place).order_by(revision, key),
        )


_d, _r = destinations.c, rules.c
_IS_ON = _r.deleted_at.is_(None) & _r.enabled
_CONDITIONS = _Walk.of(_IS_ON, _r.id, case((_IS_ON, _r.when_ids)))
_DESTINATIONS = _Walk.of(
    _d.deleted_at.is_(None), _d.id, _d.subscriber_id, _d.channel, _d.state, _d.deleted_at
)


async def _parts(db: Database, walk: _Walk, since: int) -> AsyncIterator[list[AnyRow]]:
    """Give the rows in parts, each read while the one before it is worked on."""
    query = walk.changed if since else walk.live
    after: dict[str, object] = {"revision": since + 1, "id": ""}
    reading: asyncio.Task[list[AnyRow]] | None = None
    try:
        while True:
            rows = await (reading or db.read(partial(_rows, query, after)))
            reading = None
            if len(rows) == _PAGE:
                after = {"revision": rows[-1].revision, "id": rows[-1].id}
                reading = asyncio.create_task(db.read(partial(_rows, query, after)))
            if rows:
                yield rows
            if reading is None:
                return
    finally:
        if reading is not None:
            reading.cancel()
            await asyncio.wait([reading])


def _rows(
    query: Select[*tuple[Any, ...]], after: dict[str, object], connection: Connection
) -> list[AnyRow]:
    return list(connection.execute(query, after).all())


def _destination_change(row: AnyRow) -> DestinationChange:
    if row.deleted_at is not None:
        return DestinationChange(row.id, None)
    addressee = Addressee(
        row.id, row.subscriber_id, Channel(row.channel), DestinationState(row.state)
    )
    return DestinationChange(row.id, addressee)
