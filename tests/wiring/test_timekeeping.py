"""A machine whose clock is wrong is told of once, and again when it has been right meanwhile."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from structlog.testing import capture_logs

from alerts.wiring.timekeeping import keep_time

RIGHT, WRONG = timedelta(seconds=1), timedelta(hours=-3)


class Seen:
    """A clock that is set as often as there are answers to how far the machine's is ahead."""

    def __init__(self, answers: Sequence[timedelta], stop: asyncio.Event) -> None:
        self._answers = list(answers)
        self._stop = stop

    async def set(self) -> None:
        if len(self._answers) == 1:
            self._stop.set()

    def ahead(self) -> timedelta:
        return self._answers.pop(0)


async def test_it_is_told_once_for_as_long_as_it_is_wrong() -> None:
    stop = asyncio.Event()
    with capture_logs() as logs:
        async with asyncio.timeout(10):
            await keep_time(Seen([RIGHT, WRONG, WRONG, RIGHT, WRONG], stop), stop, 0.001)
    assert [line["event"] for line in logs] == ["clock.differs"] * 2
    assert {line["ahead_s"] for line in logs} == {-10800.0}
