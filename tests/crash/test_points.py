"""A worker is killed at each point of the delivery path: nothing is lost, no repeat unexplained.

The points are what lies between two waits: before and after each transaction's commit, before
a request is made and after it was answered, before and after a digest's bytes are kept.
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.model.digest import Rate
from tests.crash.trial import Trial, trial
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
MAKING = {"make.written": 2, "make.committed": 2, "record_attempts.written": 2}
GIVEN_BACK = "release.committed"
PATHS = ("good", "slow", "half")
TOGETHER = 6  # so many are under way at once, and take what the dead have left


async def test_killed_at_any_point_it_loses_nothing(postgres: Postgres, tmp_path: Path) -> None:
    async with trial(await postgres.create_database(), tmp_path, PATHS) as it:
        await die_at(it, POINTS, lambda: it.load(10))
        await it.drain()
        await it.check()
        assert it.far.repeats, "what was answered and not noted comes again"


async def test_killed_as_it_makes_a_digest_it_still_tells_each_alert_once(
    postgres: Postgres, tmp_path: Path
) -> None:
    rate = Rate(5, timedelta(seconds=1))
    async with trial(await postgres.create_database(), tmp_path, ("good", "half")) as it:
        await die_at(it, MAKING, lambda: it.load(3, rate))
        await it.drain()
        await it.check()
        assert len(it.far.ids_of) > 2 * len(it.far.taken), "most alerts are told in digests"


async def die_at(it: Trial, points: Mapping[str, int], load: Callable[[], Awaitable[None]]) -> None:
    """Have a worker killed at each of the points, under load; then let one live."""
    waiting = list(points.items())
    alive: set[Fork] = set()

    async def see_it_die(child: Fork, point: str) -> None:
        it.in_hands.update(await it.last_hands_of(child, given_back=point == GIVEN_BACK))
        alive.discard(child)
        log = (it.folder / f"{point}.log").read_text()
        assert child.exit_code == -signal.SIGKILL, f"{point}\n{log[-2000:]}"

    async with asyncio.TaskGroup() as deaths:
        while waiting or alive:
            await load()
            if waiting and len(alive) < TOGETHER:
                point, after = waiting.pop(0)
                child = it.doomed(point, after)
                alive.add(child)
                deaths.create_task(see_it_die(child, point))
            await asyncio.sleep(0.25)
    it.doomed("none", 0)
