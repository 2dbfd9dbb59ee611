"""Workers that send mail are killed and stopped: no mail is lost, and no repeat unexplained.

The mail server is real, and of every temper. A repeat has the same Message-ID and the same bytes,
and is one of those that a worker had in its hands when it was killed.
"""

import asyncio
import os
from pathlib import Path
from random import Random  # noqa: TID251 - to be drawn again, from the seed

import pytest

from tests.crash.postbox import Postbox
from tests.crash.test_points import die_at
from tests.crash.test_stop import told_to_stop, under_way
from tests.crash.test_storm import SOAK_S, load_for
from tests.crash.trial import trial
from tests.e2e.world import Process
from tests.servers.postgres import Postgres

pytestmark = [pytest.mark.crash, pytest.mark.timeout(300 + 3 * SOAK_S)]

POINTS = {
    "put_off.written": 1,
    "put_off.committed": 1,
    "claim.written": 3,
    "claim.committed": 3,
    "request.begun": 10,
    "ask.written": 5,
    "ask.committed": 5,
    "mail.connected": 2,
    "mail.half": 10,
    "mail.whole": 10,
    "request.answered": 10,
    "record_attempts.written": 3,
    "record_attempts.committed": 3,
    "renew.written": 1,
    "renew.committed": 1,
    "release.written": 1,
    "release.committed": 1,
    "record_together.written": 3,
    "record_together.committed": 3,
}
EVERY = ("good", "slow", "defers", "resets", "hangs")
LONG_GRACE_S = 5.0
FEWEST = 3


async def test_killed_at_any_point_of_a_mail_s_way_it_loses_none(
    postgres: Postgres, tmp_path: Path
) -> None:
    url = await postgres.create_database()
    async with trial(url, tmp_path, EVERY, far_side=Postbox) as it:
        await it.load(20)  # more than any domain may have soon, so that some are put off
        await die_at(it, POINTS, lambda: it.load(3))
        await it.drain()
        await it.check()
        assert it.far.repeats, "what was answered and not noted comes again"


async def test_killed_at_random_while_the_mail_server_misbehaves_it_loses_none(
    postgres: Postgres, tmp_path: Path
) -> None:
    seed = int.from_bytes(os.urandom(4))
    dice = Random(seed)
    url = await postgres.create_database()
    async with trial(url, tmp_path, EVERY, far_side=Postbox, seed=seed) as it:
        workers: list[Process] = [await it.worker(), await it.worker()]
        loading = asyncio.create_task(load_for(it, SOAK_S or 4, each=2))
        while not loading.done() or it.blows < FEWEST:
            await asyncio.sleep(dice.uniform(0.3, 2.0))
            chosen = dice.randrange(2)
            await it.kill(workers[chosen])
            workers[chosen] = await it.worker()
        await loading
        await it.drain(120 + SOAK_S)
        await it.check()


async def test_told_to_stop_it_ends_the_mails_it_has_begun_and_none_comes_twice(
    postgres: Postgres, tmp_path: Path
) -> None:
    url = await postgres.create_database()
    paths = ("good", "slow")
    async with trial(url, tmp_path, paths, grace_s=LONG_GRACE_S, far_side=Postbox) as it:
        worker = await it.worker()
        async with asyncio.timeout(30):
            while not it.far.begun:
                await under_way(it, worker)
                await asyncio.sleep(0.05)
        begun = it.far.begun
        await told_to_stop(it, worker)
        assert begun <= it.far.taken.keys(), "what was begun was ended"
        assert worker.child is not None
        assert await it.hands_of(worker.child.pid) == [], "no lease is left behind"
        it.in_hands.clear()
        await it.worker()
        await it.drain(40)
        await it.check()


async def test_a_mail_server_that_hangs_keeps_nobody_from_stopping_in_time(
    postgres: Postgres, tmp_path: Path
) -> None:
    url = await postgres.create_database()
    async with trial(url, tmp_path, ("good", "hangs"), lease_s=60.0, far_side=Postbox) as it:
        worker = await it.worker()
        async with asyncio.timeout(30):
            while not it.far.unanswered:
                await under_way(it, worker)
                await asyncio.sleep(0.1)
        await told_to_stop(it, worker)
        assert worker.child is not None
        assert worker.lines("delivery.given_back")
        assert await it.hands_of(worker.child.pid) == [], "no lease is left behind"
        await it.worker()  # and has not to wait for one
        await it.drain(40)
        await it.check()
