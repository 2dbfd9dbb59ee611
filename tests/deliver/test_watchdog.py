"""Each thing that a task does has its own time, though one timer watches them all."""

import asyncio

import pytest

from alerts.deliver.watchdog import Watchdog


async def test_what_takes_too_long_is_ended_and_the_next_has_its_whole_time() -> None:
    watchdog, done = Watchdog(0.05), 0
    for _ in range(2):
        with pytest.raises(TimeoutError), watchdog:
            await asyncio.Event().wait()
    for _ in range(4):
        with watchdog:
            await asyncio.sleep(0.02)
            done += 1
    watchdog.lie_down()
    assert done == 4


async def test_nothing_is_ended_between_two_things() -> None:
    watchdog = Watchdog(0.01)
    with watchdog:
        pass
    await asyncio.sleep(0.03)
    with watchdog:
        await asyncio.sleep(0)
    watchdog.lie_down()


async def test_a_cancellation_from_elsewhere_stays_one() -> None:
    begun = asyncio.Event()

    async def work() -> None:
        with Watchdog(60.0):
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
