"""The entities, their parents, and every name they go by.

A name is found only by a spelling that somebody listed (after folding): scores of likeness
rank wrong pairs above right ones, so likeness only ever suggests.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path

from alerts.model.entity import Entity, Kind
from alerts.model.errors import InvalidInput, Problem
from alerts.resolve.additions import with_additions
from alerts.resolve.fold import key
from alerts.resolve.gazetteer_files import GazetteerFile, operator_files, shipped_files
from alerts.resolve.keeping import keeping_all
from alerts.resolve.likeness import Known, NameSearch
from alerts.resolve.listing import Listing, Strength, listed
from alerts.resolve.spelling import canonical, without_article
from alerts.resolve.units import without_unit_word

_Keys = dict[str, tuple[str, ...]]


class Gazetteer:
    """Entities by id and by name, checked against each other."""

    def __init__(self, entities: Mapping[str, Entity], version: str) -> None:
        self._entities = entities
        self.version = version
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._by_key: _Keys = {}
        self._by_bare_key: _Keys = {}
        self._weak: set[tuple[str | None, str]] = set()
        self._listings: dict[str, Mapping[str, Listing]] = {}
        for entity in self.entities():
            self._index(entity)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Gazetteer":
        """Read the shipped files and the operator's; an operator's entity replaces ours of its id.

        Raises `InvalidInput`, naming file, entity and fault.
        """
        with keeping_all():
            ours, theirs = list(shipped_files()), list(operator_files(extra))
            entities = with_additions(_merged(ours) | _merged(theirs), [*ours, *theirs])
            _check_links(entities, [*ours, *theirs])
            digests = b"".join(file.digest for file in [*ours, *theirs])
            return cls(entities, hashlib.sha256(digests).hexdigest()[:12])

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> "Gazetteer":
        """Make one of entities at hand. Raises `InvalidInput` as `load` does."""
        file = GazetteerFile("entities", b"", tuple(entities))
        merged = _merged([file])
        _check_links(merged, [file])
        digest = hashlib.sha256(repr(sorted(merged.items())).encode("utf-8", "surrogatepass"))
        return cls(merged, digest.hexdigest()[:12])

    def _index(self, entity: Entity) -> None:
        listing = self._listings[entity.id] = listed(entity)
        usual = canonical(key(entity.name))
        terms = {canonical(name): found.strength for name, found in listing.items()}
        for name in {usual: None} | dict.fromkeys(terms):
            _add(self._by_key, name, entity.id)
            bare = without_article(name)
            if bare is not None and bare not in terms:
                _add(self._by_bare_key, bare, entity.id)
        self._weak.update(
            (name, entity.id) for name, strength in terms.items() if strength is Strength.SHORT
        )

    def listings(self) -> Iterator[tuple[Entity, Mapping[str, Listing]]]:
        """Give every entity in use with its folded names."""
        return ((self._entities[i], listing) for i, listing in self._listings.items())

    def entities(self) -> Iterator[Entity]:
        """Give every entity that is in use (retired ones only redirect)."""
        return (e for e in self._entities.values() if e.replaced_by is None)

    def entity(self, entity_id: str) -> Entity | None:
        """Find an entity by its id; a retired id gives the one that replaced it."""
        found = self._entities.get(entity_id)
        while found is not None and found.replaced_by is not None:
            found = self._entities.get(found.replaced_by)
        return found

    @cached_property
    def retired(self) -> Mapping[str, str]:
        """Give the ids out of use, each with the id of what replaced it."""
        out_of_use = (id_ for id_, e in self._entities.items() if e.replaced_by is not None)
        return {id_: found.id for id_ in out_of_use if (found := self.entity(id_)) is not None}

    def name_of(self, entity_id: str) -> str:
        """Give an entity's usual name; of one that is gone, its id."""
        found = self.entity(entity_id)
        return found.name if found else entity_id

    def kind_of(self, entity_id: str) -> Kind:
        """Give the kind of an entity whose id the gazetteer itself gave. Raises `KeyError`."""
        return self._entities[entity_id].kind

    def ancestors(self, entity_id: str) -> tuple[str, ...]:
        """List the ids that a rule may name to take this one in, nearest first, closed upwards."""
        known = self._ancestors.get(entity_id)
        if known is None:
            known = self._ancestors[entity_id] = tuple(self._climb(entity_id))
        return known

    def provinces(self, entity_id: str) -> AbstractSet[str]:
        """Give the first-level regions that an entity lies in."""
        above = (self.entity(ancestor) for ancestor in self.ancestors(entity_id))
        return {region.id for region in above if region is not None and region.type == "admin1"}

    def _climb(self, entity_id: str) -> Iterator[str]:
        start = self.entity(entity_id)
        seen = {start.id} if start else set()
        level = [start] if start else []
        while level:
            links = [link for e in level for link in e.parents if link.takes_in]
            parents = [p for link in links if (p := self.entity(link.parent))]
            level = []
            for parent in parents:
                if parent.id not in seen:
                    seen.add(parent.id)
                    level.append(parent)
                    yield parent.id

    def named(self, text: str, kind: Kind | None) -> tuple[str, ...]:
        """List the ids that a text by itself may mean: an id, or any listed name, folded.

        The leading article tells no two names apart. Of entities that share a name, one whose
        name means it alone comes before those that it needs a cue for (Georgia the country), and
        one that takes all the others in stands for them (Djibouti, not the city in it).
        """
        by_id = self._of_kind([found.id] if (found := self._by_id(text.strip())) else [], kind)
        name = canonical(key(text))
        by_name = self._named(name, kind) or self._unit_named(name, kind)
        found_ids = tuple(dict.fromkeys((*by_id, *by_name)))
        for candidate in found_ids:
            others = (other for other in found_ids if other != candidate)
            if all(candidate in self.ancestors(other) for other in others):
                return (candidate,)
        return found_ids

    def _by_id(self, written: str) -> Entity | None:
        """Find an entity by its id; of a part of a country also in small letters, "sy-dy"."""
        return self.entity(written) or (self.entity(written.upper()) if "-" in written else None)

    def _named(self, name: str, kind: Kind | None) -> tuple[str, ...]:
        bare = without_article(name)
        tried = ((self._by_key, name), (self._by_key, bare), (self._by_bare_key, bare or name))
        for index, spelling in tried:
            found = self._of_kind(index.get(spelling or "", ()), kind)
            if found:
                own = tuple(i for i in found if (spelling, i) not in self._weak)
                return own or found
        return ()

    def _unit_named(self, name: str, kind: Kind | None) -> tuple[str, ...]:
        """List the towns and districts that are called so but for the word "district"."""
        for bare in without_unit_word(name):
            found = self._named(bare, kind)
            places = tuple(i for i in found if self._entities[i].type in {"town", "admin2"})
            if places:
                return places
        return ()

    def _of_kind(self, ids: Collection[str], kind: Kind | None) -> tuple[str, ...]:
        return tuple(i for i in ids if kind is None or self._entities[i].kind is kind)

    def suggest(self, text: str, kind: Kind | None, limit: int = 5) -> tuple[Entity, ...]:
        """List the entities whose names look most like a text that names none, best first."""
        return self.search(text, kind, limit)

    def search(self, q: str, kind: Kind | None, limit: int) -> tuple[Entity, ...]:
        """List entities for what a person has typed so far, in any script, best first."""
        wanted = canonical(key(q))
        found: list[str] = list(self.named(q, kind))
        for name in self._search.like(wanted, kind):
            for entity_id in self._of_kind(self._by_key[name], kind):
                if entity_id not in found:
                    found.append(entity_id)
            if len(found) >= limit:
                break
        return tuple(self._entities[i] for i in found[:limit])

    @cached_property
    def _search(self) -> NameSearch:
        known = {e.id: Known(e.kind, len(listing)) for e, listing in self.listings()}
        return NameSearch(self._by_key, known)


