"""Where an imported place lies, in regions of ours.

A register names countries and provinces in its own words. A province's name is taken where
it names one of ours in that country; else the nearest town tells, if it is near.
"""

from collections.abc import Sequence
from functools import cached_property

from alerts.model.entity import Entity, Kind
from alerts.model.report import Location
from alerts.resolve.fold import key
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.geometry import Point, shipped_towns

_NEAR_KM = 25.0
# What trackers call countries, where no name of ours is so.
_CALLED = {
    "dr congo": "CD",
    "republic of the congo": "CG",
    "palestine": "PS",
    "gaza": "PS",
    "west bank": "PS",
    "russia": "RU",
    "uae": "AE",
    "uk": "GB",
    "usa": "US",
    "kosovo": "XK",
}


class Places:
    """The countries and regions of a gazetteer, asked for by what registers call them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, str | None] = {}
        self._countries: dict[str, frozenset[str]] = {}

    def country(self, name: str) -> str | None:
        """Give the ISO code of a country by its name or code."""
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> str | None:
        if self._is_country(name.upper()):
            return name.upper()
        code = _CALLED.get(key(name))
        if code is not None and self._is_country(code):
            return code
        found = [i for i in self._gazetteer.named(name, Kind.REGION) if self._is_country(i)]
        return found[0] if len(found) == 1 else None

    def _is_country(self, region: str) -> bool:
        found = self._gazetteer.entity(region)
        return found is not None and found.type == "country"

    def province(self, name: str, country: str) -> str | None:
        """Give the first-level region of a country that is called so, if one is."""
        found = [
            i
            for i in self._gazetteer.named(name, Kind.REGION)
            if self._type_of(i) == "admin1" and country in self._gazetteer.ancestors(i)
        ]
        return found[0] if name and len(found) == 1 else None

    def province_at(self, point: Point, country: str) -> str | None:
        """Give the first-level region that the towns around a point are in."""
        location = Location(lat=point[0], lon=point[1], precision_km=_NEAR_KM)
        region = shipped_towns().region_at(location)
        if region is None or region == country or not region.startswith(f"{country}-"):
            return None
        return region if self._type_of(region) == "admin1" else None

    def _type_of(self, region: str) -> str | None:
        found = self._gazetteer.entity(region)
        return None if found is None else found.type

    def provinces_of(self, entity: Entity) -> frozenset[str]:
        """Give the first-level regions that an entity lies in."""
        above = self._gazetteer.ancestors(entity.id)
        return frozenset(i for i in above if self._type_of(i) == "admin1")

    def countries_of(self, entity: Entity) -> frozenset[str]:
        """Give the countries that an entity lies in."""
        known = self._countries.get(entity.id)
        if known is None:
            above = self._gazetteer.ancestors(entity.id)
            known = self._countries[entity.id] = frozenset(i for i in above if self._is_country(i))
        return known

    @cached_property
    def names(self) -> frozenset[str]:
        """All names of regions that stand alone, folded: what is called so is a place first."""
        return frozenset(
            key(name)
            for entity in self._gazetteer.entities()
            if entity.kind is Kind.REGION
            for listed in (entity.names, entity.short)
            for names in listed.values()
            for name in names
        )


def regions_of(
    places: Places, countries: Sequence[str], province: str, point: Point | None
) -> tuple[str, ...]:
    """Give the parents of a place: its province, or its country or countries."""
    if len(countries) != 1:
        return tuple(countries)
    (country,) = countries
    found = places.province(province, country)
    if found is None and point is not None:
        found = places.province_at(point, country)
    return (found or country,)
