"""The queue of deliveries: leased by the database's clock, fenced by the lease.

A worker that was paused, or lost sight of the time, may come back after its lease ran out
and another took the row. Its lease no longer fits, so what it says of the row counts for
nothing; that it tried is kept all the same, as the receiver may have seen it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, select, type_coerce, update

from alerts.model.delivery import Advance, Attempt, Purpose, Status
from alerts.model.rule import Channel
from alerts.model.values import value
from alerts.store.among import among
from alerts.store.bulk import BulkInsert, BulkUpdate
from alerts.store.database import Database
from alerts.store.delivery_log import SHOWN, Chosen, with_attempts
from alerts.store.enqueue import enqueue
from alerts.store.mail_turns import longest_waiting
from alerts.store.notices import WriteNotice
from alerts.store.pacing import give_back
from alerts.store.queue import LOCK, SEPARATOR, Locked, is_due
from alerts.store.records import After, StoredDelivery, newest_first
from alerts.store.reports import NewDelivery
from alerts.store.revisions import next_revision
from alerts.store.standing import Turned, Verdict, judge, still_disabled
from alerts.store.tables import attempts, deliveries, destinations
from alerts.store.types import database_now, instant, microseconds
from alerts.store.waiting import DUE

_d = deliveries.c
_x = destinations.c


@value
class AttemptResult:
    """A try of a claimed delivery, and what is to become of it."""

    delivery_id: str
    lease: str
    attempt: Attempt
    advance: Advance


@dataclass(frozen=True, slots=True)
class Written:
    """What came of recorded attempts: the deliveries whose lease held, the destinations changed."""

    held: tuple[str, ...] = ()
    turned: tuple[Turned, ...] = ()


_ADVANCE = BulkUpdate(
    deliveries,
    ["id", "status", "next_at", "updated_at"],
    also="attempts = attempts + 1, lease = NULL, lease_until = NULL",
)
_ATTEMPTS = BulkInsert(
    attempts,
    [
        *("delivery_id", "subscriber_id", "at", "outcome", "status", "detail", "ms"),
        *("late", "excerpt", "dns_ms", "connect_ms", "tls_ms", "first_byte_ms"),
    ],
)


async def record_attempts(
    db: Database, results: Sequence[AttemptResult], now: datetime, write: WriteNotice
) -> Written:
    """Record tries, what becomes of their deliveries, and of destinations.

    An attempt under a lost lease is appended as late and changes nothing else. `write` makes
    the event of a notice to an owner whose destination stands otherwise by now.
    """
    if not results:
        return Written()
    ordered = sorted(results, key=lambda result: result.delivery_id)

    def work(connection: Connection) -> Written:
        if any(_turns(result.advance) for result in ordered):
            next_revision(connection)
        rows = _locked(connection, {result.delivery_id for result in ordered})
        held = [r for r in ordered if r.delivery_id in rows and _fits(r, rows[r.delivery_id])]
        shut = still_disabled(connection, [rows[r.delivery_id] for r in held])
        _ADVANCE.run(connection, [_advanced(r, rows[r.delivery_id], shut, now) for r in held])
        fenced = {result.lease for result in held}
        _ATTEMPTS.run(
            connection,
            [
                _tried(r, rows[r.delivery_id].subscriber_id, late=r.lease not in fenced)
                for r in ordered
                if r.delivery_id in rows
            ],
        )
        verdicts = [Verdict(rows[r.delivery_id], r.attempt, r.advance) for r in held]
        turned = judge(connection, verdicts, now, write)
        return Written(tuple(result.delivery_id for result in held), tuple(turned))

    return await db.write(work)


async def renew(db: Database, leases: Collection[str], lease: timedelta) -> list[str]:
    """Let leases run for `lease` from now; give those that still held.

    One that has run out is renewed too while nobody else took its row.
    """
    return await _change_leases(db, leases, {"lease_until": database_now() + microseconds(lease)})


async def release(db: Database, leases: Collection[str], rate: float | None = None) -> list[str]:
    """Give claimed deliveries back untried: due again at once. Gives those that still held.

    What would wait for a destination that has been disabled meanwhile is held. What they had used
    up of their destinations' rates is given back; `rate` is of those that have none of their own.
    """
    return await _give_back(db, leases, {"lease": None, "lease_until": None}, rate)


async def put_off(db: Database, lease: str, at: datetime, rate: float | None = None) -> bool:
    """Give one back like `release`, but due then, by the database's clock.

    Tells whether the lease held.
    """
    back: dict[str, object] = {"lease": None, "lease_until": None, "next_at": at}
    return bool(await _give_back(db, [lease], back, rate))


async def _give_back(
    db: Database, leases: Collection[str], values: dict[str, object], rate: float | None
) -> list[str]:
    def untried(connection: Connection, given: Sequence[Locked]) -> None:
        give_back(connection, (row.destination_id for row in given), rate)
        shut = still_disabled(connection, given)
        held = [row.id for row in given if row.destination_id in shut]
        if held:
            connection.execute(
                update(deliveries)
                .where(among(_d.id, held), _d.status.in_(DUE))
                .values(status=Status.HELD, next_at=None, updated_at=instant(database_now()))
            )

    return await _change_leases(db, leases, values, untried)


async def page(
    db: Database,
    subscriber_id: str,
    chosen: Chosen,
    limit: int,
    after: After | None = None,
) -> list[StoredDelivery]:
    """Give a subscriber's deliveries, newest first, of those that are `chosen`."""
    follows, order = newest_first(deliveries, after)
    query: Select[*tuple[Any, ...]] = (
        select(*SHOWN)
        .where(_d.subscriber_id == subscriber_id, follows, *chosen.conditions())
        .order_by(*order)
        .limit(limit)
    )
    return await db.read(lambda connection: _shown(connection, query))


