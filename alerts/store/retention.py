"""What is old goes, in small batches, so that nobody waits for the broom.

Keys of reports stay longer: a repeat that comes after its report was forgotten must still
change nothing. An alert stays, however old, while a delivery of it may yet be sent.
"""

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    delete,
    exists,
    or_,
    select,
    text,
)

from alerts.model.rule import DestinationState
from alerts.store.among import among
from alerts.store.database import Database
from alerts.store.tables import (
    IS_WAITING,
    alerts,
    attempts,
    deliveries,
    destinations,
    digest_entries,
    repeats,
    report_entities,
    report_keys,
    reports,
)

_d = deliveries.c
_x = destinations.c
_e = digest_entries.c


def _may_be_sent() -> ColumnElement[bool]:
    """Tell which delivery waits for a destination which is still there."""
    open_destination = exists().where(
        _x.id == _d.destination_id,
        _x.deleted_at.is_(None),
        _x.state != DestinationState.UNSUBSCRIBED.value,
    )
    return and_(text(IS_WAITING), open_destination)


async def purge(db: Database, before: datetime, limit: int, *, keys_before: datetime) -> int:
    """Delete up to `limit` reports, alerts and deliveries without alert from before then.

    As many keys of reports, from before `keys_before`, go with them. Gives how many went, so that the caller comes again until none do.
    """

    def old_reports(connection: Connection) -> int:
        old = select(reports.c.digest).where(reports.c.received_at < before)
        digests = list(connection.scalars(_few(old, reports, limit)))
        _delete(connection, reports, reports.c.digest, digests)
        named = report_entities.c
        if digests:  # by time first, which is how they stand
            theirs = (named.received_at < before) & among(named.digest, digests)
            connection.execute(delete(report_entities).where(theirs))
        return len(digests)

    def old_alerts(connection: Connection) -> int:
        waits = or_(
            exists().where(_d.alert_id == alerts.c.id, _may_be_sent()),
            exists().where(_e.alert_id == alerts.c.id, _d.id == _e.digest_id, _may_be_sent()),
        )
        old = select(alerts.c.id).where(alerts.c.created_at < before, ~waits)
        ids = list(connection.scalars(_few(old, alerts, limit)))
        theirs = select(_d.id).where(among(_d.alert_id, ids))
        _delete_deliveries(connection, list(connection.scalars(theirs)))
        _delete(connection, digest_entries, _e.alert_id, ids)
        _delete(connection, alerts, alerts.c.id, ids)
        return len(ids)

    def old_deliveries_without_alert(connection: Connection) -> int:
        old = select(_d.id).where(_d.alert_id.is_(None), _d.created_at < before, ~_may_be_sent())
        ids = list(connection.scalars(_few(old, deliveries, limit)))
        _delete(connection, digest_entries, _e.digest_id, ids)
        _delete_deliveries(connection, ids)
        return len(ids)

    def old_keys(connection: Connection) -> int:
        old = select(report_keys.c.digest).where(report_keys.c.recorded_at < keys_before)
        digests = list(connection.scalars(_few(old, report_keys, limit)))
        _delete(connection, report_keys, report_keys.c.digest, digests)
        return len(digests)

    def old_repeats(connection: Connection) -> int:
        old = select(repeats.c.digest).where(repeats.c.created_at < before)
        digests = list(connection.scalars(_few(old, repeats, limit)))
        _delete(connection, repeats, repeats.c.digest, digests)
        return len(digests)

    gone = 0
    for work in (old_reports, old_alerts, old_deliveries_without_alert, old_keys, old_repeats):
        gone += await db.write(work)
    return gone


def _few(old: Select[str], table: Table, limit: int) -> Select[str]:
    """Take some of them, leaving to others what others are deleting."""
    return old.limit(limit).with_for_update(of=table, skip_locked=True)


def _delete_deliveries(connection: Connection, ids: list[str]) -> None:
    _delete(connection, attempts, attempts.c.delivery_id, ids)
    _delete(connection, deliveries, _d.id, ids)


def _delete(
    connection: Connection, table: Table, column: ColumnElement[str], keys: list[str]
) -> None:
    if keys:
        connection.execute(delete(table).where(among(column, keys)))
