"""Whose turn it is to be written to, of each mail domain, counted for all processes together.

The row of a domain is locked for a moment, by nobody who holds another: so there is no deadlock.
Where the database's clock was set back, mails that stood in line were put off to a future that is
far away by now: they are called back, the line begins anew, and they ask again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Connection,
    bindparam,
    delete,
    select,
    text,
    type_coerce,
    update,
)

from alerts.model.turns import NEAR, Line, Turn, furthest, has_strayed, turn, urgent
from alerts.store.among import among
from alerts.store.bulk import BulkInsert
from alerts.store.database import Database
from alerts.store.mail_tables import mail_lines, mail_turns
from alerts.store.tables import IS_DUE, deliveries
from alerts.store.types import Instant, Text, at_number, database_now, microseconds, number_of
from alerts.store.waiting import DUE

_l = mail_lines.c
_t = mail_turns.c
_d = deliveries.c

_IS_ITS = _t.delivery_id == bindparam("delivery", type_=Text)
_PROMISED = select(type_coerce(_t.at, BigInteger)).where(_IS_ITS).scalar_subquery()
_LOOK = (
    select(
        *(_l.ends, _l.free, _PROMISED.label("promised")),
        type_coerce(database_now(), BigInteger).label("now"),
    )
    .where(_l.domain == bindparam("domain", type_=Text))
    .with_for_update(of=mail_lines)
)
_BEGIN = BulkInsert(mail_lines, ["domain", "ends", "free"])
_MOVE = (
    update(mail_lines)
    .where(_l.domain == bindparam("whose", type_=Text))
    .values(
        ends=bindparam("new_ends", type_=BigInteger), free=bindparam("new_free", type_=BigInteger)
    )
)
_DUE_SINCE = select(_d.next_at).where(_d.id == bindparam("delivery", type_=Text))
_PROMISE = BulkInsert(mail_turns, ["delivery_id", "at", "since"])
_PUT_OFF = update(mail_turns).where(_IS_ITS).values(at=bindparam("later", type_=Instant))
_TAKE = delete(mail_turns).where(_IS_ITS)
_STRAYED = select(_l.domain, type_coerce(database_now(), BigInteger).label("now")).where(
    _l.free > database_now() + bindparam("furthest", type_=BigInteger)
)
# Of those that were promised turns, the next few by id: each pass sees each of them once.
_PROMISED_LATER = (
    select(_t.delivery_id)
    .where(
        _t.delivery_id > bindparam("behind", type_=Text),
        type_coerce(_t.at, BigInteger) > bindparam("later", type_=BigInteger),
    )
    .order_by(_t.delivery_id)
    .limit(bindparam("most", type_=BigInteger))
)
_LOCKED = (
    select(_d.id, _d.status, _d.next_at)
    .where(among(_d.id, "ids"))
    .order_by(_d.id)
    .with_for_update()
    .cte("locked")
)
_CALL_BACK = (
    update(deliveries)
    .where(
        _d.id.in_(
            select(_LOCKED.c.id).where(
                _LOCKED.c.status.in_(DUE),
                type_coerce(_LOCKED.c.next_at, BigInteger) > bindparam("later", type_=BigInteger),
            )
        )
    )
    .values(next_at=bindparam("present", type_=Instant))
)
MOST = 2000
_SOON = 5_000_000  # a line that strayed begins anew by then


@dataclass(frozen=True, slots=True)
class MailTurn:
    """A turn, `wait` from now: to be waited for if it is near, else to come back for, `at` then.

    It is an instant of the database's clock.
    """

    at: datetime
    wait: timedelta
    is_near: bool


async def ask(
    db: Database, domain: str, delivery_id: str, apart: timedelta, *, is_urgent: bool = False
) -> MailTurn:
    """Ask for a delivery's turn to go to a domain that is written to so far `apart` at best.

    A near turn is taken with that; any other is kept for the delivery until it asks again. What
    is urgent has its turn at once while few such came. Of a line that is to `begin_anew` nobody
    has a turn, and is told to come soon.
    """
    step = microseconds(apart)
    who = {"domain": domain, "delivery": delivery_id}

    def work(connection: Connection) -> MailTurn:
        row = connection.execute(_LOOK, who).one_or_none()
        if row is None:
            _BEGIN.run(connection, [(domain, 0, 0)])
            row = connection.execute(_LOOK, who).one()
        line, now = Line(row.ends, row.free), int(row.now)
        if has_strayed(line, now, step):
            return MailTurn(at_number(now + _SOON), timedelta(microseconds=_SOON), is_near=False)
        got = (urgent if is_urgent else turn)(line, row.promised, now, step)
        if got.line != line:
            moved = {"whose": domain, "new_ends": got.line.ends, "new_free": got.line.free}
            connection.execute(_MOVE, moved)
        _keep(connection, delivery_id, row.promised, got)
        return MailTurn(at_number(got.at), timedelta(microseconds=got.at - now), got.is_near)

    return await db.write(work)


def _keep(connection: Connection, delivery_id: str, promised: int | None, got: Turn) -> None:
    whose = {"delivery": delivery_id}
    if got.is_near:
        if promised is not None:
            connection.execute(_TAKE, whose)
    elif promised is None:
        since = connection.scalar(_DUE_SINCE, whose)
        at = at_number(got.at)
        _PROMISE.run(connection, [(delivery_id, at, min(since, at) if since else at)])
    elif promised != got.at:
        connection.execute(_PUT_OFF, {**whose, "later": at_number(got.at)})


async def begin_anew(db: Database, apart: timedelta) -> bool:
    """Have lines begin anew that were used in a future which is none any more; tell whether any was.

    Nobody asks where all of a domain are put off, so this is to be looked for now and then.
    """
    bounds = {"furthest": furthest(microseconds(apart))}
    strayed = await db.rows(_STRAYED.limit(1).params(bounds))
    if not strayed:
        return False
    await _call_back(db, int(strayed[0].now))

    def work(connection: Connection) -> None:
        locked = _STRAYED.order_by(_l.domain).with_for_update(of=mail_lines)
        for row in connection.execute(locked, bounds).all():
            moved = {"whose": row.domain, "new_ends": row.now, "new_free": row.now}
            connection.execute(_MOVE, moved)

    await db.write(work)
    return True


async def _call_back(db: Database, now: int) -> None:
    """Have all that were put off come now; whose turn is still to come is told so again.

    Some in each transaction: where it fails half-way, the lines still stray, and the next try
    finds those that are left.
    """
    behind = ""

    def work(connection: Connection) -> list[str]:
        few = {"behind": behind, "later": now + NEAR, "most": MOST}
        ids = list(connection.scalars(_PROMISED_LATER, few))
        if ids:
            back = {"ids": ids, "later": now + NEAR, "present": at_number(now)}
            connection.execute(_CALL_BACK, back)
        return ids

    while ids := await db.write(work):
        behind = ids[-1]


async def longest_waiting(db: Database) -> timedelta | None:
    """Tell for how long the longest due of those has waited that wait for their turn."""
    query = (
        select(type_coerce(database_now() - type_coerce(_t.since, BigInteger), BigInteger))
        .join_from(mail_turns, deliveries, (_d.id == _t.delivery_id) & (_d.next_at == _t.at))
        .where(text(IS_DUE))
        .order_by(_t.since)
        .limit(1)
    )
    for (waited,) in await db.rows(query):
        return timedelta(microseconds=int(waited))
    return None


async def forget_idle(db: Database, before: datetime) -> None:
    """Forget the lines that nobody has stood in since, and the turns that nobody came for."""
    number = number_of(before)

    def work(connection: Connection) -> None:
        connection.execute(delete(mail_turns).where(_t.at < before))
        connection.execute(delete(mail_lines).where(_l.ends < number, _l.free < number))

    await db.write(work)
