"""A key is taken by one request, kept with its answer, and goes in its time."""

import asyncio

from alerts.store import repeats, retention
from alerts.store.database import Database
from alerts.store.repeats import Taken
from tests.contracts.store.making import MINUTE, NOW


async def test_a_key_is_taken_once_and_then_tells_what_was_answered(db: Database) -> None:
    assert await repeats.take(db, "a", "asked", NOW, NOW - MINUTE) is None
    assert await repeats.take(db, "a", "other", NOW, NOW - MINUTE) == Taken("asked", None)
    await repeats.keep(db, "a", b"{}")
    assert await repeats.take(db, "a", "asked", NOW, NOW - MINUTE) == Taken("asked", b"{}")
    assert await repeats.take(db, "b", "asked", NOW, NOW - MINUTE) is None


async def test_of_requests_at_once_one_takes_the_key(db: Database) -> None:
    taken = await asyncio.gather(
        *(repeats.take(db, "a", "asked", NOW, NOW - MINUTE) for _ in range(8))
    )
    assert taken.count(None) == 1


async def test_a_key_may_be_taken_again_once_it_is_released_or_old(db: Database) -> None:
    await repeats.take(db, "a", "asked", NOW, NOW)
    await repeats.release(db, "a")
    assert await repeats.take(db, "a", "asked", NOW, NOW) is None
    await repeats.keep(db, "a", b"{}")
    await repeats.release(db, "a")
    assert await repeats.take(db, "a", "asked", NOW, NOW) == Taken("asked", b"{}")
    assert await repeats.take(db, "a", "asked", NOW + MINUTE, NOW + MINUTE) is None


async def test_old_keys_are_deleted(db: Database) -> None:
    await repeats.take(db, "old", "asked", NOW - MINUTE, NOW - MINUTE)
    await repeats.take(db, "young", "asked", NOW, NOW)
    assert await retention.purge(db, NOW, 100, keys_before=NOW) == 1
    assert await repeats.take(db, "young", "asked", NOW, NOW) == Taken("asked", None)
