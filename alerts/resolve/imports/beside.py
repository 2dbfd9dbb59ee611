"""A register's places beside ours: new ones get ids, known ones only what they add.

Names are compared as everywhere, by what is listed. A place that is only spelled like one of
ours near by is left out and told: merged wrongly it would wake people for another place, and
taken in it would be the same place twice.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, product
from math import floor

from rapidfuzz import fuzz

from alerts.model.entity import Entity, Kind, Link
from alerts.model.ids import slug
from alerts.resolve.families import family, plain
from alerts.resolve.fold import key
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.gazetteer_files import Addition
from alerts.resolve.geometry import km
from alerts.resolve.imports.candidate import Candidate, Names
from alerts.resolve.imports.places import Places

_SAME_KM = 25.0
_SAME_DEGREES = 0.25  # of latitude: a little more than that
_ALIKE = {Kind.FACILITY: 75.0, Kind.REGION: 90.0}  # villages of like names lie side by side
_AROUND = (-1, 0, 1)
_NUMBER = re.compile(r"\d+")
_LISTED = """oil gas and field fields oilfield gasfield the power station plant thermal electric electricity generating
    generation cogeneration combined cycle project complex refinery terminal port airport air base airbase airfield
    military dam international"""
_NOUNS = frozenset(_LISTED.split())


@dataclass(slots=True)
class Imported:
    """What came of a register: entities, names for known ones, and notes on what was left out."""

    entities: list[Entity] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    known: int = 0
    again: int = 0
    unsure: dict[str, str] = field(default_factory=dict)


def bare_of(name: str) -> str:
    """Give a name without article and nouns of its kind, its words in order of the alphabet."""
    words = plain(name).split()
    kept = [w for w in words if w not in _NOUNS] or words
    return " ".join(sorted(kept))


class _Ours:
    """Entities by kind, family and bare name; by whole degrees for those that are only alike."""

    def __init__(self, gazetteer: Gazetteer, places: Places) -> None:
        self._places = places
        self._named: dict[tuple[Kind, str, str], dict[str, Entity]] = defaultdict(dict)
        self._near: dict[tuple[Kind, str, int, int], list[tuple[Entity, frozenset[str]]]]
        self._near = defaultdict(list)
        for entity in gazetteer.entities():
            if entity.kind not in (Kind.FACILITY, Kind.REGION):
                continue
            kin = entity.kind, family(entity.type)
            for name in {bare_of(n) for n in _all_names(entity)}:
                self._named[(*kin, name)][entity.id] = entity
            if entity.lat is not None and entity.lon is not None:
                bare = frozenset(bare_of(name) for name in _latin_names(entity))
                cell = floor(entity.lat), floor(entity.lon)
                self._near[(*kin, *cell)].append((entity, bare))

    def same(self, candidate: Candidate) -> list[Entity]:
        """Give those that have a name of the candidate in its place, nearest first."""
        kin = candidate.kind, family(candidate.type)
        names = {bare_of(name) for name in (candidate.name, candidate.bare)}
        found = {i: e for n in names for i, e in self._named.get((*kin, n), {}).items()}
        here = [(apart, e.id, e) for e in found.values() if (apart := self._apart(candidate, e))]
        return [e for _, _, e in sorted(here)]

    def _apart(self, candidate: Candidate, entity: Entity) -> float | None:
        """Give how far a candidate is from an entity that may be it, or None where it is not."""
        distance = _km(candidate, entity)
        if distance is not None and distance <= _SAME_KM:
            return max(distance, 0.001)
        if not self._places.countries_of(entity) & set(candidate.countries):
            return None
        shared = self._places.provinces_of(entity) & set(candidate.parents)
        if shared or (distance is None and not self._places.provinces_of(entity)):
            return _SAME_KM if distance is None else distance
        return None

    def alike(self, candidate: Candidate) -> Entity | None:
        """Give the one near by that is spelled alike, if there is one."""
        wanted = bare_of(candidate.bare)
        kin = candidate.kind, family(candidate.type)
        scored = [
            (max(fuzz.ratio(wanted, name) for name in bare), entity)
            for entity, bare in self._around(kin, candidate)
            if (distance := _km(candidate, entity)) is not None and distance <= _SAME_KM
            if _numbers(entity.name) == _numbers(candidate.bare)
        ]
        best, entity = max(scored, key=lambda s: (s[0], s[1].id), default=(0.0, None))
        return entity if best >= _ALIKE[candidate.kind] else None

    def _around(
        self, kin: tuple[Kind, str], candidate: Candidate
    ) -> Iterator[tuple[Entity, frozenset[str]]]:
        """Give those of the candidate's countries within a degree or two."""
        if candidate.point is not None:
            row, column = map(floor, candidate.point)
            for up, across in product(_AROUND, _AROUND):
                for entity, bare in self._near.get((*kin, row + up, column + across), ()):
                    if abs((entity.lat or 0) - candidate.point[0]) > _SAME_DEGREES:
                        continue
                    if self._places.countries_of(entity) & set(candidate.countries):
                        yield entity, bare


def _numbers(name: str) -> list[str]:
    """Give the numbers in a name: blocks and plants of one name are told apart by them."""
    return _NUMBER.findall(name)


