"""Which name of a region may stand alone in running text.

A name that does raises alerts by itself, so in doubt it does not: it stays `short`.
What a person wrote by hand is beyond doubt. After that, wider beats narrower (a
country its subdivision, a province its district of the same name), the watched
countries beat the others, and of equals neither gets the name. A subdivision outside
the watched countries also loses each name that is a word, a person's name or a scrap
of under four letters: nobody misses "Bar" in Montenegro, everybody would notice it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from alerts.resolve.fold import key
from alerts.resolve.spelling import canonical, without_article

_LEVANT_AND_IRAQ = ("SY", "IQ", "LB", "JO", "IL", "PS")
_GULF = ("SA", "KW", "AE", "OM", "QA", "BH", "YE", "IR")
_AROUND = ("TR", "EG", "LY", "UA", "RU")
WATCHED = frozenset((*_LEVANT_AND_IRAQ, *_GULF, *_AROUND))
SCRAP = 4

_BREAKS = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Claim:
    """One name that somebody gives a region in one language."""

    region: str
    lang: str
    text: str
    lead: bool = False  # the name to show
    by_hand: bool = False
    short: bool = False  # decided by hand: not alone in running text
    exact: bool = False  # alone in this case only (РФ)


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
    exact: Mapping[str, list[str]] = field(default_factory=dict)

    def at(self, centre: tuple[float, float] | None) -> "Region":
        """Return the same region with its centre."""
        return replace(self, centre=centre)

    @property
    def watched(self) -> bool:
        """Whether its country is one whose names are reviewed."""
        return self.id[:2] in WATCHED


def fold(text: str) -> str:
    """Fold a name as the matcher does, and take its leading article and all marks off."""
    folded = canonical(_BREAKS.sub(" ", key(text)).strip())
    return without_article(folded) or folded


def judged(
    regions: Iterable[Region], claims: Iterable[Claim], risky: Callable[[Claim], bool]
) -> list[Region]:
    """Put every claim into its region's `names` or `short`."""
    by_id = {region.id: region for region in regions}
    distinct = _distinct(claims)
    stands = _standing(distinct, by_id, risky)
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    short: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    exact: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim in distinct:
        alone = (claim.region, fold(claim.text)) in stands
        kept = exact if claim.exact else names if alone else short
        kept[claim.region][claim.lang].append(claim.text)
    return [
        replace(region, names=names[region.id], short=short[region.id], exact=exact[region.id])
        for region in sorted(by_id.values(), key=lambda region: region.id)
    ]


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Keep one claim for each spelling in a language; what was written by hand comes first."""
    distinct: dict[tuple[str, str, str], Claim] = {}
    for claim in sorted(claims, key=lambda claim: not claim.by_hand):
        if fold(claim.text):
            distinct.setdefault((claim.region, claim.lang, key(claim.text)), claim)
    return list(distinct.values())


def _standing(
    claims: list[Claim], by_id: Mapping[str, Region], risky: Callable[[Claim], bool]
) -> set[tuple[str, str]]:
    """Find the region and folded name of each claim that may stand alone.

    The matcher does not ask for the language, so a name has one verdict in all its languages:
    the English one where there is one.
    """
    kept = {(claim.region, fold(claim.text)) for claim in claims if claim.short or claim.exact}
    rivals: dict[str, set[str]] = defaultdict(set)
    by_hand: dict[str, set[str]] = defaultdict(set)
    verdicts: dict[tuple[str, str], bool] = {}
    for claim in claims:
        if not (claim.short or claim.exact):
            (by_hand if claim.by_hand else rivals)[fold(claim.text)].add(claim.region)
    for claim in sorted(claims, key=lambda claim: claim.lang != "en"):
        folded = fold(claim.text)
        chosen = by_hand.get(folded)
        alone = (
            chosen == {claim.region}
            if chosen
            else _winner(rivals[folded], by_id) == claim.region and not risky(claim)
        )
        verdicts.setdefault((claim.region, folded), alone)
    return {name for name, alone in verdicts.items() if alone} - kept


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
    """Give the regular case forms of oblasts, krais and republics.

    Those of single words the matcher knows.
    """
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
        (r"^Республика ", ("Республики ", "Республике ", "Республику ", "Республикой ")),
    ),
    "uk": (
        (r"^(\S+)а область$", (r"\1ої області", r"\1ій області", r"\1у область", r"\1ою областю")),
        (r"(?<=к)ий край$", ("ого краю", "ому краю", "им краєм")),
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
