"""The alerts of reports, each with its deliveries: by themselves, or in digests.

An alert's rows are written by the transaction that inserts the alert, and by no other. So one
that was there before, from a recording that was cut short, is whole: it is neither counted nor
sent again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from alerts.model.delivery import Delivery, Purpose, Status
from alerts.model.digest import Rate
from alerts.store.bulk import BulkInsert, Row
from alerts.store.digests import Entry, put_in
from alerts.store.leasing import Begun, Fresh, Seats, begin
from alerts.store.rates import admit
from alerts.store.records import Added
from alerts.store.report_rows import NewAlert, NewDelivery, NewReport
from alerts.store.tables import alerts, deliveries
from alerts.store.waiting import reopened

_Raised = tuple[NewReport, NewAlert]

_ALERTS = BulkInsert(alerts, ["id", "subscriber_id", "report_digest", "body", "created_at"])
_DELIVERIES = BulkInsert(
    deliveries,
    [
        *("id", "subscriber_id", "alert_id", "destination_id", "channel", "purpose", "event"),
        *("status", "attempts", "created_at", "next_at", "reported_at", "updated_at"),
        *("lease", "lease_until"),
    ],
)


def add(
    connection: Connection,
    group: Iterable[NewReport],
    now: datetime,
    seats: Seats | None,
    rate: Rate | None,
) -> tuple[dict[str, Added], list[Delivery]]:
    """Insert the alerts that are not there, with their deliveries; count them for each report.

    Gives also the deliveries that were inserted as leased.
    """
    wanted = [(r, a) for r in group for a in sorted(r.alerts, key=lambda alert: alert.id)]
    if not wanted:
        return {}, []
    rows = [(a.id, a.subscriber_id, r.key.digest, a.body, now) for r, a in wanted]
    inserted = _ALERTS.new(connection, rows)
    new = [(r, a) for r, a in wanted if a.id in inserted]
    awake = reopened(
        connection,
        {d.destination_id for _, a in new for d in a.deliveries if d.status is Status.HELD},
    )
    over = _over(connection, [a for _, a in new], rate, now)
    if rate and over:
        held_back = [a for _, a in new if a.id in over]
        put_in(connection, _entries(held_back, awake), rate.every, now)
    sent = [(r, a) for r, a in new if a.id not in over]
    made, begun = _send(connection, sent, awake, seats, now)
    added: dict[str, Added] = {}
    for report, alert in new:
        own = [d.id for d in alert.deliveries if d.id in made]
        left = sum(id_ not in begun for id_ in own)
        more = Added(1, len(own), left, int(alert.id in over))
        added[report.key.digest] = added.get(report.key.digest, Added()) + more
    return added, [it.delivery for id_, it in begun.items() if id_ in made]


def _over(
    connection: Connection, new: Sequence[NewAlert], rate: Rate | None, now: datetime
) -> set[str]:
    """Choose the alerts over their subscribers' rate; one that nobody is sent is never over."""
    heard = [alert for alert in new if alert.deliveries]
    if rate is None or not heard:
        return set()
    wanted = Counter(alert.subscriber_id for alert in heard)
    room = admit(connection, wanted, rate.per_hour, now)
    over = set()
    for alert in heard:
        if room[alert.subscriber_id]:
            room[alert.subscriber_id] -= 1
        else:
            over.add(alert.id)
    return over


def _entries(held_back: Sequence[NewAlert], awake: set[str]) -> list[Entry]:
    return [
        Entry(
            *(alert.id, alert.subscriber_id, to.destination_id, to.channel, to.in_digest),
            held=_is_held(to, awake),
        )
        for alert in held_back
        for to in alert.deliveries
    ]


def _send(
    connection: Connection,
    sent: Sequence[_Raised],
    awake: set[str],
    seats: Seats | None,
    now: datetime,
) -> tuple[set[str], dict[str, Begun]]:
    """Insert the deliveries of alerts that are sent by themselves; give them, and who is begun."""
    fresh = [
        Fresh(d.id, a.subscriber_id, a.id, d.destination_id, d.channel, d.event, r.kafka_at)
        for r, a in sent
        for d in a.deliveries
        if d.status is Status.PENDING
    ]
    begun = begin(connection, fresh, seats, now)
    rows = [_row(d, a, r, now, awake, begun) for r, a in sent for d in a.deliveries]
    return _DELIVERIES.new(connection, rows), begun


def _is_held(delivery: NewDelivery, awake: set[str]) -> bool:
    return delivery.status is Status.HELD and delivery.destination_id not in awake


def _row(
    delivery: NewDelivery,
    alert: NewAlert,
    report: NewReport,
    now: datetime,
    awake: set[str],
    begun: Mapping[str, Begun],
) -> Row:
    held = _is_held(delivery, awake)
    status = Status.HELD if held else Status.PENDING
    leased = begun.get(delivery.id)
    return (
        *(delivery.id, alert.subscriber_id, alert.id, delivery.destination_id),
        *(delivery.channel, Purpose.ALERT, delivery.event, status, 0),
        *(now, None if held else now, report.kafka_at, now),
        *((leased.delivery.lease, leased.until) if leased else (None, None)),
    )
