"""Whose turn it is to be written to, of each mail domain, counted for all processes together.

The row of a domain is locked for a moment, by nobody who holds another: so there is no deadlock.
Where the database's clock was set back, mails that stood in line were put off to a future that is
far away by now: they are called back, and ask anew.
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

from alerts.model.turns import NEAR, Line, Turn, furthest, turn, urgent
from alerts.store.bulk import BulkInsert
from alerts.store.database import Database
from alerts.store.mail_tables import mail_lines, mail_turns
from alerts.store.tables import IS_DUE, deliveries
from alerts.store.types import Instant, Text, at_number, database_now, microseconds, number_of

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
_PUT_OFF_TO_LATER = (
    select(_d.id)
    .join_from(mail_turns, deliveries, (_d.id == _t.delivery_id) & (_d.next_at == _t.at))
    .where(type_coerce(_t.at, BigInteger) > bindparam("later", type_=BigInteger), text(IS_DUE))
    .order_by(_d.id)
    .with_for_update(of=deliveries)
    .cte("put_off")
)
_CALL_BACK = (
    update(deliveries)
    .where(_d.id.in_(select(_PUT_OFF_TO_LATER.c.id)))
    .values(next_at=bindparam("present", type_=Instant))
)


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
    is urgent has its turn at once, and is counted.
    """
    step = microseconds(apart)
    who = {"domain": domain, "delivery": delivery_id}

    def work(connection: Connection) -> MailTurn:
        row = connection.execute(_LOOK, who).one_or_none()
        if row is None:
            _BEGIN.run(connection, [(domain, 0, 0)])
            row = connection.execute(_LOOK, who).one()
        line, now = Line(row.ends, row.free), int(row.now)
        if line.free - now > furthest(step):
            _call_back(connection, now)
        got = urgent(line, now, step) if is_urgent else turn(line, row.promised, now, step)
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
    if not await db.rows(_STRAYED.limit(1).params(bounds)):
        return False

    def work(connection: Connection) -> bool:
        strayed = connection.execute(
            _STRAYED.order_by(_l.domain).with_for_update(of=mail_lines), bounds
        ).all()
        for row in strayed:
            moved = {"whose": row.domain, "new_ends": row.now, "new_free": row.now}
            connection.execute(_MOVE, moved)
        if strayed:
            _call_back(connection, strayed[0].now)
        return bool(strayed)

    return await db.write(work)


def _call_back(connection: Connection, now: int) -> None:
    """Have all that were put off come now; whose turn is still to come is told so again."""
    connection.execute(_CALL_BACK, {"later": now + NEAR, "present": at_number(now)})


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
