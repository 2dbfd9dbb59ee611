"""How fast one mail domain is written to, whoever has addresses there.

The large ones slow down or turn away who sends them much at once, and then all mail to them
waits. So hand-overs to one domain keep a distance, whichever process makes them; those to others
pass by. Who has to wait for long is told so, and finds its turn kept when it comes back.
"""

from dataclasses import dataclass
from datetime import timedelta

from alerts.store.database import Database
from alerts.store.mail_turns import MailTurn, ask

PER_SECOND = 10.0


@dataclass(frozen=True, slots=True)
class DomainTurns:
    """The lines in the database; each domain gets so many mails a second."""

    db: Database
    per_second: float = PER_SECOND

    async def ask(self, address: str, delivery_id: str) -> MailTurn:
        """Ask for a delivery's turn to go to an address. Raises `Unavailable`."""
        domain = address.rpartition("@")[2]
        return await ask(self.db, domain, delivery_id, timedelta(seconds=1 / self.per_second))
