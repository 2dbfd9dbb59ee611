"""What came of each attempt, written down in batches.

A transaction costs the same for one row as for many. While the database is away nothing is
forgotten: results wait, their leases are kept up, and they are written when it is back.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

import structlog

from alerts.deliver.attempt import Tried
from alerts.deliver.leases import Leases
from alerts.deliver.pace import Backoff, first_of
from alerts.model.errors import Unavailable
from alerts.model.rule import DestinationState
from alerts.model.values import value
from alerts.pauses import until_set
from alerts.store.database import Database
from alerts.store.deliveries import Written, record_attempts
from alerts.store.notices import WriteNotice
from alerts.store.standing import Turned

_log = structlog.get_logger()
BATCH = 200
GATHER_S = 0.025
_LOOK_S = 60.0


@value
class _Pending:
    tried: Tried
    written: asyncio.Event | None


class Acknowledgements:
    """Attempts on their way into the database."""

    def __init__(
        self,
        db: Database,
        leases: Leases,
        clock: Callable[[], datetime],
        write_notice: WriteNotice,
        noticed: Callable[[], None],
    ) -> None:
        self._db = db
        self._write_notice = write_notice
        self._noticed = noticed
        self._leases = leases
        self._clock = clock
        self._waiting: list[_Pending] = []
        self._arrived = asyncio.Event()
        self._full = asyncio.Event()
        self._has_failed = False

    async def add(self, tried: Tried) -> None:
        """Take an attempt; its lease is kept until it is written.

        Returns at once, but for one that disables its destination: that is waited for, so that
        nothing more is claimed for a receiver that has just refused.
        """
        written = None if tried.result.advance.disable is None else asyncio.Event()
        self._waiting.append(_Pending(tried, written))
        self._signal()
        if written is not None:
            await written.wait()

    async def run(self, finish: asyncio.Event, abandon: asyncio.Event) -> None:
        """Write what arrives; after `finish` what is left, until that is done or `abandon`."""
        backoff = Backoff()
        while not abandon.is_set() and (self._waiting or not finish.is_set()):
            await first_of(self._arrived, finish, within_s=_LOOK_S)
            await first_of(self._full, finish, within_s=GATHER_S)
            try:
                await self._write_some()
            except Unavailable as error:
                self._has_failed = True
                _log.warning(
                    "delivery.store_unavailable", error=str(error), kept=len(self._waiting)
                )
                await until_set(abandon, backoff.longer())
            else:
                self._has_failed = False
                backoff.reset()

    def has(self, lease: str) -> bool:
        """Tell whether what came of a delivery is here, and not written yet."""
        return any(pending.tried.delivery.lease == lease for pending in self._waiting)

    def waiting(self) -> int:
        """Count the attempts that are not written yet."""
        return len(self._waiting)

    async def _write_some(self) -> None:
        batch = self._next()
        await self._write([pending.tried for pending in batch])
        for pending in batch:
            if pending.written is not None:
                pending.written.set()
        gone = {id(pending) for pending in batch}
        self._waiting = [pending for pending in self._waiting if id(pending) not in gone]
        self._signal()

    def _next(self) -> list[_Pending]:
        """Choose whose turn it is: the first, but after a failure those that ask for little.

        To disable a destination settles what waits for it. Where the database cannot, it keeps
        no other's results from being written.
        """
        if not self._has_failed:
            return self._waiting[:BATCH]
        plain = [pending for pending in self._waiting if pending.written is None]
        return plain[:BATCH] or self._waiting[:1]

    def _signal(self) -> None:
        """Bring the two signals in line with what waits."""
        for signal, on in ((self._arrived, 1), (self._full, BATCH)):
            if len(self._waiting) >= on:
                signal.set()
            else:
                signal.clear()

    async def _write(self, batch: Sequence[Tried]) -> None:
        """Write a batch; one that the database will not take is written row by row."""
        if not batch:
            return
        try:
            results = [tried.result for tried in batch]
            written = await record_attempts(self._db, results, self._clock(), self._write_notice)
        except Unavailable:
            raise
        except Exception:  # noqa: BLE001 - one row the database chokes on must not stop the rest
            if len(batch) > 1:
                for tried in batch:
                    await self._write([tried])
                return
            _log.exception("delivery.unrecorded", delivery_id=batch[0].delivery.id)
            written = Written()
        self._leases.drop(tried.delivery.lease for tried in batch)
        for turned in written.turned:
            _say(turned)
        if written.turned:
            self._noticed()


def _say(turned: Turned) -> None:
    """Tell the operator; the owner is told by a notice."""
    about = {"destination_id": turned.destination_id, "delivery_id": turned.delivery_id}
    if turned.state is DestinationState.ACTIVE:
        _log.info("destination.recovered", **about)
    elif turned.state is DestinationState.FAILING:
        _log.warning("destination.failing", **about, reason=turned.reason)
    else:
        _log.warning("destination.disabled", **about, reason=turned.reason)
