"""Mail addresses that are not written to, whoever asks, as their server refused them for good.

A mail server that is asked again and again for somebody it does not have takes the asker for a
spammer, and then no mail of ours arrives. An address is known here by its digest alone. It
comes off the list in time, or when a destination of it becomes active again: then its owner
has confirmed it, or somebody has enabled it and means to try.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from alerts.model.rule import DestinationState
from alerts.store.bulk import BulkInsert
from alerts.store.database import Database
from alerts.store.mail_tables import suppressions
from alerts.store.tables import destinations

LISTED_FOR = timedelta(days=30)
_s = suppressions.c
_x = destinations.c
_INSERT = BulkInsert(suppressions, ["digest", "reason", "since"])


async def suppress(db: Database, digest: str, reason: str, now: datetime) -> None:
    """Put an address (`destinations.address_digest`) on the list, with what its server said."""
    await db.write(lambda connection: list_address(connection, digest, reason, now))


def list_address(connection: Connection, digest: str, reason: str, now: datetime) -> None:
    """Put an address on the list inside the caller's transaction."""
    connection.execute(delete(suppressions).where(_s.since < now - LISTED_FOR))
    _INSERT.run(connection, [(digest, reason, now)])


async def why_suppressed(db: Database, digest: str, now: datetime) -> str | None:
    """Say why an address is on the list, or None."""
    query = select(_s.reason).where(_s.digest == digest, _s.since >= now - LISTED_FOR)
    rows = await db.rows(query)
    return str(rows[0].reason) if rows else None


def lift_if_active(connection: Connection, destination_id: str, state: DestinationState) -> None:
    """Take a destination's address off the list when it becomes active, in that transaction."""
    if state is not DestinationState.ACTIVE:
        return
    theirs = select(_x.address_digest).where(_x.id == destination_id).scalar_subquery()
    connection.execute(delete(suppressions).where(_s.digest == theirs))
