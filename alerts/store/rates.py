"""How many alerts a subscriber got in the present hour, counted where alerts are recorded.

The count's row is locked until the transaction ends. So two processes that record alerts of
one subscriber at the same time wait for each other, and none is sent by itself that is over.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from alerts.store.among import among
from alerts.store.bulk import BulkInsert, BulkUpdate
from alerts.store.records import AnyRow
from alerts.store.tables import alert_rates, subscribers

_HOUR = timedelta(hours=1)
_r = alert_rates.c
_s = subscribers.c
_WHOSE = "subscribers"
_BEGIN = BulkInsert(alert_rates, ["subscriber_id", "since", "sent"])
_COUNT = BulkUpdate(alert_rates, ["subscriber_id", "since", "sent"])
_OWN = select(_s.id, _s.max_alerts_per_hour).where(
    among(_s.id, _WHOSE), _s.max_alerts_per_hour.is_not(None)
)
_LOCK = (
    select(_r.subscriber_id, _r.since, _r.sent)
    .where(among(_r.subscriber_id, _WHOSE))
    .order_by(_r.subscriber_id)
    .with_for_update()
)


def admit(
    connection: Connection, wanted: Mapping[str, int], per_hour: int | None, now: datetime
) -> dict[str, int]:
    """Count so many new alerts of each subscriber; give how many of them the rate lets through.

    `per_hour` is for whoever has no number of their own; who has no limit is not counted.
    """
    limits = _limits(connection, wanted, per_hour)
    free = {subscriber: wanted[subscriber] for subscriber in wanted.keys() - limits.keys()}
    return free | _count(connection, {one: wanted[one] for one in limits}, limits, now)


def _limits(connection: Connection, whose: Collection[str], per_hour: int | None) -> dict[str, int]:
    """Give the limits of those that have one."""
    own = {row.id: row.max_alerts_per_hour for row in connection.execute(_OWN, {_WHOSE: whose})}
    of_all = dict.fromkeys(whose, per_hour) | {one: most or None for one, most in own.items()}
    return {one: most for one, most in of_all.items() if most is not None}


def _count(
    connection: Connection, wanted: Mapping[str, int], limits: Mapping[str, int], now: datetime
) -> dict[str, int]:
    if not wanted:
        return {}
    rows = _locked(connection, wanted)
    if new := sorted(wanted.keys() - rows.keys()):
        _BEGIN.run(connection, [(subscriber, now, 0) for subscriber in new])
        rows |= _locked(connection, dict.fromkeys(new, 0))
    admitted: dict[str, int] = {}
    counted = []
    for subscriber in sorted(wanted):
        row = rows[subscriber]
        is_over = now - row.since >= _HOUR
        since, sent = (now, 0) if is_over else (row.since, row.sent)
        admitted[subscriber] = min(wanted[subscriber], max(limits[subscriber] - sent, 0))
        if admitted[subscriber]:
            counted.append((subscriber, since, sent + admitted[subscriber]))
    _COUNT.run(connection, counted)
    return admitted


def _locked(connection: Connection, whose: Collection[str]) -> dict[str, AnyRow]:
    rows = connection.execute(_LOCK, {_WHOSE: whose})
    return {row.subscriber_id: row for row in rows}
