"""The secret that is made and kept when the operator sets none.

Several processes that start at once must end with the same one: the first generation is
a row that only one of them can write.
"""

from datetime import datetime

from sqlalchemy import Connection, select

from alerts.store.bulk import BulkInsert
from alerts.store.database import Database
from alerts.store.tables import signing_keys

_k = signing_keys.c
_FIRST = 1
_INSERT = BulkInsert(signing_keys, ["generation", "id", "secret", "created_at"])


async def get_or_create(
    db: Database, new_key_bytes: bytes, key_id: str, now: datetime
) -> list[tuple[str, bytes]]:
    """Give the kept keys as (id, secret), newest first: the first signs, all verify.

    Where there is none yet, the one given becomes the first.
    """

    def work(connection: Connection) -> list[tuple[str, bytes]]:
        _INSERT.run(connection, [(_FIRST, key_id, new_key_bytes, now)])
        return _kept(connection)

    return await db.write(work)


async def kept(db: Database) -> list[tuple[str, bytes]]:
    """Give the kept keys as (id, secret), newest first; none where none was ever needed."""
    return await db.read(_kept)


def _kept(connection: Connection) -> list[tuple[str, bytes]]:
    found = connection.execute(select(_k.id, _k.secret).order_by(_k.generation.desc()))
    return [(row.id, row.secret) for row in found]
