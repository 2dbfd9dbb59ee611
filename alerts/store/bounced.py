"""What a bounce changes: the destination is disabled, and its address left in peace."""

from datetime import datetime

from sqlalchemy import Connection, select

from alerts.model.rule import DestinationState
from alerts.store.database import Database
from alerts.store.destinations import change_state
from alerts.store.notices import WriteNotice, tell
from alerts.store.suppressions import list_address
from alerts.store.tables import destinations
from alerts.store.waiting import SENT_TO

_x = destinations.c


async def bounced(
    db: Database, destination_id: str, reason: str, now: datetime, write: WriteNotice
) -> bool:
    """Disable a mail destination and list its address; tell its owner by their others.

    `write` makes the event of that notice. Gives whether anything was disabled: a destination may
    be gone, disabled already, or not yet confirmed, when its address is listed all the same.
    """

    def work(connection: Connection) -> bool:
        theirs = select(_x.address_digest).where(_x.id == destination_id)
        digest = connection.execute(theirs).scalar_one_or_none()
        if digest is None:
            return False
        disabled = DestinationState.DISABLED
        if not change_state(connection, destination_id, disabled, reason, now, only_from=SENT_TO):
            list_address(connection, digest, reason, now)
            return False
        list_address(connection, digest, reason, now)
        tell(connection, destination_id, disabled, reason, now, write)
        return True

    return await db.write(work)
