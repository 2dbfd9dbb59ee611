"""Deliveries, workers that are killed or stalled, and the count of it all at the end.

What may come twice is known exactly: what a worker had in its hands, as its leases in the
database say, when it was killed or stalled. Nothing else may, and nothing may be missing.
"""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select, text, update

from alerts.keyring import Keyring, new_webhook_secret, parse_secret_keys, seal_webhook_secret
from alerts.model.delivery import Status
from alerts.model.digest import Rate
from alerts.model.errors import Unavailable
from alerts.model.rule import Channel, DestinationState
from alerts.store import destinations, subscribers
from alerts.store.among import among
from alerts.store.database import Database, upgrade
from alerts.store.destinations import NewDestination
from alerts.store.reports import NewReport, record
from alerts.store.subscribers import NewKey, NewSubscriber
from alerts.store.tables import IS_WAITING, attempts
from alerts.store.tables import deliveries as table
from alerts.wiring import chance
from tests.crash.far_side import FarSide
from tests.crash.loads import SUBSCRIBER, reports_to
from tests.crash.receivers import Receivers
from tests.crash.worker import live
from tests.e2e.world import Process
from tests.servers.fork import Fork, preload

SECRET_KEY = "a secret key for the tests that kill"
LEASE_S = 2.0
_LOOK_AGAIN_S = 0.1
preload(live.__module__)


