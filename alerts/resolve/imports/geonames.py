"""GeoNames' dumps: `allCountries.txt`, a country's file, and `alternateNamesV2.txt` beside them.

A dump has no header: 19 columns between tabs. Names in it carry no language, so only the main
one is taken; the others come with their languages from the second file.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from alerts.model.entity import Kind
from alerts.model.errors import InvalidInput, Problem
from alerts.model.ids import slug
from alerts.resolve.everyday import why_common
from alerts.resolve.fold import key
from alerts.resolve.imports.candidate import Candidate
from alerts.resolve.imports.places import Places, regions_of
from alerts.resolve.imports.tables import Faults, point_of

CREDIT = (
    "Made from GeoNames (https://www.geonames.org), licensed CC BY 4.0",
    "(https://creativecommons.org/licenses/by/4.0/); names were sorted by whether they can stand",
    "alone, and what the gazetteer has already was left out.",
)
COLUMNS = (
    *("geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude"),
    *("feature class", "feature code", "country code", "cc2", "admin1 code", "admin2 code"),
    *("admin3 code", "admin4 code", "population", "elevation", "dem", "timezone"),
    "modification date",
)
_ALTERNATE_COLUMNS = 8  # those for the years of use are missing in older files
# Our types by feature code. What is not here is neither a place that reports name nor a facility.
TYPES = {
    "OILF": "oil_field",
    "GASF": "gas_field",
    "OILR": "refinery",
    "OILT": "depot",
    "OILJ": "terminal",
    "TRMO": "terminal",
    "PMPO": "pumping_station",
    "GOSP": "gas_plant",
    "PS": "power_station",
    "PSH": "power_station",
    "PSN": "nuclear_plant",
    "DAM": "dam",
    "AIRB": "air_base",
    "AIRP": "airport",
    "MILB": "base",
    "INSM": "base",
    "NVB": "base",
    "PRT": "port",
    "PRN": "prison",
    "CMPRF": "camp",
    "PMPW": "water_station",
    "ADM2": "admin2",
}
_TOWN = "P"
_GONE = frozenset(["PPLQ", "PPLH", "PPLW", "PPLCH"])
_LANGUAGES = {"en": "en", "ar": "ar", "ckb": "ckb", "ku": "ku", "kmr": "ku", "fa": "fa"} | {
    language: language for language in ("tr", "ru", "uk", "fr")
}
_FEWEST_IN_NAME = 2  # words; one word of a town that few know is more often a word or a person
_KNOWN_TOWN = 20_000  # inhabitants
_MOST_NAMES = 6  # in one language
_COLUMN = {name: place for place, name in enumerate(COLUMNS)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to take: none of a kind means all of it. `population` is asked of towns alone."""

    classes: AbstractSet[str] = frozenset()
    codes: AbstractSet[str] = frozenset()
    countries: AbstractSet[str] = frozenset()
    population: int = 0


def type_of(feature_class: str, code: str) -> str | None:
    """Give our type for a feature, or None for what is none of ours."""
    if feature_class == _TOWN:
        return None if code in _GONE else "town"
    return TYPES.get(code)


def _cells(number: int, line: str, faults: Faults) -> list[str] | None:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != len(COLUMNS):
        if line.strip():
            faults.add(number, f"it has {len(cells)} columns in place of {len(COLUMNS)}")
        return None
    return cells


def check_form(name: str, line: str) -> None:
    """Look at the first line. Raises `InvalidInput` where it is of no GeoNames dump."""
    cells = line.rstrip("\r\n").split("\t")
    missing = COLUMNS[len(cells) :]
    is_number = cells[0].removeprefix("\ufeff").isdigit()
    if len(cells) != len(COLUMNS) or not is_number:
        raise InvalidInput(
            f"{name}: no GeoNames dump: a line has {len(COLUMNS)} columns with tabs between, and no"
            f" header; the first has {len(cells)}"
            + ("" if is_number else ", and does not begin with a geonameid"),
            tuple(Problem(column, "the column is missing") for column in missing),
        )


def provinces(lines: Iterable[str], places: Places) -> dict[tuple[str, str], str]:
    """Give our first-level regions by country and GeoNames' code, as the dump's own rows name them."""
    found: dict[tuple[str, str], str] = {}
    for line in lines:
        if "\tADM1\t" in line:
            cells = _cells(0, line, Faults())
            if cells is not None:
                country, code = cells[_COLUMN["country code"]], cells[_COLUMN["admin1 code"]]
                others = cells[_COLUMN["alternatenames"]].split(",")
                names = (cells[_COLUMN["name"]], cells[_COLUMN["asciiname"]], *others)
                regions = (places.province(name, country) for name in names if name)
                region = next((r for r in regions if r is not None), None)
                if region is not None:
                    found[country, code] = region
    return found


