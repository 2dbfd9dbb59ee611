"""A batch of reports with all that follows from it, recorded whole or not at all.

A report's key is the fence: its row is taken first and in key order, so that two recorders
of overlapping batches wait for each other instead of doubling or deadlocking. A report
whose fan-out is too large for one transaction is recorded in several; only the last marks
it complete, and only complete reports count as known. Ids are derived, so doing part of it
again changes nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select, update

from alerts.model.delivery import Delivery
from alerts.model.digest import Rate
from alerts.store.alert_rows import add
from alerts.store.among import among
from alerts.store.bulk import BulkInsert
from alerts.store.database import Database
from alerts.store.leasing import KeepSeats, no_seats
from alerts.store.packing import packed
from alerts.store.records import Added
from alerts.store.report_rows import NewAlert, NewDelivery, NewReport, keep
from alerts.store.tables import report_keys

__all__ = ["KnownReport", "NewAlert", "NewDelivery", "NewReport", "Recorded", "known", "record"]

# Several chunks' worth of ordinary reports share a transaction: a commit costs more than
# a few thousand rows do.
_CHUNKS_TOGETHER = 10


@dataclass(frozen=True, slots=True)
class KnownReport:
    """What is kept of a report that came before. `content` tells whether it said the same."""

    content: bytes
    complete: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a report: whether this call completed it, and the rows it added.

    `left` are the deliveries among them that nobody has begun: they wait for a claim. `over` are
    the alerts beyond their subscriber's rate: they go in a digest.
    """

    digest: str
    new: bool
    alerts: int = 0
    deliveries: int = 0
    content_differs: bool = False
    left: int = 0
    over: int = 0


_KEYS = BulkInsert(report_keys, ["digest", "content", "complete", "recorded_at"])


_KNOWN = (
    select(report_keys.c.digest, report_keys.c.content, report_keys.c.complete)
    .where(among(report_keys.c.digest, "digests"))
    .order_by(report_keys.c.digest)
)


async def known(db: Database, digests: Collection[str]) -> Mapping[str, KnownReport]:
    """Give those of the keys that were recorded before, completely or not."""
    if not digests:
        return {}
    return await db.read(lambda connection: _known(connection, digests))


async def record(
    db: Database,
    batch: Sequence[NewReport],
    now: datetime,
    *,
    chunk: int = 1000,
    committed: Callable[[Sequence[Recorded]], None] = lambda _: None,
    seats: KeepSeats = no_seats,
    rate: Rate | None = None,
) -> list[Recorded]:
    """Record a batch; give what became of each report, in the batch's order.

    A report whose alerts and deliveries exceed `chunk` rows is committed in several
    transactions. The first of two reports with one key stands. Raises `BadRow`,
    `Unavailable`; what was committed by then stands, and recording the batch again
    completes it. `committed` hears of each report once, as soon as all of it stands. Deliveries
    for which there are `seats` are begun at once. Alerts over the `rate` go in digests.
    """
    unique: dict[str, NewReport] = {}
    for report in batch:
        unique.setdefault(report.key.digest, report)
    done: dict[str, Recorded] = {}
    ordered = sorted(unique.values(), key=lambda report: report.key.digest)
    ordinary = [report for report in ordered if _rows_of(report) <= chunk]
    for group in packed(ordinary, _rows_of, chunk * _CHUNKS_TOGETHER):
        together = await _record_together(db, group, now, seats, rate)
        done |= {recorded.digest: recorded for recorded in together}
        committed(together)
    for report in (report for report in ordered if _rows_of(report) > chunk):
        recorded = await _record_in_parts(db, report, now, chunk, rate)
        done[recorded.digest] = recorded
        committed([recorded])
    return [_as_told(report, unique, done) for report in batch]


def _as_told(
    report: NewReport, unique: Mapping[str, NewReport], done: Mapping[str, Recorded]
) -> Recorded:
    first = unique[report.key.digest]
    if report is first:
        return done[report.key.digest]
    return Recorded(report.key.digest, new=False, content_differs=report.content != first.content)


async def _record_together(
    db: Database,
    group: Sequence[NewReport],
    now: datetime,
    keep_seats: KeepSeats,
    rate: Rate | None,
) -> list[Recorded]:
    def work(connection: Connection) -> tuple[list[Recorded], list[Delivery]]:
        rows = [(r.key.digest, r.content, True, now) for r in group]
        new = _KEYS.new(connection, rows)
        before: Mapping[str, KnownReport] = {}
        if len(new) < len(group):
            before = _known(connection, [r[0] for r in rows if r[0] not in new], lock=True)
        unfinished = {digest for digest, it in before.items() if not it.complete}
        wanted = new | unfinished
        keep(connection, [r for r in group if r.key.digest in new], now)
        parts = [r for r in group if r.key.digest in wanted]
        added, begun = add(connection, parts, now, seats, rate)
        if unfinished:
            _complete(connection, unfinished)
        return [_told(r, before.get(r.key.digest), added) for r in group], begun

    with keep_seats() as seats:
        recorded, begun = await db.write(work)
        if seats is not None:
            seats.take(begun)
    return recorded


async def _record_in_parts(
    db: Database, report: NewReport, now: datetime, chunk: int, rate: Rate | None
) -> Recorded:
    """Record one report in several transactions, each of which is content to be run again."""
    digest = report.key.digest
    in_order = sorted(report.alerts, key=lambda alert: alert.id)
    packs = packed(in_order, lambda alert: 1 + len(alert.deliveries), chunk)
    parts = [replace(report, alerts=tuple(pack)) for pack in packs]
    so_far = Added()
    for number, part in enumerate(parts, 1):

        def work(
            connection: Connection,
            part: NewReport = part,
            last: bool = number == len(parts),
        ) -> Recorded:
            new = _KEYS.new(connection, [(digest, report.content, False, now)])
            before = (_known(connection, [digest], lock=True))[digest]
            if before.complete:
                return _told(report, before, {})
            if new:
                keep(connection, [report], now)
            added, _ = add(connection, [part], now, None, rate)
            if last:
                _complete(connection, {digest})
            return _told(part, before, added)

        recorded = await db.write(work)
        so_far += Added(recorded.alerts, recorded.deliveries, recorded.left, recorded.over)
        if not recorded.new:
            break  # another recorder completed it meanwhile
    return replace(
        recorded,
        alerts=so_far.alerts,
        deliveries=so_far.deliveries,
        left=so_far.left,
        over=so_far.over,
    )


def _known(
    connection: Connection, digests: Collection[str], *, lock: bool = False
) -> dict[str, KnownReport]:
    query = _KNOWN.with_for_update() if lock else _KNOWN
    found = connection.execute(query, {"digests": digests})
    return {digest: KnownReport(bytes(content), complete) for digest, content, complete in found}


def _complete(connection: Connection, digests: set[str]) -> None:
    connection.execute(
        update(report_keys).where(among(report_keys.c.digest, digests)).values(complete=True)
    )


def _told(report: NewReport, before: KnownReport | None, added: Mapping[str, Added]) -> Recorded:
    more = added.get(report.key.digest, Added())
    return Recorded(
        report.key.digest,
        new=before is None or not before.complete,
        alerts=more.alerts,
        deliveries=more.deliveries,
        left=more.left,
        over=more.over,
        content_differs=before is not None and before.content != report.content,
    )


def _rows_of(report: NewReport) -> int:
    return sum(1 + len(alert.deliveries) for alert in report.alerts)
