"""Which names of a town may stand alone in running text.

There are thousands of towns, most are seldom in the news, and many are called as a person, a
word, a field or another town is. A town missed is one missed; a word taken for a town wakes
people for nothing. So what a reviewer did not write by hand stands alone only where nothing
else is known to be called so. The rest is `short`: understood in rules and in producers' own
lists, and in text beside a word such as "town of". A first-level region's name is the
region's, and a town of that name in it is no entity of its own: nobody tells them apart.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum

from alerts.resolve.everyday import why_common
from alerts.resolve.geometry import Point, km
from tools.region_names import SCRAP, fold

CITY = 100_000  # inhabitants; so many times more than those who share its name, it is meant
MANY_TIMES = 10
ALIKE = 0.5
FEW = 3  # towns that may share a name and leave it to the report to say which
NEAR_KM = 25.0
MOST_NAMES = 6  # that a register gives one town in one language
KNOWN_TOWN = 20_000  # inhabitants; a field or dam called after it is short, and needs its cue
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# What only towns are called: no word is taken for them.
_TOWNLY = re.compile(r"(івка|іївка|овка|евка|ськ|цьк|ск|цк|поль|піль|град|город|бург|дзержинськ)$")
# Scripts with capitals set a name off from the word, but at the beginning of a sentence.
_CAPITALS_TELL = 1.0

Names = Mapping[str, tuple[str, ...]]


LATIN_OF = str.maketrans(
    dict(zip("абвгґдезиіїйклмнопрстуфыэ", "abvhgdezyiiiklmnoprstufye", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ъ": ""}
    | {"ю": "iu", "я": "ia", "є": "ie", "ё": "io"}
)


class Verdict(Enum):
    """What becomes of a name."""

    ALONE = "names"
    SHORT = "short"
    OUT = "left out"


@dataclass
class Town:
    """A town while its names are being judged."""

    id: str
    region: str
    name: str
    point: Point | None  # unknown of a district
    population: int
    claims: list[tuple[str, str]]  # language, name
    by_hand: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # names, short, wrong
    district: str | None = None  # that it lies in, where that has a name of its own
    is_obscure: bool = False  # known only for the district that is called as it is

    @property
    def type(self) -> str:
        """Tell a town from a district that is called otherwise than its seat."""
        return "admin2" if self.point is None else "town"

    def is_near(self, other: "Town") -> bool:
        """Tell whether another is so near that the two may be taken for each other."""
        if self.point is None or other.point is None:
            return False
        return km(self.point, other.point) <= NEAR_KM

    def calls(self, key: str) -> set[str]:
        """Give what was written by hand under a key, folded."""
        return {fold(text) for _, text in self.by_hand.get(key, ())}


@dataclass(frozen=True)
class Taken:
    """What is called so already."""

    regions: Mapping[str, frozenset[str]]  # folded name that stands alone: regions of that name
    others: frozenset[str]  # names of facilities, actors and sources, and short ones of regions
    sites: Mapping[str, frozenset[str]]  # short name of facilities: their countries
    people: frozenset[str]
    words: frozenset[str]  # of English, folded
    commonness: Callable[[str], float]  # Zipf frequency in the languages of the name's script

    def is_risky(self, text: str, town: Town) -> bool:
        """Tell whether a name may mean something else than a place."""
        population, country = town.population, town.region[:2]
        folded = fold(text)
        first, *more = folded.split()
        if self._is_taken(folded, population, country) or self._is_english(folded):
            return True
        if why_common(text) is not None:
            return True
        if any(len(token) >= SCRAP for token in more):
            return False
        if len(folded) < SCRAP or {first, f"{first}s"} & self.people:  # the matcher takes a plural
            return True
        if _CYRILLIC.match(folded) and _TOWNLY.search(folded):
            return False
        has_capitals = _LATIN.match(folded) or _CYRILLIC.match(folded)
        tells = has_capitals and not town.is_obscure
        allowed = allowed_zipf(population) + (_CAPITALS_TELL if tells else 0.0)
        return self.commonness(text) > allowed

    def _is_taken(self, folded: str, population: int, country: str) -> bool:
        """Tell whether others have the name; a site may, if it is called after the very town."""
        sites = self.sites.get(folded)
        if sites is not None and (population < KNOWN_TOWN or country not in sites):
            return True
        return folded in self.others or folded in self.regions

    def _is_english(self, folded: str) -> bool:
        tokens = folded.split()
        return bool(_LATIN.match(folded)) and all(t in self.words or t.isdigit() for t in tokens)


def is_unlike(text: str, name: str) -> bool:
    """Tell whether a Latin name is another than the one shown: a former one, or a mistake."""
    one, other = fold(text), fold(name)
    is_latin = _LATIN.match(one) and _LATIN.match(other)
    return bool(is_latin) and SequenceMatcher(None, one, other).ratio() < ALIKE


def allowed_zipf(population: int) -> float:
    """Give how frequent a town's name may be before it must be a word: big towns are named more."""
    digits = len(str(max(population, 1))) - 1
    return {5: 3.8, 6: 4.4, 7: 5.5}.get(digits, 3.0)


