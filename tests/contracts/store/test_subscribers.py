"""Keys can be rotated, and nobody locks themselves out."""

import asyncio

from alerts.store import signing_keys, subscribers
from alerts.store.database import Database
from alerts.store.subscribers import NewKey, Revocation
from tests.contracts.store.making import MINUTE, NOW


async def test_a_key_is_found_by_its_id(db: Database) -> None:
    added = await subscribers.add_key(db, "sub_a", NewKey("key_2", "hash 2", "laptop"), NOW)

    assert await subscribers.get_key(db, "key_2") == added
    assert await subscribers.get_key(db, "key_none") is None
    assert [k.id for k in await subscribers.list_keys(db, "sub_a")] == ["key_2", "key_sub_a"]


async def test_a_revoked_key_says_so(db: Database) -> None:
    await subscribers.add_key(db, "sub_a", NewKey("key_2", "hash"), NOW)
    later = NOW + MINUTE

    assert await subscribers.revoke_key(db, "sub_a", "key_2", later) is Revocation.REVOKED

    key = await subscribers.get_key(db, "key_2")
    assert key is not None
    assert key.revoked_at == later
    assert [k.id for k in await subscribers.list_keys(db, "sub_a")] == ["key_sub_a"]
    assert await subscribers.revoke_key(db, "sub_a", "key_2", later) is Revocation.UNKNOWN


async def test_the_last_key_stays_whoever_hurries(db: Database, other: Database) -> None:
    await subscribers.add_key(db, "sub_a", NewKey("key_2", "hash"), NOW)

    outcomes = await asyncio.gather(
        subscribers.revoke_key(db, "sub_a", "key_2", NOW),
        subscribers.revoke_key(other, "sub_a", "key_sub_a", NOW),
    )

    assert set(outcomes) == {Revocation.REVOKED, Revocation.LAST_KEY}
    assert len(await subscribers.list_keys(db, "sub_a")) == 1


async def test_processes_that_start_together_keep_one_secret(db: Database, other: Database) -> None:
    first, second = await asyncio.gather(
        signing_keys.get_or_create(db, b"one", "k1", NOW),
        signing_keys.get_or_create(other, b"two", "k2", NOW),
    )
    assert first == second
    assert first in ([("k1", b"one")], [("k2", b"two")])
    assert await signing_keys.get_or_create(db, b"three", "k3", NOW) == first
    assert await signing_keys.kept(db) == first


async def test_where_no_key_was_needed_none_is_kept(db: Database) -> None:
    assert await signing_keys.kept(db) == []
