"""Requests that may come again: what was asked under a key, and what was answered.

The key is taken before anything is done and in a transaction of its own: of two requests that come
at once one finds it taken. If the process dies between the two, the key stays without an answer
until it is forgotten, for nobody knows any more whether the thing was done.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from alerts.store.bulk import BulkInsert
from alerts.store.database import Database
from alerts.store.tables import repeats

_c = repeats.c
_TAKE = BulkInsert(repeats, ["digest", "asked", "answer", "created_at"])


@dataclass(frozen=True, slots=True)
class Taken:
    """The key was used before, for `asked`. Without `answer` that has not ended."""

    asked: str
    answer: bytes | None


async def take(
    db: Database, digest: str, asked: str, now: datetime, forget_before: datetime
) -> Taken | None:
    """Take a key for a request; None if it is ours, else what it was taken for."""

    def work(connection: Connection) -> Taken | None:
        connection.execute(
            delete(repeats).where(_c.digest == digest, _c.created_at < forget_before)
        )
        if _TAKE.new(connection, [(digest, asked, None, now)]):
            return None
        row = connection.execute(select(_c.asked, _c.answer).where(_c.digest == digest)).one()
        return Taken(row.asked, None if row.answer is None else bytes(row.answer))

    return await db.write(work)


async def keep(db: Database, digest: str, answer: bytes) -> None:
    """Keep what was answered."""
    query = update(repeats).where(_c.digest == digest).values(answer=answer)
    await db.write(lambda connection: connection.execute(query))


async def release(db: Database, digest: str) -> None:
    """Let a key go under which nothing was done."""
    query = delete(repeats).where(_c.digest == digest, _c.answer.is_(None))
    await db.write(lambda connection: connection.execute(query))
