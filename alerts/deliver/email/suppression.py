"""Addresses that we leave in peace, as their own server said that there is nobody."""

from collections.abc import Callable
from datetime import datetime

from alerts.store.database import Database
from alerts.store.destinations import address_digest
from alerts.store.suppressions import suppress, why_suppressed


class Suppressions:
    """The list in the database, by address."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock

    async def why(self, address: str) -> str | None:
        """Say why nothing is sent to an address, or None. Raises `Unavailable`."""
        return await why_suppressed(self._db, address_digest(address), self._clock())

    async def add(self, address: str, reason: str) -> None:
        """Send it nothing from now on. Raises `Unavailable`."""
        await suppress(self._db, address_digest(address), reason, self._clock())
