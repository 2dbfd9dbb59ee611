"""A worker is killed at each point of the delivery path: nothing is lost, no repeat unexplained.

The points are what lies between two waits: before and after each transaction's commit, before
a request is made and after it was answered.
"""

import asyncio
import signal
from pathlib import Path

import pytest

from tests.crash.trial import trial
from tests.servers.fork import Fork
from tests.servers.postgres import Postgres

pytestmark = [pytest.mark.crash, pytest.mark.timeout(300)]

POINTS = {
    "claim.written": 3,
    "claim.committed": 3,
    "request.begun": 20,
    "request.answered": 20,
    "record_attempts.written": 3,
    "record_attempts.committed": 3,
    "renew.written": 1,
    "renew.committed": 1,
    "release.written": 1,
    "release.committed": 1,
    "record_together.written": 3,
    "record_together.committed": 3,
}
GIVEN_BACK = "release.committed"
PATHS = ("good", "slow", "half")
TOGETHER = 6  # so many are under way at once, and take what the dead have left


async def test_killed_at_any_point_it_loses_nothing(postgres: Postgres, tmp_path: Path) -> None:
    async with trial(await postgres.create_database(), tmp_path, PATHS) as it:
        waiting = list(POINTS.items())
        alive: set[Fork] = set()

        async def see_it_die(child: Fork, point: str) -> None:
            it.in_hands.update(await it.last_hands_of(child, given_back=point == GIVEN_BACK))
            alive.discard(child)
            log = (tmp_path / f"{point}.log").read_text()
            assert child.exit_code == -signal.SIGKILL, f"{point}\n{log[-2000:]}"

        async with asyncio.TaskGroup() as deaths:
            while waiting or alive:
                await it.load(10)
                if waiting and len(alive) < TOGETHER:
                    point, after = waiting.pop(0)
                    child = it.doomed(point, after)
                    alive.add(child)
                    deaths.create_task(see_it_die(child, point))
                await asyncio.sleep(0.25)
        it.doomed("none", 0)
        await it.drain()
        await it.check()
        assert it.far.repeats, "what was answered and not noted comes again"
