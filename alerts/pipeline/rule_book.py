"""The rules and addressees of all subscribers, at least as new as the last look.

The database's revision counter is the only clock that counts: it is taken in the
transaction that changes a rule, so whoever has seen its number has seen the change.
"""

from alerts.match.index import RuleIndex
from alerts.model.rule import Addressee
from alerts.store import revisions
from alerts.store.database import Database
from alerts.telemetry import metrics


class RuleBook:
    """Owned by the pipeline's task, which alone refreshes it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._revision = 0
        self.index = RuleIndex()
        self.addressees: dict[str, Addressee] = {}

    async def refresh(self) -> None:
        """Apply what has changed since the last look. Raises `Unavailable`."""
        if await revisions.rules_revision(self._db) == self._revision:
            return
        changes = await revisions.changes_since(self._db, self._revision)
        for change in changes.rules:
            if change.rule is None:
                self.index.discard(change.id)
            else:
                self.index.put(change.rule)
        for moved in changes.destinations:
            if moved.addressee is None:
                self.addressees.pop(moved.id, None)
            else:
                self.addressees[moved.id] = moved.addressee
        self._revision = changes.revision
        metrics.RULES.set(len(self.index))
