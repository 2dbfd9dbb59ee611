"""Facilities that are called after their town: "the refinery in Ryazan" is the Ryazan refinery.

So in a text the town's name, in any of its spellings, may mean them too, where their head noun
stands by. In rules and lists it means the town.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from alerts.model.entity import Entity, Kind
from alerts.resolve.fold import key
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.heads import heads_of
from alerts.resolve.listing import Listing, Strength
from alerts.resolve.words import Words

_POWER, _WATER = "power", "water"
# What shares its head nouns, by type: where two such are called after a town, it means neither.
_SORTS = {
    "refinery": "refinery",
    "airport": "airport",
    "port": _WATER,
    "terminal": _WATER,
    "depot": _WATER,
    "power_station": _POWER,
    "nuclear_plant": _POWER,
    "dam": _POWER,
}
# Those that a town has one of; "the nuclear plant in Isfahan province" is said of several.
_BORROWING = frozenset(["refinery", "airport", "port", "terminal", "depot", "power_station"])
_OF_TOWNS = frozenset(["power_station"])  # not after provinces
_WORD = re.compile(r"\w+")
_BESIDE_HEAD = frozenset(
    ["oil", "gas", "the", "of", "international", "thermal", "nuclear", "power", "fuel", "sea"]
)
# What is in the province need not be in the town.
_UNIT = Words(heads_of(Kind.REGION, "admin1") + heads_of(Kind.REGION, "town"))

_Listings = Mapping[str, Listing]


def listings(gazetteer: Gazetteer) -> Iterator[tuple[Entity, _Listings]]:
    """Give every entity in use with the folded names that it is looked for under in a text."""
    listed = {entity.id: listing for entity, listing in gazetteer.listings()}
    called: defaultdict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity, listing in gazetteer.listings():
        sort = _SORTS.get(entity.type) if entity.kind is Kind.FACILITY else None
        for town in _towns_of(entity, listing, gazetteer) if sort else ():
            called[town, sort or ""].append(entity)
    borrowed: defaultdict[str, dict[str, Listing]] = defaultdict(dict)
    for (town, _), facilities in called.items():
        if len(facilities) == 1 and facilities[0].type in _BORROWING:
            borrowed[facilities[0].id].update(_bare_names(listed[town]))
    for entity, listing in gazetteer.listings():
        yield entity, {**borrowed[entity.id], **listing} if entity.id in borrowed else listing


def _bare_names(listing: _Listings) -> Iterator[tuple[str, Listing]]:
    for name, found in listing.items():
        if found.strength is Strength.NAME and not any(map(_UNIT.have, name.split())):
            yield name, Listing(Strength.SHORT, found.languages, found.forms)


def _towns_of(entity: Entity, listing: _Listings, gazetteer: Gazetteer) -> Iterator[str]:
    """Give the regions that a facility is called after, and lies in or by."""
    heads = Words(heads_of(Kind.FACILITY, entity.type))
    named: set[str] = set()
    for name in (key(entity.name), *listing):
        words = _WORD.findall(name)
        proper = [w for w in words if w not in _BESIDE_HEAD and not heads.have(w)]
        if proper and len(proper) < len(words):
            named.update(gazetteer.named(" ".join(proper), Kind.REGION))
    provinces = gazetteer.provinces(entity.id)
    for region in sorted(named):
        known = gazetteer.entity(region)
        if known is not None and known.type == "town":
            if provinces & gazetteer.provinces(region):
                yield region
        elif region in provinces and entity.type not in _OF_TOWNS:
            yield region
