"""The queue's hot statements, built once: built for each call, they cost as much as they do.

What is due is said here and nowhere else.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    and_,
    bindparam,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from alerts.model.delivery import Purpose
from alerts.model.rule import DestinationState
from alerts.store.among import among
from alerts.store.tables import IS_DUE, deliveries, destinations
from alerts.store.types import Text, database_now, instant, random_token
from alerts.store.waiting import SENT_TO

_d = deliveries.c
_x = destinations.c
_NOW = instant(database_now())

# A lease is "<delivery>.<chance>.<worker>": it finds its row by itself.
SEPARATOR = "."


def is_due() -> ColumnElement[bool]:
    """Tell what may be sent now: its time come, in nobody's hands, its destination open.

    The destination is asked about row by row, in the order of the queue: joined, it would
    tempt the planner to sort all that waits for the sake of the few that are taken.
    """
    sent_to = _x.state.in_([state.value for state in SENT_TO])
    to_confirm = and_(
        _x.state == DestinationState.PENDING.value,
        _d.purpose == Purpose.CONFIRMATION.value,
    )
    is_open = (
        select(_x.id)
        .where(_x.id == _d.destination_id, _x.deleted_at.is_(None), or_(sent_to, to_confirm))
        .correlate(deliveries)
        .scalar_subquery()
    )
    return and_(
        text(IS_DUE),
        _d.next_at <= _NOW,
        or_(_d.lease_until.is_(None), _d.lease_until <= _NOW),
        is_open.is_not(None),
    )


def _take() -> ReturningUpdate[*tuple[Any, ...]]:
    """Build the claim, and say which columns it gives back.

    It is for one channel, whose due rows stand together in the index: a claim of webhooks
    must not walk past all the mail that waits.
    """
    due = (
        select(_d.id)
        .where(_d.channel == bindparam("of", type_=Text), is_due())
        .order_by(_d.next_at, _d.id)
        .limit(bindparam("limit", type_=Integer))
        .with_for_update(of=deliveries, skip_locked=True)
        .cte("due")
    )
    lease = _d.id + SEPARATOR + random_token() + SEPARATOR + bindparam("worker", type_=Text)
    until = database_now() + bindparam("lease", type_=BigInteger)
    return (
        update(deliveries)
        .where(_d.id.in_(select(due.c.id)))
        .values(lease=lease, lease_until=until)
        .returning(*_CLAIMED)
    )


_CLAIMED = (
    *(_d.id, _d.destination_id, _d.subscriber_id, _d.alert_id, _d.channel, _d.purpose),
    *(_d.event, _d.attempts, _d.created_at, _d.lease, _d.reported_at, _d.next_at),
)
TAKE = _take()
TARGETS = select(_x.id, _x.target, _x.headers, _x.secret).where(among(_x.id, "destinations"))
LOCK = (
    select(_d.id, _d.subscriber_id, _d.destination_id, _d.lease, _x.state)
    .outerjoin_from(deliveries, destinations, _x.id == _d.destination_id)
    .where(among(_d.id, "deliveries"))
    .order_by(_d.id)
    .with_for_update(of=deliveries)
)
