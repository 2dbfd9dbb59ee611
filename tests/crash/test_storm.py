"""Under load, with receivers of every temper: kills at random, an outage, a stall, a jumping clock.

Short here; `make soak` does the same for as long as it is told to.
"""

import asyncio
import os
from pathlib import Path
from random import Random  # noqa: TID251 - to be drawn again, from the seed

import pytest

from tests.crash.trial import Trial, trial
from tests.e2e.world import Process
from tests.servers.postgres import Postgres

SOAK_S = float(os.environ.get("ALERTS_TEST_SOAK_S", "0"))
pytestmark = [pytest.mark.crash, pytest.mark.timeout(300 + 3 * SOAK_S)]

EVERY = ("good", "slow", "half", "resets", "hangs", "lies")
LEASE_OF_DAYS_S = 60.0  # as shipped: longer than any outage here
_EACH_S = 0.2


async def load_for(it: Trial, seconds: float, each: int = 4) -> None:
    """Record as time goes by."""
    async with asyncio.timeout(None) as limit:
        limit.reschedule(asyncio.get_running_loop().time() + max(seconds, 1) * 5 + 60)
        for _ in range(round(max(seconds, 1) / _EACH_S)):
            await it.load(each)
            await asyncio.sleep(_EACH_S)


async def test_killed_at_random_among_bad_receivers_it_loses_nothing(
    postgres: Postgres, tmp_path: Path
) -> None:
    seed = int.from_bytes(os.urandom(4))
    dice = Random(seed)
    async with trial(await postgres.create_database(), tmp_path, EVERY, seed=seed) as it:
        workers: list[Process] = [await it.worker(), await it.worker()]
        loading = asyncio.create_task(load_for(it, SOAK_S or 6))
        while not loading.done():
            await asyncio.sleep(dice.uniform(0.3, 2.0))
            chosen = dice.randrange(2)
            await it.kill(workers[chosen])
            workers[chosen] = await it.worker()
        await loading
        await it.drain(120 + SOAK_S)
        await it.check()


async def test_while_postgresql_is_restarted_nothing_is_lost_and_nothing_comes_twice(
    postgres: Postgres, tmp_path: Path
) -> None:
    url = await postgres.create_database()
    async with trial(url, tmp_path, ("good", "slow"), lease_s=LEASE_OF_DAYS_S) as it:
        await it.worker()
        loading = asyncio.create_task(load_for(it, SOAK_S or 4))
        crash = False
        while not loading.done():
            await asyncio.sleep(1.5)
            await postgres.stop(crash=crash)
            it.blows += 1
            await postgres.start()
            crash = not crash
        await loading
        await it.drain()
        await it.check()
        assert not it.far.repeats


async def test_a_worker_stalled_beyond_its_lease_repeats_only_what_was_in_its_hands(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with trial(await postgres.create_database(), tmp_path, ("good", "slow")) as it:
        workers = [await it.worker(), await it.worker()]
        loading = asyncio.create_task(load_for(it, SOAK_S or 4))
        turn = 0
        while not loading.done():
            await asyncio.sleep(1.0)
            await it.stall(workers[turn % 2])
            turn += 1
        await loading
        await it.drain()
        await it.check()


async def test_when_the_clock_jumps_nothing_is_lost_and_nothing_comes_twice(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with trial(await postgres.create_database(), tmp_path, ("good", "half")) as it:
        it.doomed("clock", 0)
        await load_for(it, SOAK_S or 3)
        await it.drain()
        await it.check()
        assert not it.far.repeats