async def get(db: Database, subscriber_id: str, delivery_id: str) -> StoredDelivery | None:
    """Find a subscriber's delivery; None when there is none of theirs."""
    query = select(*SHOWN).where(_d.subscriber_id == subscriber_id, _d.id == delivery_id)
    found = await db.read(lambda connection: _shown(connection, query))
    return found[0] if found else None


async def enqueue_test(
    db: Database, subscriber_id: str, delivery: NewDelivery, now: datetime
) -> bool:
    """Make a test alert due at once; False when the destination is none of theirs."""
    owned = select(_x.id).where(
        _x.id == delivery.destination_id,
        _x.subscriber_id == subscriber_id,
        _x.deleted_at.is_(None),
    )

    def work(connection: Connection) -> bool:
        if connection.execute(owned).one_or_none() is None:
            return False
        enqueue(connection, delivery, subscriber_id, Purpose.TEST, now)
        return True

    return await db.write(work)


async def oldest_due(db: Database) -> timedelta | None:
    """Tell for how long the longest due delivery has waited; None when none is due.

    What was put off till its turn counts from when it was due first.
    """
    turned_away = await longest_waiting(db)
    waited = [] if turned_away is None else [turned_away]
    for channel in Channel:  # each has its own part of the index
        query = (
            select(database_now(), type_coerce(_d.next_at, BigInteger))
            .where(_d.channel == channel, is_due())
            .order_by(_d.next_at, _d.id)
            .limit(1)
        )
        for now, due in await db.rows(query):
            waited.append(timedelta(microseconds=int(now) - int(due)))
    return max(waited, default=None)


async def _change_leases(
    db: Database,
    leases: Collection[str],
    values: dict[str, object],
    also: Callable[[Connection, Sequence[Locked]], None] = lambda *_: None,
) -> list[str]:
    if not leases:
        return []
    ids = {lease.partition(SEPARATOR)[0] for lease in leases}

    def work(connection: Connection) -> list[str]:
        fitting = [row for row in _locked(connection, ids).values() if row.lease in leases]
        if fitting:
            those = among(_d.id, [row.id for row in fitting])
            connection.execute(update(deliveries).where(those).values(**values))
            also(connection, fitting)
        return [row.lease for row in sorted(fitting) if row.lease is not None]

    return await db.write(work)


def _shown(connection: Connection, query: Select[*tuple[Any, ...]]) -> list[StoredDelivery]:
    return with_attempts(connection, list(connection.execute(query)))


def _locked(connection: Connection, delivery_ids: Collection[str]) -> dict[str, Locked]:
    """Lock deliveries in the order of their ids, and see whose they are."""
    rows = LOCK.rows(connection, {"deliveries": delivery_ids})
    return {row[0]: Locked._make(row) for row in rows}


def _turns(advance: Advance) -> bool:
    """Tell whether a destination may change with it."""
    return advance.disable is not None or advance.failing is not None or advance.recovered


def _fits(result: AttemptResult, row: Locked) -> bool:
    return row.lease == result.lease


def _advanced(
    result: AttemptResult, row: Locked, shut: set[str], now: datetime
) -> tuple[object, ...]:
    """Say what becomes of a row; what would wait for a disabled destination is held."""
    advance = result.advance
    if advance.status in DUE and row.destination_id in shut:
        return (result.delivery_id, Status.HELD, None, now)
    return (result.delivery_id, advance.status, advance.next_at, now)


def _tried(result: AttemptResult, subscriber_id: str, *, late: bool) -> tuple[object, ...]:
    attempt = result.attempt
    head = (result.delivery_id, subscriber_id, attempt.at, attempt.outcome, attempt.status)
    saw, phases = attempt.seen, attempt.seen.phases
    took = (phases.dns, phases.connect, phases.tls, phases.first_byte)
    return (*head, attempt.detail, attempt.ms, late, saw.excerpt, *took)
