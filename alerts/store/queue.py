"""The queue's hot statements, built once: built for each call, they cost as much as they do.

What is due is said here and nowhere else.
"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    TextClause,
    Update,
    and_,
    bindparam,
    or_,
    select,
    text,
    type_coerce,
    update,
)

from alerts.model.delivery import Purpose, Status
from alerts.model.rule import DestinationState
from alerts.store.among import among, one_of_many
from alerts.store.in_one import InOne
from alerts.store.tables import IS_DUE, IS_WAITING, deliveries, destinations
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


def _longest_due(*of: ColumnElement[bool] | TextClause) -> Select[*tuple[Any, ...]]:
    """Build a look at the longest due among rows that stand together in an index.

    They are locked: who looks at the same time sees the next ones.
    """
    return (
        select(*_DUE)
        .where(*of, is_due())
        .order_by(_d.next_at, _d.id)
        .limit(bindparam("limit", type_=Integer))
        .with_for_update(of=deliveries, skip_locked=True)
    )


def _waiting_for() -> Select[*tuple[Any, ...]]:
    """Build the walk from destination to destination, over those that something waits for.

    It steps through the index from one to the next, however many rows each of them has.
    """

    def following(after: ColumnElement[str]) -> ColumnElement[str]:
        return (
            select(_d.destination_id)
            .where(text(IS_WAITING), _d.destination_id > after)
            .order_by(_d.destination_id)
            .limit(1)
            .correlate_except(deliveries)
            .scalar_subquery()
        )

    walk = select(following(bindparam("after", type_=Text)).label("id")).cte("walk", recursive=True)
    walk = walk.union_all(select(following(walk.c.id)).where(walk.c.id.is_not(None)))
    # Not by the rows' own channel: that would lure the planner to the index of all that is due.
    channel = select(_x.channel).where(_x.id == walk.c.id).correlate(walk).scalar_subquery()
    has_due = (
        select(_d.id)
        .where(_d.destination_id == walk.c.id, text(IS_WAITING), is_due())
        .correlate_except(deliveries)
        .exists()
    )
    passed_over = one_of_many(walk.c.id, "passed_over")
    return (
        select(walk.c.id)
        .where(
            walk.c.id.is_not(None),
            ~passed_over,
            channel == bindparam("of", type_=Text),
            has_due,
        )
        .limit(bindparam("limit", type_=Integer))
    )


def _taking() -> Update:
    lease = _d.id + SEPARATOR + random_token() + SEPARATOR + bindparam("worker", type_=Text)
    until = database_now() + bindparam("lease", type_=BigInteger)
    return (
        update(deliveries).where(among(_d.id, "deliveries")).values(lease=lease, lease_until=until)
    )


_RATE = select(_x.rate).where(_x.id == _d.destination_id).correlate(deliveries).scalar_subquery()
_DUE = (
    *(_d.id, _d.destination_id, type_coerce(_d.next_at, BigInteger), _d.status),
    _RATE.label("rate"),
)
CLAIMED = (
    *(_d.id, _d.destination_id, _d.subscriber_id, _d.alert_id, _d.channel, _d.purpose),
    *(_d.event, _d.attempts, _d.created_at, _d.lease, _d.reported_at),
    type_coerce(_d.next_at, BigInteger),
)
_OF_CHANNEL = _d.channel == bindparam("of", type_=Text)
LONGEST_DUE = InOne(_longest_due(_OF_CHANNEL))
LONGEST_DUE_UNTRIED = InOne(_longest_due(_OF_CHANNEL, _d.status == Status.PENDING.value))
LONGEST_DUE_OF = InOne(
    _longest_due(_d.destination_id == bindparam("destination", type_=Text), text(IS_WAITING))
)
WAITING_FOR = _waiting_for()
TARGET = (_x.target, _x.headers, _x.secret, _x.state, _x.failing_since)
# PostgreSQL tells all of it in one message. SQLite gives nothing of another table with what it
# changed, and what it changed row by row.
TAKE_AND_TELL = _taking().where(_x.id == _d.destination_id).returning(*CLAIMED, *TARGET)
TAKE = _taking()
TAKEN = InOne(select(*CLAIMED).where(among(_d.id, "deliveries")))
TARGETS = select(_x.id, *TARGET, _x.rate).where(among(_x.id, "destinations"))


class Locked(NamedTuple):
    """A delivery that nobody else can change now, and how its destination stands."""

    id: str
    subscriber_id: str
    destination_id: str
    lease: str | None
    state: str | None
    failing_since: datetime | None


LOCK = InOne(
    select(_d.id, _d.subscriber_id, _d.destination_id, _d.lease, _x.state, _x.failing_since)
    .outerjoin_from(deliveries, destinations, _x.id == _d.destination_id)
    .where(among(_d.id, "deliveries"))
    .order_by(_d.id)
    .with_for_update(of=deliveries)
)