@dataclass
class Trial:
    """One database, its workers and the far side. `in_hands` are what may come twice."""

    url: str
    db: Database
    far: FarSide
    folder: Path
    stack: AsyncExitStack
    paths: tuple[str, ...]
    lease_s: float = LEASE_S
    grace_s: float = 0.2
    made: int = 0
    blows: int = 0
    in_hands: Counter[str] = field(default_factory=Counter)

    async def open(self) -> None:
        """Enrol a destination for each path of the far side."""
        now, ring = chance.now(), Keyring(parse_secret_keys(SECRET_KEY))
        key = NewKey("key_crash", hash="0" * 64)
        await subscribers.create_subscriber(self.db, NewSubscriber(SUBSCRIBER, "A desk"), key, now)
        self.far.secret = new_webhook_secret(b"0123456789abcdef" * 2)
        for path in self.paths:
            await destinations.create(self.db, self.destination(path, ring), now)

    def destination(self, path: str, ring: Keyring) -> NewDestination:
        """Give what is enrolled for a path."""
        id_ = f"dst_{path}"
        sealed = seal_webhook_secret(ring, id_, self.far.secret, chance.entropy(12))
        return NewDestination(
            id=id_,
            subscriber_id=SUBSCRIBER,
            channel=self.far.channel,
            target=self.far.target(path),
            state=DestinationState.ACTIVE,
            secret=sealed if self.far.channel is Channel.WEBHOOK else None,
        )

    def reports(self, numbers: Sequence[int]) -> list[NewReport]:
        """Give reports that every destination hears of."""
        return reports_to(numbers, [f"dst_{path}" for path in self.paths], self.far.channel)

    async def load(self, count: int, rate: Rate | None = None) -> None:
        """Record reports that every destination hears of, however long the database is away."""
        numbers = range(self.made, self.made + count)
        self.made += count
        batch = self.reports(numbers)
        while True:
            try:
                await record(self.db, batch, chance.now(), rate=rate)
            except Unavailable:
                await asyncio.sleep(_LOOK_AGAIN_S)
            else:
                return

    def environment(self) -> dict[str, str]:
        """Give a worker's settings: short leases, and little patience."""
        return {
            "ALERTS_DATABASE_URL": self.url,
            "ALERTS_SECRET_KEY": SECRET_KEY,
            **self.far.settings(),
            "ALERTS_DELIVERY_LEASE": f"PT{self.lease_s}S",
            "ALERTS_WEBHOOK_TIMEOUT": "PT1S",
            "ALERTS_SHUTDOWN_TIMEOUT": f"PT{self.grace_s}S",
        }

    async def worker(self) -> Process:
        """Start `alerts serve --role deliver`; return when it has begun."""
        made = Process("deliver", self.environment(), self.folder)
        self.stack.callback(made.stop, signal.SIGKILL)
        made.start()
        await made.until_lines("service.started")
        return made

    def doomed(self, point: str, after: int) -> Fork:
        """Start a worker that kills itself when it comes by a point the `after`th time."""
        log = self.folder / f"{point}.log"
        child = Fork(live, point, after, environment=self.environment(), log=log)
        self.stack.callback(child.stop, signal.SIGKILL)
        return child

    async def hands_of(self, pid: int) -> list[str]:
        """Give what a worker has under its leases."""
        query = select(table.c.id).where(table.c.lease.endswith(f"-{pid}"))
        return [row.id for row in await self.db.rows(query)]

    async def last_hands_of(self, child: Fork, *, given_back: bool) -> list[str]:
        """Wait for a worker's death; give what it had then, or had `given_back` just before.

        It gives back what was under way when its grace was over, so that may come again too.
        """
        hands: list[str] = []
        while child.running:
            hands = await self.hands_of(child.pid) or hands
            await asyncio.sleep(_LOOK_AGAIN_S / 4)
        self.blows += 1
        return hands if given_back else await self.hands_of(child.pid)

    async def kill(self, worker: Process) -> None:
        """Kill a worker, and note what it had in its hands."""
        if worker.child is None:
            raise AssertionError("it was never started")
        pid = worker.child.pid
        worker.stop(signal.SIGKILL)
        self.in_hands.update(await self.hands_of(pid))
        self.blows += 1

    async def stall(self, worker: Process) -> None:
        """Stop a worker until its leases have run out, note what it had, and let it go on."""
        if worker.child is None:
            raise AssertionError("it was never started")
        os.killpg(worker.child.pid, signal.SIGSTOP)
        self.in_hands.update(await self.hands_of(worker.child.pid))
        self.blows += 1
        await asyncio.sleep(self.lease_s * 2)
        os.killpg(worker.child.pid, signal.SIGCONT)

    async def drain(self, patience_s: float = 90.0) -> None:
        """Let the far side mend, and the hours until each retry pass; return when all is sent."""
        self.far.mend()
        left = select(func.count()).select_from(table).where(text(IS_WAITING))
        async with asyncio.timeout(patience_s):
            while (await self.db.rows(left))[0][0]:
                await self.db.write(self._let_time_pass)
                await asyncio.sleep(_LOOK_AGAIN_S * 5)

    def _let_time_pass(self, connection: Connection) -> None:
        now = chance.now() - timedelta(seconds=1)
        connection.execute(
            update(table)
            .where(table.c.status == Status.RETRYING, table.c.lease.is_(None))
            .values(next_at=now)
        )

    async def check(self) -> None:
        """Count: nothing lost, nothing forged, and no repeat but of what was in a dead hand."""
        rows = await self.db.rows(select(table.c.id, table.c.status))
        wanted = {row.id for row in rows}
        print(self.account(wanted))  # noqa: T201 - `make soak` tells what it counted
        assert {row.status for row in rows} == {Status.DELIVERED}
        assert set(self.far.taken) == wanted, "lost"
        assert len(self.far.ids_of) >= self.made * len(self.paths), "lost"
        assert self.far.forged == 0
        assert self.far.changed == 0
        assert all(len(ids) == 1 for ids in self.far.ids_of.values()), "a repeat has the same id"
        # On a machine that is busy, a slow receiver's answer may come when patience has just ended.
        ended = select(attempts.c.delivery_id).where(
            attempts.c.detail.startswith(self.far.out_of_patience)
        )
        too_late = Counter(row.delivery_id for row in await self.db.rows(ended))
        too_late -= self.far.unanswered
        unexplained = Counter(self.far.repeats) - self.in_hands - too_late
        assert not unexplained, await self._story(unexplained)

    def account(self, wanted: Collection[str]) -> str:
        """Tell in one line what was counted."""
        lost = len(set(wanted) - set(self.far.taken))
        repeats = sum(self.far.repeats.values())
        return (
            f"{self.far.channel}: {len(wanted)} wanted, {lost} lost, {repeats} repeats of "
            f"{len(self.far.repeats)}, {sum(self.in_hands.values())} in hands at {self.blows} blows"
        )

    async def _story(self, of: Collection[str]) -> str:
        """Tell what is known of some deliveries."""
        query = select(attempts).where(among(attempts.c.delivery_id, of)).order_by(attempts.c.id)
        told = [
            f"{row.delivery_id} {row.at} {row.outcome} late={row.late} {row.detail}"
            for row in await self.db.rows(query)
        ]
        logs = [
            f"{log.name} {line}"
            for log in self.folder.glob("*.log")
            for line in log.read_text(errors="replace").splitlines()
            if any(id_ in line for id_ in of)
        ]
        return "\n".join([*told, *logs])


@asynccontextmanager
async def trial(
    url: str,
    folder: Path,
    paths: Sequence[str],
    *,
    lease_s: float = LEASE_S,
    grace_s: float = 0.2,
    far_side: Callable[[int], FarSide] = Receivers,
    seed: int = 1,
) -> AsyncIterator[Trial]:
    """Open a trial on an empty database."""
    await upgrade(url)
    async with AsyncExitStack() as stack:
        far = await stack.enter_async_context(far_side(seed).serving())
        db = Database.open(url)
        stack.push_async_callback(db.close)
        made = Trial(url, db, far, folder, stack, tuple(paths), lease_s, grace_s)
        await made.open()
        yield made
