"""Global Energy Monitor's trackers of oil and gas fields and of gas power plants.

A tracker has a row for each unit: a field, a block of a plant. Its names are English and made
regular ("Omar Oil and Gas Field (Syria)"), so what news calls the place is derived here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from alerts.model.entity import Kind
from alerts.model.ids import slug
from alerts.resolve.fold import key
from alerts.resolve.geometry import Point
from alerts.resolve.imports.candidate import Candidate
from alerts.resolve.imports.places import Places, regions_of
from alerts.resolve.imports.tables import Column, Faults, Row, point_of, rows
from alerts.resolve.spelling import is_arabic

CREDIT = (
    "Made from a tracker of Global Energy Monitor (https://globalenergymonitor.org),",
    "licensed CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); names and types were",
    "derived from it, and what the gazetteer has already was left out.",
)
_COLUMNS = (
    Column(
        "name",
        (
            *("plant name", "project", "project name", "plant project name"),
            *("wiki name", "unit name", "field name"),
        ),
    ),
    Column("country", ("country area", "country", "countries")),
    Column("lat", ("lat", "latitude")),
    Column("lon", ("lng", "lon", "long", "longitude")),
    Column("capacity", ("capacity", "capacity mw"), required=False),
    Column("countries", ("country list",), required=False),
    Column(
        "province",
        ("subnational unit province state", "subnational unit", "state province", "province"),
        required=False,
    ),
    Column("status", ("status", "status display"), required=False),
    Column("fuel", ("fuel type", "fuel"), required=False),
    Column("oil", ("production oil million bbl y",), required=False),
    Column("gas", ("production gas million m³ y", "production gas million m y"), required=False),
    Column("unit", ("gem location id", "gem unit id", "unit id"), required=False),
    Column(
        "local",
        ("plant name in local script", "plant name local script", "unit name local script"),
        required=False,
    ),
)
# What is only on paper is in no news of attacks, and its name is mostly a town's.
_ON_PAPER = frozenset(["announced", "pre construction", "shelved", "cancelled"])
_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_LAST_PARENTHESES = re.compile(r"\s*\(([^()]*)\)\s*$")
_FIELD = re.compile(r"\s+(?:oil\s+and\s+gas|oil|gas)\s*fields?$", re.IGNORECASE)
_PLANT = re.compile(
    r"\s+(?:(?:thermal|gas|gas thermal|combined cycle|cogeneration|chp|steam electric)\s+)?"
    r"(?:power\s+(?:station|plant|complex|project|barge)|generat(?:ing|ion)\s+(?:station|plant|facility)"
    r"|energy\s+(?:center|centre|facility)|cogeneration\s+(?:facility|plant)|electric station)$",
    re.IGNORECASE,
)
_IRREGULAR = re.compile(r"[(),;/&]| - ")  # blocks, companies' shares and several fields at once
_NOUNS = {"oil_field": "oil field", "gas_field": "gas field", "oil_gas_field": "oil and gas field"}
_FORMS = {
    "oil_field": ("oil field", "oil and gas field"),
    "gas_field": ("gas field", "oil and gas field"),
    "oil_gas_field": ("oil and gas field", "oil field", "gas field"),
    "power_station": ("power station", "power plant"),
}
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_SHORTEST = 3


def candidates(
    name: str,
    lines: Iterable[str],
    places: Places,
    faults: Faults,
    *,
    only: AbstractSet[str] = frozenset(),
    on_paper: bool = False,
) -> Iterator[Candidate]:
    """Read a tracker's rows. `only`: countries by ISO code; none means all.

    Raises `InvalidInput` where the file is no tracker.
    """
    for number, row in rows(name, lines, _COLUMNS, faults):
        status = row.get("status", "").casefold().replace("-", " ").replace("_", " ")
        if status in _ON_PAPER and not on_paper:
            continue
        told = _countries(row, places)
        if isinstance(told, str):
            faults.add(number, told)
            continue
        if only and only.isdisjoint(told):
            continue
        point = point_of(row["lat"], row["lon"])
        if isinstance(point, str):
            faults.add(number, f"{point}: taken without them")
            point = None
        found = _candidate(row, number, told, point, places)
        if isinstance(found, str):
            faults.add(number, found)
        else:
            yield found


def _countries(row: Row, places: Places) -> tuple[str, ...] | str:
    """Give the countries that a row names, or what is wrong with them."""
    listed = [c.strip() for c in row.get("countries", "").split(";") if c.strip()]
    listed = listed or [row["country"]]
    found = [places.country(country) for country in listed]
    known = tuple(country for country in found if country is not None)
    return known or f"no country is called {row['country']!r}"


def _candidate(
    row: Row, number: int, countries: Sequence[str], point: Point | None, places: Places
) -> Candidate | str:
    entity_type = "power_station" if "capacity" in row else _type_of_field(row)
    given = _without_country(row["name"], countries, places)
    bare = (_PLANT if entity_type == "power_station" else _FIELD).sub("", given).strip()
    name = given if entity_type == "power_station" else f"{bare} {_NOUNS[entity_type]}"
    if not key(bare) or not slug(name):
        return f"{row['name']!r} is no name in Latin letters"
    names, short = _named(name, bare, entity_type, places)
    language, local = _local(row.get("local", ""), countries)
    return Candidate(
        kind=Kind.FACILITY,
        type=entity_type,
        name=name,
        bare=bare,
        parents=regions_of(places, countries, row.get("province", ""), point),
        countries=tuple(countries),
        point=point,
        names={"en": names} | ({language: (local,)} if local and " " in local else {}),
        short=({"en": short} if short else {})
        | ({language: (local,)} if local and " " not in local else {}),
        stem=f"{slug(name)}-{countries[0].lower()}",
        key=row.get("unit", "") or str(number),
        line=number,
    )


def _without_country(name: str, countries: Sequence[str], places: Places) -> str:
    """Take the country off that tells fields of one name apart."""
    last = _LAST_PARENTHESES.search(name)
    if last is not None:
        told = [places.country(part.strip()) for part in re.split(r"[-,]", last[1])]
        if places.country(last[1]) in countries or (all(told) and set(countries) & set(told)):
            return name[: last.start()]
    if last is not None and _FIELD.search(name[: last.start()]):
        return name[: last.start()]
    return name


def _type_of_field(row: Row) -> str:
    fuel = row.get("fuel", "").casefold()
    oil, gas = _some(row.get("oil", "")), _some(row.get("gas", ""))
    if "oil" in fuel or "gas" in fuel:
        oil, gas = "oil" in fuel, "gas" in fuel
    if oil == gas:
        return "oil_gas_field"
    return "oil_field" if oil else "gas_field"


def _some(quantity: str) -> bool:
    try:
        return float(quantity) > 0
    except ValueError:
        return False


def _named(
    name: str, bare: str, entity_type: str, places: Places
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what the place is called: alone, and beside a noun of its kind."""
    without = _IN_PARENTHESES.sub("", bare).strip()
    is_regular = not _IRREGULAR.search(bare)
    names = [name]
    if is_regular:
        names += [f"{bare} {form}" for form in _FORMS[entity_type]]
    short = [n for n in (bare, without) if len(key(n)) >= _SHORTEST and key(n) != key(name)]
    if entity_type == "power_station":
        # "The bus station of Homs" is in the town, not in a power station called after it.
        short = [n for n in short if key(n) not in places.names]
    folded = {key(n): n for n in reversed(names)}
    listed = tuple(n for n in names if folded[key(n)] is n)
    return listed, tuple(dict.fromkeys(n for n in short if any(c.isalpha() for c in n)))


def _local(text: str, countries: Sequence[str]) -> tuple[str, str]:
    """Give the language of a local name by its script and country, or nothing."""
    folded = key(text)
    if folded and is_arabic(folded):
        return ("fa" if "IR" in countries else "ar"), text
    if folded and _CYRILLIC.match(folded):
        return ("uk" if "UA" in countries else "ru"), text
    return "", ""
