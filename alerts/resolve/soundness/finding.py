"""What a check has to say, and about which entry of which file.

A finding without its fix sends people to the documents, so none can be made without one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from alerts.model.entity import Entity
from alerts.resolve.fold import key
from alerts.resolve.gazetteer import above
from alerts.resolve.gazetteer_files import GazetteerFile

# Every check folds every name: half of the time that a check takes, if done anew each time.
folded = lru_cache(maxsize=2**18)(key)


class Severity(StrEnum):
    """Whether the gazetteer is unsound, doubtful, or has a trait that a rule settles."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `entity` is empty where a whole file is meant."""

    severity: Severity
    check: str
    file: str
    entity: str
    detail: str
    fix: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity and the file that it is in."""

    file: str
    entity: Entity


class Checked:
    """All entries of all files: of an id, the one that counts, and what lies above it.

    An operator's entry counts before ours.
    """

    def __init__(self, ours: Iterable[GazetteerFile], theirs: Iterable[GazetteerFile]) -> None:
        self.ours = tuple(ours)
        self.theirs = tuple(theirs)
        self._entries = {
            entity.id: Entry(file.name, entity)
            for file in (*self.ours, *self.theirs)
            for entity in file.entities
        }
        self.entities: Mapping[str, Entity] = {i: e.entity for i, e in self._entries.items()}
        self._above: dict[str, frozenset[str]] = {}

    def grown(self, entities: Mapping[str, Entity]) -> "Checked":
        """Give the same with the names that were added."""
        grown = Checked(self.ours, self.theirs)
        grown._entries = {i: Entry(entry.file, entities[i]) for i, entry in self._entries.items()}
        grown.entities = entities
        return grown

    @property
    def files(self) -> tuple[GazetteerFile, ...]:
        """All files, ours first."""
        return (*self.ours, *self.theirs)

    def entries(self) -> Iterable[Entry]:
        """Give the entries that count, without retired ones."""
        return (e for e in self._entries.values() if e.entity.replaced_by is None)

    def above(self, entity_id: str) -> frozenset[str]:
        """Give the ids above an entity."""
        known = self._above.get(entity_id)
        if known is None:
            known = frozenset(above(self.entities[entity_id], self.entities))
            self._above[entity_id] = known
        return known

    def countries(self, entity: Entity) -> frozenset[str]:
        """Give the countries that an entity is in; of a country, itself."""
        ids = {entity.id} | self.above(entity.id)
        return frozenset(i for i in ids if self.entities[i].type == "country")
