"""How destinations stand after what was just tried of them, and who is told.

A receiver that is gone says so once and is believed; one that is silent must have been so to
everything it was sent. Since when it is silent is kept with the destination, and forgotten
with the first delivery that arrives.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from alerts.model.delivery import Advance, Attempt, Status
from alerts.model.rule import DestinationState
from alerts.model.values import value
from alerts.store.among import among
from alerts.store.notices import WriteNotice, tell
from alerts.store.queue import Locked
from alerts.store.tables import deliveries, destinations
from alerts.store.types import Instant, Text
from alerts.store.waiting import SENT_TO, change_state, reopened

_d = deliveries.c
_x = destinations.c


@value
class Verdict:
    """What was made of one attempt: the locked row of its delivery, the try, the next step."""

    row: Locked
    attempt: Attempt
    advance: Advance


@dataclass(frozen=True, slots=True)
class Turned:
    """A destination whose state an attempt has changed."""

    destination_id: str
    state: DestinationState
    reason: str | None
    delivery_id: str


def still_disabled(connection: Connection, rows: Sequence[Locked]) -> set[str]:
    """Give the disabled destinations, none of which can be enabled before this is written.

    Whoever enables one releases what is held then; what were held after would be so for ever.
    """
    seen = {row.destination_id for row in rows if row.state == DestinationState.DISABLED}
    return seen - reopened(connection, seen)


def judge(
    connection: Connection, verdicts: Sequence[Verdict], now: datetime, write: WriteNotice
) -> list[Turned]:
    """Change what the verdicts say of destinations, tell the owners, and give what was changed."""
    arrived = {v.row.destination_id for v in verdicts if v.advance.status is Status.DELIVERED}
    _note_silence(connection, verdicts, arrived)
    done = []
    for verdict in sorted(verdicts, key=lambda verdict: verdict.row.destination_id):
        turned = _wanted(verdict)
        if turned is None or _is_unjust(connection, verdict, arrived):
            continue
        about, state, reason = turned.destination_id, turned.state, turned.reason
        if change_state(connection, about, state, reason, now, only_from=_FROM[state]):
            tell(connection, about, state, reason, now, write)
            done.append(turned)
    return done


_FROM = {
    DestinationState.DISABLED: SENT_TO,
    DestinationState.FAILING: (DestinationState.ACTIVE,),
    DestinationState.ACTIVE: (DestinationState.FAILING,),
}


def _wanted(verdict: Verdict) -> Turned | None:
    row, advance = verdict.row, verdict.advance
    if advance.disable is not None:
        state, reason = DestinationState.DISABLED, advance.disable
        return Turned(row.destination_id, state, reason, row.id)
    if advance.failing is not None:
        return Turned(row.destination_id, DestinationState.FAILING, advance.failing, row.id)
    if advance.recovered:
        return Turned(row.destination_id, DestinationState.ACTIVE, None, row.id)
    return None


def _is_unjust(connection: Connection, verdict: Verdict, arrived: set[str]) -> bool:
    """Tell whether something has arrived by now where the verdict supposes that nothing does."""
    row, advance = verdict.row, verdict.advance
    if advance.failing is not None and row.failing_since is None:
        return True
    since = advance.unless_delivered_since
    return since is not None and (
        row.destination_id in arrived or _has_arrived(connection, row, since)
    )


def _note_silence(connection: Connection, verdicts: Iterable[Verdict], arrived: set[str]) -> None:
    ended: set[str] = set()
    begun: dict[str, datetime] = {}
    for verdict in verdicts:
        id_, since = verdict.row.destination_id, verdict.row.failing_since
        if id_ in arrived:
            if since is not None:
                ended.add(id_)
        elif since is None and verdict.advance.silent:
            begun[id_] = min(verdict.attempt.at, begun.get(id_, verdict.attempt.at))
    if ended:
        connection.execute(
            update(destinations).where(among(_x.id, ended)).values(failing_since=None)
        )
    if begun:
        connection.execute(_BEGUN, [{"key": key, "at": begun[key]} for key in sorted(begun)])


_BEGUN = (
    update(destinations)
    .where(_x.id == bindparam("key", type_=Text), _x.failing_since.is_(None))
    .values(failing_since=bindparam("at", type_=Instant))
)


def _has_arrived(connection: Connection, row: Locked, since: datetime) -> bool:
    """Tell whether the row's destination took a delivery that was made since then."""
    arrived = (
        select(_d.id)
        .where(
            _d.subscriber_id == row.subscriber_id,
            _d.created_at >= since,
            _d.destination_id == row.destination_id,
            _d.status == Status.DELIVERED,
        )
        .limit(1)
    )
    return connection.execute(arrived).one_or_none() is not None