def judged(towns: Iterable[Town], taken: Taken) -> list[tuple[Town, Names, Names]]:
    """Give each town that remains one, with its `names` and its `short`."""
    kept = [town for town in towns if not _is_its_region(town, taken)]
    for town in kept:
        town.claims = by_use(town, taken.commonness)
    claimants: dict[str, list[Town]] = defaultdict(list)
    for town in kept:
        for folded in {fold(text) for _, text in _claims(town)}:
            claimants[folded].append(town)
    return [(town, *_sorted(town, taken, claimants)) for town in sorted(kept, key=lambda t: t.id)]


def by_use(town: Town, commonness: Callable[[str], float]) -> list[tuple[str, str]]:
    """Put a town's names in order, those first that are used most, then those like the one shown.

    A register has thirty romanisations of a name, in alphabetical order, and few are kept.
    """
    shown = romanised(town.name)

    def rank(claim: tuple[str, str]) -> tuple[float, float]:
        return -commonness(claim[1]), -SequenceMatcher(None, shown, romanised(claim[1])).ratio()

    return sorted(town.claims, key=rank)


def romanised(name: str) -> str:
    """Write Cyrillic in Latin letters, well enough to compare; other letters stay as they are."""
    return fold(name).translate(LATIN_OF)


def _claims(town: Town) -> list[tuple[str, str]]:
    """Give all names of a town, those written by hand first."""
    hand = [*town.by_hand.get("names", ()), *town.by_hand.get("short", ())]
    return [*hand, *((lang, text) for lang, text in town.claims if fold(text))]


def _is_its_region(town: Town, taken: Taken) -> bool:
    own = taken.regions.get(fold(town.name), frozenset())
    return not town.by_hand.get("names") and bool(own & {town.region, town.region[:2]})


def _sorted(town: Town, taken: Taken, claimants: Mapping[str, list[Town]]) -> tuple[Names, Names]:
    """Sort a town's names. The matcher asks for no language: a name has one verdict in all."""
    risky = {
        fold(text)
        for _, text in town.claims
        if taken.is_risky(text, town) or is_unlike(text, town.name)
    }
    if risky and town.type == "admin2":  # a word in Arabic letters is one in Latin letters
        risky |= {folded for _, text in town.claims if " " not in (folded := fold(text))}
    by_hand = town.calls("names") | town.calls("short")
    verdicts: dict[str, Verdict] = {}
    sorted_: dict[Verdict, dict[str, list[str]]] = {v: defaultdict(list) for v in Verdict}
    told: set[tuple[str, str]] = set()
    for lang, text in _claims(town):
        folded = fold(text)
        if folded not in verdicts:
            verdicts[folded] = _verdict(town, folded, folded in risky, taken, claimants[folded])
        listed = sorted_[verdicts[folded]][lang]
        if (lang, folded) not in told and (folded in by_hand or len(listed) < MOST_NAMES):
            listed.append(text)
        told.add((lang, folded))
    return _frozen(sorted_[Verdict.ALONE]), _frozen(sorted_[Verdict.SHORT])


def _verdict(
    town: Town, folded: str, is_risky: bool, taken: Taken, claimants: list[Town]
) -> Verdict:
    if folded in town.calls("short"):
        return Verdict.SHORT
    if folded in town.calls("names"):
        return Verdict.ALONE
    if folded in town.calls("wrong"):
        return Verdict.OUT
    if folded != fold(town.name) and _is_anothers(town, folded, taken, claimants):
        return Verdict.OUT
    stands = not is_risky and _stands(town, claimants, folded)
    return Verdict.ALONE if stands else Verdict.SHORT


def _frozen(listed: Mapping[str, list[str]]) -> Names:
    return {lang: tuple(texts) for lang, texts in listed.items()}


def _is_anothers(town: Town, folded: str, taken: Taken, claimants: list[Town]) -> bool:
    """Tell whether a name is better left to a region, or to another town near by.

    That is a greater one of the same region, or one that calls itself so.
    """
    regions = taken.regions.get(folded, frozenset())
    if any(region[:2] == town.region[:2] or "-" not in region for region in regions):
        return True
    return any(
        (other.region == town.region and (other.population, other.id) > (town.population, town.id))
        or (fold(other.name) == folded and other.is_near(town))
        for other in claimants
    )


def _stands(town: Town, claimants: list[Town], folded: str) -> bool:
    """Tell whether a name that towns share may still stand alone for this one."""
    others = [o for o in claimants if o is not town and o.region != town.region]
    if not others:
        return True
    if any(folded in other.calls("names") for other in others):
        return False
    greatest = max(other.population for other in others)
    if town.population >= CITY and town.population >= MANY_TIMES * greatest:
        return True
    if greatest >= CITY and greatest >= MANY_TIMES * town.population:
        return False
    return len(others) < FEW
