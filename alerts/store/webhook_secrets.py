"""A webhook's sealed secret, replaced as one value.

Two who replace it at once do so one after the other, each seeing what the other made: else
one of two secrets that were both shown as new would sign nothing.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, select, update

from alerts.model.rule import Channel
from alerts.store.database import Database
from alerts.store.tables import destinations

_x = destinations.c


async def replace_secret(
    db: Database,
    subscriber_id: str,
    destination_id: str,
    change: Callable[[bytes], bytes],
    now: datetime,
) -> bool:
    """Put what `change` makes of the sealed secret in its place; False when there is none.

    What `change` raises is raised, and nothing is changed.
    """
    chosen = (
        (_x.id == destination_id)
        & (_x.subscriber_id == subscriber_id)
        & (_x.channel == Channel.WEBHOOK)
        & _x.deleted_at.is_(None)
    )

    def work(connection: Connection) -> bool:
        found = connection.execute(select(_x.secret).where(chosen).with_for_update()).one_or_none()
        if found is None or found.secret is None:
            return False
        sealed = change(found.secret)
        connection.execute(update(destinations).where(chosen).values(secret=sealed, updated_at=now))
        return True

    return await db.write(work)
