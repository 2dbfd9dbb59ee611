"""How fast destinations are sent to, counted for all processes together.

Who takes deliveries uses up some of their destination's rate in the same transaction. What
finds nothing left stays due, in nobody's hands: waiting for one's turn holds no lease and no
slot. A destination that somebody else is taking from right now is passed over, not waited for:
a transaction that holds deliveries and waits for more could end in a deadlock.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import BigInteger, Connection, bindparam, select, type_coerce, update

from alerts.model.allowance import Allowance
from alerts.store.among import among
from alerts.store.sharing import Due, Room
from alerts.store.tables import destinations
from alerts.store.types import Text, database_now

_x = destinations.c
_NOTHING = 0
_US = 1e6


@dataclass(frozen=True, slots=True)
class Paced:
    """The allowances of those destinations that have a rate; `busy` are in other hands."""

    allowances: Mapping[str, Allowance]
    busy: frozenset[str] = frozenset()

    @property
    def most(self) -> Mapping[str, int]:
        """Say how many each of them may have."""
        left = {one: allowance.left for one, allowance in self.allowances.items()}
        return left | dict.fromkeys(self.busy, _NOTHING)

    def use(
        self, connection: Connection, waiting: Iterable[Due], taken: Collection[Due]
    ) -> dict[str, float]:
        """Note what was taken; give those of which more waits than may go, and how long, in s."""
        if not self.allowances:
            return {}
        number = dict.fromkeys(self.allowances, 0)
        for due in taken:
            if due.destination_id in number:
                number[due.destination_id] += 1
        used = [
            {"key": one, "used": allowance.after(number[one])}
            for one, allowance in sorted(self.allowances.items())
            if number[one]
        ]
        if used:
            connection.execute(_USE, used)
        more = {due.destination_id for due in waiting} & self.allowances.keys()
        return {
            one: self.allowances[one].wait_after(number[one]) / _US
            for one in more
            if number[one] >= self.allowances[one].left
        }


def paced(connection: Connection, waiting: Iterable[Due], room: Room) -> Paced:
    """See and lock the allowances of what waits, as far as there is room for it."""
    rates: dict[str, float] = {}
    for due in waiting:
        rate = room.rate if due.rate is None else due.rate
        if rate is not None and room.for_one(due.destination_id) > 0:
            rates[due.destination_id] = rate
    if not rates:
        return Paced({})
    rows = connection.execute(_LOCK, {"destinations": list(rates)})
    allowances = {
        row.id: Allowance(rates[row.id], row.rate_used_until, int(row.now)) for row in rows
    }
    return Paced(allowances, frozenset(rates.keys() - allowances.keys()))


def give_back(connection: Connection, untried: Iterable[str], rate: float | None) -> None:
    """Give destinations back the rate that deliveries had used up which were not tried.

    `untried` are their destinations, each as often; `rate` is of those that have none of their own.
    """
    number = Counter(untried)
    rows = connection.execute(_RATES, {"destinations": list(number)}) if number else ()
    own = {row.id: rate if row.rate is None else row.rate for row in rows}
    unused = [
        {"key": one, "unused": round(number[one] * _US / a_second)}
        for one, a_second in sorted(own.items())
        if a_second is not None
    ]
    if unused:
        connection.execute(_UNUSE, unused)


_RATES = select(_x.id, _x.rate).where(among(_x.id, "destinations"), _x.rate_used_until.is_not(None))
_UNUSE = (
    update(destinations)
    .where(_x.id == bindparam("key", type_=Text))
    .values(rate_used_until=_x.rate_used_until - bindparam("unused", type_=BigInteger))
)
_LOCK = (
    select(_x.id, _x.rate_used_until, type_coerce(database_now(), BigInteger).label("now"))
    .where(among(_x.id, "destinations"))
    .with_for_update(key_share=True, skip_locked=True)
)
_USE = (
    update(destinations)
    .where(_x.id == bindparam("key", type_=Text))
    .values(rate_used_until=bindparam("used", type_=BigInteger))
)
