"""Which name of a region may stand alone in running text.

A name that does raises alerts by itself, so in doubt it does not: it stays `short`.
What a person wrote by hand is beyond doubt. After that, wider beats narrower (a
country its subdivision, a province its district of the same name), the watched
countries beat the others, and of equals neither gets the name. A subdivision outside
the watched countries also loses each name that is a word, a person's name or a scrap
of under four letters: nobody misses "Bar" in Montenegro, everybody would notice it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

WATCHED = frozenset(
    [
        "SY",
        "IQ",
        "YE",
        "LY",
        "IR",
        "TR",
        "LB",
        "JO",
        "IL",
        "PS",
        "SA",
        "KW",
        "AE",
        "OM",
        "QA",
        "BH",
        "EG",
        "UA",
        "RU",
    ]
)
SCRAP = 4

_LETTERS = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ە": "ه", "ھ": "ه", "ٱ": "ا", "ı": "i", "ـ": ""}
)
_APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc\u02bb\u02bf\u02be`\u00b4\u02b9]")
_BREAKS = re.compile(r"[^\w]+")
_ARTICLE = re.compile(
    r"^(the|al|el|ad|adh|ar|as|ash|at|az|an|ed|er|es|et|ez|en) (?=\S)|^ال(?=\w{2})"
)


@dataclass(frozen=True)
class Claim:
    """One name that somebody gives a region in one language."""

    region: str
    lang: str
    text: str
    lead: bool = False  # the name to show
    by_hand: bool = False
    short: bool = False  # decided by hand: not alone in running text


@dataclass(frozen=True)
class Region:
    """A country or a subdivision, with the names as judged."""

    id: str
    type: str
    name: str
    parent: str | None
    centre: tuple[float, float] | None = None
    names: Mapping[str, list[str]] = field(default_factory=dict)
    short: Mapping[str, list[str]] = field(default_factory=dict)

    def at(self, centre: tuple[float, float] | None) -> "Region":
        """Return the same region with its centre."""
        return replace(self, centre=centre)

    @property
    def watched(self) -> bool:
        """Whether its country is one whose names are reviewed."""
        return self.id[:2] in WATCHED


def fold(text: str) -> str:
    """Take the habits of spelling off a name; at least as much as the matcher does."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    plain = _APOSTROPHES.sub("", plain.translate(_LETTERS))
    return _ARTICLE.sub("", _BREAKS.sub(" ", plain).strip())


def judged(
    regions: Iterable[Region], claims: Iterable[Claim], risky: Callable[[Claim], bool]
) -> list[Region]:
    """Put every claim into its region's `names` or `short`."""
    by_id = {region.id: region for region in regions}
    standing: dict[tuple[str, str], Claim] = {}
    for claim in sorted(claims, key=lambda claim: not claim.by_hand):
        if fold(claim.text):
            standing.setdefault((claim.region, f"{claim.lang} {fold(claim.text)}"), claim)
    rivals: dict[str, set[str]] = defaultdict(set)
    forced: dict[str, set[str]] = defaultdict(set)
    for claim in standing.values():
        if not claim.short:
            rivals[fold(claim.text)].add(claim.region)
        if claim.by_hand and not claim.short:
            forced[fold(claim.text)].add(claim.region)
    demoted = {(claim.region, fold(claim.text)) for claim in standing.values() if claim.short}

    def alone(claim: Claim) -> bool:
        """Whether the name means this region and nothing else."""
        folded = fold(claim.text)
        if (claim.region, folded) in demoted:
            return False
        if folded in forced:
            return forced[folded] == {claim.region}
        return _winner(rivals[folded], by_id) == claim.region and not risky(claim)

    verdicts: dict[tuple[str, str], bool] = {}
    for claim in sorted(standing.values(), key=lambda claim: claim.lang != "en"):
        verdicts.setdefault((claim.region, fold(claim.text)), alone(claim))
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    short: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim in standing.values():
        stands = verdicts[claim.region, fold(claim.text)]
        (names if stands else short)[claim.region][claim.lang].append(claim.text)
    return [
        replace(region, names=names[region.id], short=short[region.id])
        for region in sorted(by_id.values(), key=lambda region: region.id)
    ]


def _winner(claimants: set[str], by_id: Mapping[str, Region]) -> str | None:
    """Find the one region that a shared name stands for, if there is one."""
    for region in claimants:
        if all(region == other or region in _above(other, by_id) for other in claimants):
            return region
    countries = [region for region in claimants if by_id[region].parent is None]
    if countries:
        return countries[0] if len(countries) == 1 else None
    watched = {region for region in claimants if by_id[region].watched}
    return _winner(watched, by_id) if watched and watched != claimants else None


def _above(region: str, by_id: Mapping[str, Region]) -> set[str]:
    parent = by_id[region].parent
    return set() if parent is None else {parent} | _above(parent, by_id)


def declined(claim: Claim) -> list[Claim]:
    """Give the regular case forms: of oblasts, krais, republics and lands in -ия."""
    return [
        replace(claim, text=re.sub(pattern, form, claim.text), lead=False)
        for pattern, forms in _CASES.get(claim.lang, ())
        if re.search(pattern, claim.text)
        for form in forms
    ]


_CASES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "ru": (
        (r"^(\S+)ая область$", (r"\1ой области", r"\1ую область", r"\1ой областью")),
        (r"(?<=к)ий край$", ("ого края", "ому краю", "ом крае", "им краем")),
        (r"^(\S\S+)ия$", (r"\1ии", r"\1ию", r"\1ией")),
        (r"^Республика ", ("Республики ", "Республике ", "Республику ", "Республикой ")),
    ),
    "uk": (
        (r"^(\S+)а область$", (r"\1ої області", r"\1ій області", r"\1у область", r"\1ою областю")),
        (r"(?<=к)ий край$", ("ого краю", "ому краю", "им краєм")),
        (r"^(\S\S+)ія$", (r"\1ії", r"\1ію", r"\1ією")),
        (r"щина$", ("щини", "щині", "щину", "щиною")),
    ),
}


def risk(
    words: frozenset[str], people: frozenset[str], common: Callable[[str, str], bool]
) -> Callable[[Claim], bool]:
    """Make the judge of names that may mean something else than a region.

    `words` and `people` are folded English words and names, `common(word, language)`
    says whether a word is frequent in a language other than English.
    """

    def risky(claim: Claim) -> bool:
        if "-" not in claim.region:
            return False
        tokens = fold(claim.text).split()
        generic = all(
            token in words or token.rstrip("s") in words or token.isdigit() for token in tokens
        )
        if claim.region[:2] in WATCHED:
            return generic and len(tokens) > 1
        if len(tokens) == 1 and (len(tokens[0]) < SCRAP or tokens[0] in people):
            return True
        return generic or (
            claim.lang != "en" and all(common(token, claim.lang) for token in tokens)
        )

    return risky