def _all_names(entity: Entity) -> Iterator[str]:
    yield entity.name
    for listed in (entity.names, entity.short, entity.exact):
        for names in listed.values():
            yield from names


def _latin_names(entity: Entity) -> Iterator[str]:
    yield from (name for name in _all_names(entity) if key(name).isascii())
    yield entity.name


def _km(candidate: Candidate, entity: Entity) -> float | None:
    if candidate.point is None or entity.lat is None or entity.lon is None:
        return None
    return km(candidate.point, (entity.lat, entity.lon))


def put_beside(gazetteer: Gazetteer, places: Places, candidates: Iterable[Candidate]) -> Imported:
    """Sort a register's places into new ones, known ones and those that look like known ones."""
    ours = _Ours(gazetteer, places)
    result = Imported()
    added: dict[str, Addition] = {}
    new: list[Candidate] = []
    for candidate in candidates:
        same = ours.same(candidate)
        if same:
            _add(same[0], candidate, added)
            result.known += 1
        elif (like := ours.alike(candidate)) is not None:
            result.unsure.setdefault(candidate.name, like.id)
        else:
            new.append(candidate)
    once = _each_once(new, result)
    result.entities = list(_with_ids(once, {e.id for e in gazetteer.entities()}))
    result.additions = [added[i] for i in sorted(added)]
    return result


def _ids(candidate: Candidate) -> Iterator[str]:
    yield candidate.stem
    if candidate.parents[0] not in candidate.countries:
        yield f"{candidate.stem}-{slug(candidate.parents[0])}"
    own = f"{candidate.stem}-{slug(candidate.key)}"
    yield own
    yield from (f"{own}-{n}" for n in count(2))


def _add(entity: Entity, candidate: Candidate, added: dict[str, Addition]) -> None:
    """Keep the names that the entity has not, nor was given by an earlier row.

    Its short names are ours to judge, and were: only a whole name is added to them.
    """
    known = added.get(entity.id, Addition(entity.id, {}, {}, {}))
    listed = {plain(n) for n in _all_names(entity)}
    listed |= {plain(n) for ns in known.names.values() for n in ns}
    names = {
        language: kept
        for language, ns in candidate.names.items()
        if (kept := tuple(n for n in ns if plain(n) not in listed and _fits(n, entity)))
    }
    if names:
        added[entity.id] = replace(known, names=_joined(known.names, names))


def _fits(name: str, entity: Entity) -> bool:
    """Tell whether a name calls an entity what it is: an oil field is no gas field."""
    words = set(key(name).split())
    called = {other for other in ("oil", "gas") if words & {other, f"{other}field"}}
    return len(called) != 1 or entity.type != f"{({'oil', 'gas'} - called).pop()}_field"


def _joined(known: Names, more: Names) -> Names:
    languages = [*known, *(lang for lang in more if lang not in known)]
    return {
        lang: tuple(dict.fromkeys((*known.get(lang, ()), *more.get(lang, ()))))
        for lang in languages
    }


def _each_once(candidates: Sequence[Candidate], result: Imported) -> list[Candidate]:
    """Take the rows that are about one place as one: its units, its blocks, a row sent twice."""
    kept: list[Candidate] = []
    at: dict[tuple[Kind, str, str], list[int]] = defaultdict(list)
    for candidate in candidates:
        kin = candidate.kind, family(candidate.type), plain(_own_name(candidate))
        same = next((i for i in at[kin] if _is_same(kept[i], candidate)), None)
        if same is None:
            at[kin].append(len(kept))
            kept.append(candidate)
        else:
            result.again += 1
            kept[same] = _one_of(kept[same], candidate)
    return kept


def _own_name(candidate: Candidate) -> str:
    """Give the name that tells a place from its neighbours: of a field, the one without its noun.

    Two plants of one town are told apart by their nouns, as gas and thermal.
    """
    return candidate.bare if family(candidate.type) == family("oil_field") else candidate.name


def _one_of(one: Candidate, other: Candidate) -> Candidate:
    """Give what two rows say of one place; on a border it is in both countries."""
    return replace(
        one,
        parents=tuple(dict.fromkeys((*one.parents, *other.parents)))
        if one.countries != other.countries
        else one.parents,
        countries=tuple(dict.fromkeys((*one.countries, *other.countries))),
        names=_joined(one.names, other.names),
        short=_joined(one.short, other.short),
    )


def _is_same(one: Candidate, other: Candidate) -> bool:
    if one.point is None or other.point is None:
        return one.parents == other.parents
    return km(one.point, other.point) <= _SAME_KM


def _with_ids(candidates: Iterable[Candidate], taken: set[str]) -> Iterator[Entity]:
    """Give each its id: what it is called and its country; and where that is taken, more."""
    for candidate in candidates:
        entity_id = next(i for i in _ids(candidate) if i not in taken)
        taken.add(entity_id)
        yield Entity(
            id=entity_id,
            kind=candidate.kind,
            type=candidate.type,
            name=candidate.name,
            parents=tuple(Link(parent, "lies_in") for parent in candidate.parents),
            names=candidate.names,
            short=candidate.short,
            lat=None if candidate.point is None else round(candidate.point[0], 4),
            lon=None if candidate.point is None else round(candidate.point[1], 4),
        )
