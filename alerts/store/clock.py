"""The time as the database has it: one for all processes, whatever their own clocks say.

When a retry is due, when a destination has been silent for three days, what is past retention: a
machine whose clock jumped would get all of it wrong, for everybody. So the database is asked every
few seconds, and between by seconds that only grow.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, select, type_coerce

from alerts.store.database import Database
from alerts.store.types import at_number, database_now

_NOW = select(type_coerce(database_now(), BigInteger))
# An answer that took longer says too little of the instant at which it was given, unless it tells
# that the clock was set by more than it took.
_SLOWEST_S = 0.5


class DatabaseClock:
    """A clock that is set by the database's; `own` is this machine's, for as long as it was not.

    `ticks` are seconds that only grow.
    """

    def __init__(
        self, db: Database, own: Callable[[], datetime], ticks: Callable[[], float]
    ) -> None:
        self._db = db
        self._own = own
        self._ticks = ticks
        self._set_at: tuple[datetime, float] | None = None

    def now(self) -> datetime:
        """Give the instant, in UTC."""
        if self._set_at is None:
            return self._own()
        at, ticks = self._set_at
        return at + timedelta(seconds=self._ticks() - ticks)

    def ahead(self) -> timedelta:
        """Tell by how much this machine's own clock is ahead; behind, it is less than nothing."""
        return self._own() - self.now()

    async def set(self) -> None:
        """Ask the database. Raises `Unavailable`."""
        asked = self._ticks()
        (row,) = await self._db.rows(_NOW)
        took = self._ticks() - asked
        at, given = at_number(int(row[0])), asked + took / 2
        if took > _SLOWEST_S and self._set_at is not None:
            known, ticks = self._set_at
            if abs((at - known).total_seconds() - (given - ticks)) <= took:
                return
        self._set_at = at, given