def alternates(
    lines: Iterable[str], ids: AbstractSet[str], faults: Faults
) -> dict[str, list[tuple[str, str]]]:
    """Read names with their languages, of these geonameids; colloquial and former ones not."""
    found: dict[str, list[tuple[str, str]]] = {}
    for number, line in enumerate(lines, start=1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) < _ALTERNATE_COLUMNS:
            if line.strip():
                faults.add(number, f"alternate names: it has {len(cells)} columns")
            continue
        _, geonameid, language, name, _, _, colloquial, historic = cells[:_ALTERNATE_COLUMNS]
        ours = _LANGUAGES.get(language)
        if geonameid in ids and ours is not None and "1" not in (colloquial, historic):
            found.setdefault(geonameid, []).append((ours, name.strip()))
    return found


def wanted_ids(lines: Iterable[str], wanted: Wanted) -> frozenset[str]:
    """Give the geonameids that will be taken: only their alternate names are worth keeping."""
    rows = (_cells(0, line, Faults()) for line in lines)
    return frozenset(cells[0] for cells in rows if cells and _is_wanted(cells, wanted))


def _is_wanted(cells: list[str], wanted: Wanted) -> bool:
    feature_class, code = cells[_COLUMN["feature class"]], cells[_COLUMN["feature code"]]
    if type_of(feature_class, code) is None:
        return False
    if wanted.countries and cells[_COLUMN["country code"]] not in wanted.countries:
        return False
    if wanted.classes and feature_class not in wanted.classes:
        return False
    if wanted.codes and code not in wanted.codes:
        return False
    return feature_class != _TOWN or _population(cells) >= wanted.population


def _population(cells: list[str]) -> int:
    told = cells[_COLUMN["population"]]
    return int(told) if told.isdigit() else 0


def candidates(
    lines: Iterable[str],
    places: Places,
    faults: Faults,
    wanted: Wanted,
    *,
    regions: Mapping[tuple[str, str], str],
    names: Mapping[str, list[tuple[str, str]]],
) -> Iterator[Candidate]:
    """Read a dump's rows; `regions` are from `provinces`, `names` from `alternates`."""
    for number, line in enumerate(lines, start=1):
        cells = _cells(number, line, faults)
        if cells is None or not _is_wanted(cells, wanted):
            continue
        found = _candidate(cells, number, places, regions, names)
        if isinstance(found, str):
            faults.add(number, found)
        else:
            yield found


def _candidate(
    cells: list[str],
    number: int,
    places: Places,
    regions: Mapping[tuple[str, str], str],
    names: Mapping[str, list[tuple[str, str]]],
) -> Candidate | str:
    geonameid, name, ascii_name = cells[:3]
    code = cells[_COLUMN["country code"]]
    country = places.country(code) if code else None
    if country is None:
        return f"no country has the code {code!r}"
    point = point_of(cells[_COLUMN["latitude"]], cells[_COLUMN["longitude"]])
    if isinstance(point, str):
        return point
    entity_type = type_of(cells[_COLUMN["feature class"]], cells[_COLUMN["feature code"]])
    base = slug(name) or slug(ascii_name)
    if entity_type is None or not base or not key(name):
        return f"{name!r} is no name in Latin letters"
    region = regions.get((country, cells[_COLUMN["admin1 code"]]))
    parents = (region,) if region else regions_of(places, (country,), "", point)
    is_region = entity_type in {"town", "admin2"}
    told = [("en", name), ("en", ascii_name), *names.get(geonameid, ())]
    alone, short = _sorted(told, _population(cells), places, is_region=is_region)
    return Candidate(
        kind=Kind.REGION if is_region else Kind.FACILITY,
        type=entity_type,
        name=name,
        bare=name,
        parents=parents,
        countries=(country,),
        point=point,
        names=alone,
        short=short,
        stem=f"{parents[0]}/{base}" if is_region else f"{base}-{country.lower()}",
        key=geonameid,
        line=number,
    )


_Names = dict[str, tuple[str, ...]]


def _sorted(
    told: Iterable[tuple[str, str]], population: int, places: Places, *, is_region: bool
) -> tuple[_Names, _Names]:
    """Sort names into those that stand alone and those that are short, each folded one once."""
    alone: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    seen: set[tuple[str, str]] = set()
    for language, name in told:
        folded = key(name)
        if not any(c.isalpha() for c in folded) or (language, folded) in seen:
            continue
        seen.add((language, folded))
        is_long = folded.count(" ") + 1 >= _FEWEST_IN_NAME
        stands = is_long or (is_region and population >= _KNOWN_TOWN)
        taken = folded in places.names or why_common(name) is not None
        listed = (alone if stands and not taken else short).setdefault(language, [])
        if len(listed) < _MOST_NAMES:
            listed.append(name)
    return (
        {language: tuple(listed) for language, listed in alone.items()},
        {language: tuple(listed) for language, listed in short.items()},
    )
