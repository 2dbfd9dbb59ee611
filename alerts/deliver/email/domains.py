"""How fast one mail domain is written to, whoever has addresses there.

The large ones slow down or turn away who sends them much at once, and then all mail to them
waits. So hand-overs to one domain keep a distance, whichever process makes them; those to others
pass by. Who has to wait for long is told so, and finds its turn kept when it comes back. What asks an
owner to confirm an address passes the line, for somebody looks for it right now; but very many
such stand in it, that the others are not kept from going.
"""

from dataclasses import dataclass
from datetime import timedelta

from alerts.model.delivery import Delivery, Purpose
from alerts.store.database import Database
from alerts.store.mail_turns import MailTurn, ask

PER_SECOND = 10.0


@dataclass(frozen=True, slots=True)
class DomainTurns:
    """The lines in the database; each domain gets so many mails a second."""

    db: Database
    per_second: float = PER_SECOND

    async def ask(self, delivery: Delivery) -> MailTurn:
        """Ask for a delivery's turn to go to its address. Raises `Unavailable`."""
        domain = delivery.target.rpartition("@")[2]
        apart = timedelta(seconds=1 / self.per_second)
        is_urgent = delivery.purpose is Purpose.CONFIRMATION
        return await ask(self.db, domain, delivery.id, apart, is_urgent=is_urgent)
