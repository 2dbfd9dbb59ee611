"""A worker that is told to stop ends in time, whatever it waits for, and leaves all in good order."""

import asyncio
import os
import signal
from pathlib import Path
from time import monotonic

import pytest

from tests.crash.trial import Trial, trial
from tests.e2e.world import Process
from tests.servers.postgres import Postgres

pytestmark = [pytest.mark.crash, pytest.mark.timeout(180)]

PATHS = ("good", "slow", "hangs")
# Its grace here is a fifth of a second, what waits to be written has five; the rest is the machine's.
IN_TIME_S = 15


async def under_way(it: Trial, worker: Process) -> None:
    """Load until the worker has something in its hands that will not end soon."""
    assert worker.child is not None
    async with asyncio.timeout(30):
        while not await it.hands_of(worker.child.pid):
            await it.load(5)
            await asyncio.sleep(0.2)


async def told_to_stop(it: Trial, worker: Process, *, look: bool = True) -> None:
    """Stop it by SIGTERM, in time; what it had in its hands until then may come again."""
    assert worker.child is not None
    hands = set(await it.hands_of(worker.child.pid)) if look else set[str]()
    began = monotonic()
    # In a thread: the receivers must go on.
    stopping = asyncio.create_task(asyncio.to_thread(worker.stop, signal.SIGTERM))
    while look and not stopping.done():
        hands.update(await it.hands_of(worker.child.pid))
        await asyncio.sleep(0.02)
    await stopping
    assert worker.child.exit_code == 0
    assert worker.lines("service.stopped")
    assert monotonic() - began < IN_TIME_S
    it.in_hands.update(hands)


async def test_what_hangs_is_given_back_and_the_end_is_in_time(
    postgres: Postgres, tmp_path: Path
) -> None:
    url = await postgres.create_database()
    async with trial(url, tmp_path, PATHS, lease_s=60.0) as it:
        worker = await it.worker()
        await under_way(it, worker)
        await told_to_stop(it, worker)
        assert worker.child is not None
        assert await it.hands_of(worker.child.pid) == [], "no lease is left behind"
        await it.worker()  # and has not to wait for one
        await it.drain(40)
        await it.check()


async def test_though_the_database_is_away_it_ends_in_time_and_loses_nothing(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with trial(await postgres.create_database(), tmp_path, PATHS) as it:
        worker = await it.worker()
        await under_way(it, worker)
        assert worker.child is not None
        os.killpg(worker.child.pid, signal.SIGSTOP)
        it.in_hands.update(await it.hands_of(worker.child.pid))
        await postgres.stop()
        os.killpg(worker.child.pid, signal.SIGCONT)
        await told_to_stop(it, worker, look=False)
        await postgres.start()
        await it.worker()
        await it.drain()
        await it.check()
