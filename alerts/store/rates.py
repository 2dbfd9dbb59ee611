"""How many alerts a subscriber got in the present hour, counted where alerts are recorded.

The count's row is locked until the transaction ends. So two processes that record alerts of
one subscriber at the same time wait for each other, and none is sent by itself that is over.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from alerts.store.among import among
from alerts.store.bulk import BulkInsert, BulkUpdate
from alerts.store.records import AnyRow
from alerts.store.tables import alert_rates

_HOUR = timedelta(hours=1)
_r = alert_rates.c
_BEGIN = BulkInsert(alert_rates, ["subscriber_id", "since", "sent"])
_COUNT = BulkUpdate(alert_rates, ["subscriber_id", "since", "sent"])
_LOCK = (
    select(_r.subscriber_id, _r.since, _r.sent)
    .where(among(_r.subscriber_id, "subscribers"))
    .order_by(_r.subscriber_id)
    .with_for_update()
)


def admit(
    connection: Connection, wanted: Mapping[str, int], per_hour: int, now: datetime
) -> dict[str, int]:
    """Count so many new alerts of each subscriber; give how many of them the rate lets through."""
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
        admitted[subscriber] = min(wanted[subscriber], max(per_hour - sent, 0))
        if admitted[subscriber]:
            counted.append((subscriber, since, sent + admitted[subscriber]))
    _COUNT.run(connection, counted)
    return admitted


def _locked(connection: Connection, subscribers: Mapping[str, int]) -> dict[str, AnyRow]:
    rows = connection.execute(_LOCK, {"subscribers": list(subscribers)})
    return {row.subscriber_id: row for row in rows}
