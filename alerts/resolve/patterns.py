"""The spellings an entity is looked for under, each with the terms on which it is meant.

What a file lists is multiplied here by what languages do to names as a rule, so that a
text needs one pass and no rule of grammar is applied to it but at the ends of a hit.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from alerts.model.entity import Entity, Kind
from alerts.resolve.declension import DECLINING, cases
from alerts.resolve.fold import fold_but_case
from alerts.resolve.listing import Listing, Strength
from alerts.resolve.spelling import (
    article_forms,
    declined_stem,
    endings,
    is_arabic,
    proclitics,
    stands_without_article,
    with_preposition,
    without_article,
)

# Abbreviations that are words in small letters: "let us base this" names no US base.
_BARE = frozenset([""])
_WORD_IN_CAPITALS = re.compile(r"\b(?:US|IS|IT|WHO|UN|AN|AM|AS|SO|NO)\b")


class Target(NamedTuple):
    """An entity that a spelling may mean, and on what terms.

    `endings` are those the spelling may, or (where "" is missing) must take. `form` is the
    spelling with its case, for exact ones. `capital`: an all-lower-case word is not meant.
    `abbreviation` is a word that must stand in capitals.
    """

    entity: str
    kind: Kind
    type: str
    strength: Strength
    endings: frozenset[str]
    form: str
    capital: bool
    abbreviation: str


class Pattern:
    """A spelling's targets. `is_plain`: they all take it as it stands, but for capitals.

    `small` and `small_short` are those that take it in lower case. `takes_before` and
    `takes_after`: letters may stand at it without an apostrophe between.
    """

    __slots__ = (
        "endings",
        "glued",
        "is_plain",
        "needs_capital",
        "short",
        "small",
        "small_short",
        "strong",
        "takes_after",
        "takes_before",
    )

    def __init__(self, spelling: str, meant: Iterable[Target]) -> None:
        targets = _each_once(meant)
        self.strong = tuple([t for t in targets if t.strength is not Strength.SHORT])
        self.short = tuple([t for t in targets if t.strength is Strength.SHORT])
        self.glued = proclitics(spelling, is_word=not self.strong)
        self.small = tuple([t for t in self.strong if not t.capital])
        self.small_short = tuple([t for t in self.short if not t.capital])
        self.needs_capital = any(t.capital for t in targets)
        self.endings = frozenset[str]().union(*(t.endings for t in targets))
        self.takes_before = len(self.glued) > 1
        self.takes_after = any(self.endings)
        self.is_plain = all("" in t.endings and not t.form and not t.abbreviation for t in targets)


def _each_once(targets: Iterable[Target]) -> Iterable[Target]:
    """Make one target of those of one entity, on the terms of the weakest."""
    once: dict[tuple[str, str, str], Target] = {}
    for target in targets:
        at = (target.entity, target.form, target.abbreviation)
        known = once.get(at)
        once[at] = (
            target
            if known is None
            else target._replace(
                strength=min(target.strength, known.strength),
                endings=target.endings | known.endings,
                capital=target.capital and known.capital,
            )
        )
    return once.values()


_PERSIAN_VOWELS = ("ا", "و", "ه")


class Origin(NamedTuple):
    """Why an entity is looked for under a spelling: a listed one, or a form of that.

    `endings` are those the form must take; None, those that the listed one may.
    """

    entity: Entity
    listed: str
    listing: Listing
    endings: frozenset[str] | None


def spellings_of(
    listings: Iterable[tuple[Entity, Mapping[str, Listing]]],
) -> dict[str, list[Origin]]:
    """Give every spelling, folded, that the entities are looked for under.

    A form that is listed itself is not derived from another: its own terms are stricter.
    """
    origins: dict[str, list[Origin]] = {}
    for entity, listed in listings:
        for spelling, listing in listed.items():
            origin = Origin(entity, spelling, listing, None)
            for form in _forms(entity, listing.strength, spelling):
                if form == spelling or form not in listed:
                    _add(origins, form, origin)
            if not listing.languages.isdisjoint(DECLINING):
                for form in cases(spelling, listing.languages):
                    if form not in listed:
                        _add(origins, form, Origin(entity, spelling, listing, _BARE))
            if (stem := declined_stem(spelling, listing.languages)) is not None:
                _add(origins, stem[0], Origin(entity, spelling, listing, stem[1]))
    return origins


def _add(origins: dict[str, list[Origin]], spelling: str, origin: Origin) -> None:
    known = origins.get(spelling)
    if known is None:
        origins[spelling] = [origin]
    else:
        known.append(origin)


def pattern_of(spelling: str, origins: Iterable[Origin]) -> Pattern:
    """Make the pattern of a spelling. Only some thousands are ever met, so it is done then."""
    return Pattern(spelling, (target for origin in origins for target in _targets(origin)))


def _targets(origin: Origin) -> Iterator[Target]:
    entity, spelling, (strength, languages, forms), taken = origin
    capital = _needs_capital(entity, spelling, forms)
    if entity.kind is Kind.REGION and not spelling.endswith(_PERSIAN_VOWELS):
        languages = languages - {"fa"}  # "-ی" makes a surname of it: کرمانی, گیلانی
    ends = endings(spelling, languages) if taken is None else taken
    terms = (entity.id, entity.kind, entity.type, strength, ends)
    if strength is Strength.EXACT:
        for form in forms:
            yield Target(*terms, fold_but_case(form).strip(), capital, "")
    else:
        yield Target(*terms, "", capital, _abbreviation(forms))


def _forms(entity: Entity, strength: Strength, spelling: str) -> list[str]:
    """Give a spelling's forms with other articles, or without one where it may go without."""
    found: list[str] = []
    for form in article_forms(spelling):
        bare = without_article(form)
        may_lose = bare is not None and _may_lose_article(entity, strength, form, bare)
        found.append(bare if bare is not None and may_lose else form)
    found += with_preposition(spelling)
    return found


def _needs_capital(entity: Entity, spelling: str, forms: tuple[str, ...]) -> bool:
    """Tell whether a name written small is a common word: regions and single words.

    A name that somebody listed in lower case may be written so.
    """
    if entity.kind is not Kind.REGION and " " in spelling:
        return False
    return not any(form == form.lower() for form in forms)


def _abbreviation(forms: tuple[str, ...]) -> str:
    """Give the word of a name that means another thing in small letters, if it has one."""
    found = [_WORD_IN_CAPITALS.search(form) for form in forms]
    return found[0].group() if found[0] and all(found) else ""


def _may_lose_article(entity: Entity, strength: Strength, form: str, bare: str) -> bool:
    """Tell whether a name is still this entity's in running text without its article.

    "The National" and "Al Alam" are nothing without it; a place is, and what has a cue.
    """
    if form.startswith("the ") or is_arabic(form):
        return False
    if strength is Strength.SHORT:
        return True
    if entity.kind is Kind.REGION:
        article_is_arabic = any(n.startswith("ال") for n in entity.names.get("ar", ()))
        if not article_is_arabic or form.startswith("el "):  # El Salvador
            return False
    elif entity.kind is not Kind.FACILITY:
        return False
    return stands_without_article(bare)
