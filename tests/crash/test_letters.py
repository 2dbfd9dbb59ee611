"""A worker is killed while it mails: no letter is lost, and a repeat has the same Message-ID.

The points are those of the delivery path, the domain's turn among them, and the beginning of a
letter's text.
"""

import asyncio
import os
import signal
from pathlib import Path
from random import Random  # noqa: TID251 - to be drawn again, from the seed

import pytest

from tests.crash.letters import letter_trial
from tests.crash.test_points import die_at
from tests.crash.test_storm import SOAK_S, load_for
from tests.e2e.world import Process
from tests.servers.postgres import Postgres

pytestmark = [pytest.mark.crash, pytest.mark.timeout(300 + 3 * SOAK_S)]

POINTS = {
    "claim.committed": 2,
    "ask.written": 10,
    "ask.committed": 10,
    "request.begun": 10,
    "request.answered": 10,
    "record_attempts.written": 3,
    "record_attempts.committed": 3,
}


async def test_killed_at_any_point_it_loses_no_letter(postgres: Postgres, tmp_path: Path) -> None:
    url = await postgres.create_database()
    async with letter_trial(url, tmp_path, ("good", "half")) as (it, far):
        await die_at(it, POINTS, lambda: it.load(10))
        await it.drain()
        await it.check()
        assert far.repeats, "what was taken and not noted comes again"


async def test_killed_within_a_letter_it_sends_that_again(
    postgres: Postgres, tmp_path: Path
) -> None:
    url = await postgres.create_database()
    async with letter_trial(url, tmp_path, ("good",)) as (it, far):
        doomed = it.doomed("none", 0)
        far.victim = doomed.pid
        await it.load(5)
        it.in_hands.update(await it.last_hands_of(doomed, given_back=False))
        assert doomed.exit_code == -signal.SIGKILL
        assert not far.taken, "it died before the first letter's text"
        await it.worker()
        await it.drain()
        await it.check()


async def test_killed_at_random_as_it_mails_it_loses_no_letter(
    postgres: Postgres, tmp_path: Path
) -> None:
    seed = int.from_bytes(os.urandom(4))
    dice = Random(seed)
    url = await postgres.create_database()
    async with letter_trial(url, tmp_path, ("good", "half"), seed=seed) as (it, _):
        workers: list[Process] = [await it.worker(), await it.worker()]
        loading = asyncio.create_task(load_for(it, SOAK_S or 4))
        while not loading.done():
            await asyncio.sleep(dice.uniform(0.3, 1.5))
            chosen = dice.randrange(2)
            await it.kill(workers[chosen])
            workers[chosen] = await it.worker()
        await loading
        await it.drain(120 + SOAK_S)
        await it.check()


async def test_told_to_stop_as_it_mails_it_ends_in_good_order(
    postgres: Postgres, tmp_path: Path
) -> None:
    url = await postgres.create_database()
    async with letter_trial(url, tmp_path, ("good", "half")) as (it, far):
        worker = await it.worker()
        assert worker.child is not None
        await it.load(200)
        async with asyncio.timeout(30):
            while not far.taken:
                await asyncio.sleep(0.02)
        await asyncio.to_thread(worker.stop, signal.SIGTERM)
        assert worker.child.exit_code == 0
        assert not await it.hands_of(worker.child.pid), "every lease is given back"
        await it.worker()
        await it.drain()
        await it.check()
        assert not far.repeats