def _add(keys: _Keys, name: str, entity: str) -> None:
    known = keys.get(name)
    keys[name] = (entity,) if known is None else (*known, entity)


def _merged(files: Iterable[GazetteerFile]) -> dict[str, Entity]:
    """Put files together. Raises `InvalidInput` where an id comes twice."""
    merged: dict[str, Entity] = {}
    at: dict[str, str] = {}
    for file in files:
        for entity in file.entities:
            if entity.id in merged:
                first = at[entity.id]
                raise InvalidInput(
                    f"gazetteer file {file.name}: entity {entity.id} is already in {first}; "
                    "an id is one entity's: put the names into one entry, or give another id"
                )
            merged[entity.id] = entity
            at[entity.id] = file.name
    return merged


def _check_links(entities: Mapping[str, Entity], files: Iterable[GazetteerFile]) -> None:
    """Check parents and redirections. Raises `InvalidInput` with all that is wrong."""
    problems = [
        Problem(f"{file.name}: entity {entity.id}", fault)
        for file in files
        for entity in file.entities
        for fault in link_faults(entity, entities)
    ]
    if problems:
        raise InvalidInput("the gazetteer does not hold together", tuple(problems))


def link_faults(entity: Entity, entities: Mapping[str, Entity]) -> Iterator[str]:
    """Tell what is wrong with an entity's parents and its redirection."""
    for link in entity.parents:
        if link.parent not in entities:
            yield f"parents: there is no entity {link.parent}; add it, or correct the id"
    if entity.id in above(entity, entities):
        yield "parents: it is its own ancestor; take one of the links out"
    if entity.replaced_by is not None and _end_of_redirection(entity, entities) is None:
        yield f"replaced_by: {entity.replaced_by} leads to no entity in use; name one that is"


def above(entity: Entity, entities: Mapping[str, Entity]) -> set[str]:
    """Give the ids above an entity, whatever the links take in; itself, if it is its own ancestor."""
    found: set[str] = set()
    waiting = [link.parent for link in entity.parents]
    while waiting:
        parent = waiting.pop()
        if parent in entities and parent not in found:
            found.add(parent)
            waiting += [link.parent for link in entities[parent].parents]
    return found


def _end_of_redirection(entity: Entity, entities: Mapping[str, Entity]) -> Entity | None:
    current: Entity | None = entity
    for _ in range(len(entities)):
        if current is None or current.replaced_by is None:
            return current
        current = entities.get(current.replaced_by)
    return None
