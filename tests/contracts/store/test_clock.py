"""Whatever a machine's own clock says, it goes by the database's."""

import asyncio
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from alerts.model.errors import Unavailable
from alerts.store.clock import DatabaseClock
from alerts.store.database import Database
from alerts.wiring.timekeeping import keep_time

DAYS = timedelta(days=5)
CLOSE = timedelta(seconds=5)


def right_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the databases' clock is this machine's


class Wrong:
    """A machine's clock that is wrong by so much, and its ticks."""

    def __init__(self) -> None:
        self.by = DAYS
        self.slept_s = 0.0

    def now(self) -> datetime:
        return right_now() + self.by

    def ticks(self) -> float:
        return monotonic() + self.slept_s


async def test_until_it_is_set_it_is_the_machine_s_and_then_the_database_s(db: Database) -> None:
    wrong = Wrong()
    clock = DatabaseClock(db, wrong.now, wrong.ticks)
    assert abs(clock.now() - right_now() - DAYS) < CLOSE
    await clock.set()
    assert abs(clock.now() - right_now()) < CLOSE
    assert abs(clock.ahead() - DAYS) < CLOSE


async def test_between_it_goes_by_seconds_that_only_grow(db: Database) -> None:
    wrong = Wrong()
    clock = DatabaseClock(db, wrong.now, wrong.ticks)
    await clock.set()
    wrong.by, wrong.slept_s = -DAYS, 60.0
    assert abs(clock.now() - right_now() - timedelta(seconds=60)) < CLOSE


async def test_while_the_database_is_away_it_goes_on() -> None:
    away = Database.open("postgresql://nobody@127.0.0.1:1/alerts")
    wrong = Wrong()
    clock = DatabaseClock(away, wrong.now, wrong.ticks)
    with pytest.raises(Unavailable):
        await clock.set()
    stop = asyncio.Event()
    stop.set()
    async with asyncio.timeout(10):
        await keep_time(clock, stop)
    await away.close()


async def test_an_answer_that_took_long_does_not_set_it_again(db: Database) -> None:
    wrong = Wrong()

    def ticks_that_leap() -> float:
        asked = wrong.ticks()
        wrong.slept_s += 30.0
        return asked

    clock = DatabaseClock(db, wrong.now, wrong.ticks)
    await clock.set()
    right = vars(clock)["_set_at"]
    vars(clock)["_ticks"] = ticks_that_leap
    await clock.set()
    assert vars(clock)["_set_at"] == right


@pytest.mark.parametrize("off_s", [-3600.0, 3600.0])
async def test_however_long_an_answer_took_a_step_by_more_than_that_is_believed(
    db: Database, off_s: float
) -> None:
    wrong = Wrong()

    def ticks_that_leap() -> float:
        wrong.slept_s += 30.0
        return wrong.ticks()

    clock = DatabaseClock(db, wrong.now, wrong.ticks)
    await clock.set()
    wrong.slept_s += off_s
    vars(clock)["_ticks"] = ticks_that_leap
    await clock.set()
    assert abs(clock.now() - right_now()) < timedelta(seconds=100)
