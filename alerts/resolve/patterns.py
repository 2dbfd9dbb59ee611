"""The spellings an entity is looked for under, each with the terms on which it is meant.

What a file lists is multiplied here by what languages do to names as a rule, so that a
text needs one pass and no rule of grammar is applied to it but at the ends of a hit.
"""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

from alerts.model.entity import Entity, Kind
from alerts.resolve.fold import fold_but_case, key
from alerts.resolve.spelling import (
    article_forms,
    cyrillic_stem,
    endings,
    is_arabic,
    proclitics,
    stands_without_article,
    with_arabic_preposition,
    without_article,
)


class Strength(IntEnum):
    """How far a name may stand by itself: `short` needs a cue, `exact` its capitals."""

    SHORT = 0
    EXACT = 1
    NAME = 2


class Target(NamedTuple):
    """An entity that a spelling may mean, and on what terms.

    `endings` are those the spelling may, or (where "" is missing) must take. `form` is the
    spelling with its case, for exact ones. `capital`: an all-lower-case word is not meant.
    """

    entity: str
    kind: Kind
    type: str
    strength: Strength
    endings: frozenset[str]
    form: str
    capital: bool


class Pattern:
    """A spelling's targets. `is_plain`: they all take it as it stands, but for capitals.

    `small` and `small_short` are those that take it in lower case.
    """

    __slots__ = (
        "endings",
        "glued",
        "is_plain",
        "length",
        "needs_capital",
        "short",
        "small",
        "small_short",
        "strong",
    )

    def __init__(self, spelling: str, targets: list[Target]) -> None:
        self.length = len(spelling)
        self.glued = proclitics(spelling)
        self.strong = tuple([t for t in targets if t.strength is not Strength.SHORT])
        self.short = tuple([t for t in targets if t.strength is Strength.SHORT])
        self.small = tuple([t for t in self.strong if not t.capital])
        self.small_short = tuple([t for t in self.short if not t.capital])
        self.needs_capital = len(self.small) + len(self.small_short) < len(targets)
        self.endings = targets[0].endings
        self.is_plain = True
        for target in targets:
            if target.endings is not self.endings:
                self.endings |= target.endings
            self.is_plain = self.is_plain and "" in target.endings and not target.form


def patterns_of(entities: Iterable[Entity]) -> Iterator[tuple[str, Pattern]]:
    """Give every spelling, folded, that the entities are looked for under."""
    targets: dict[str, list[Target]] = {}
    for entity in entities:
        for spelling, target in _spellings(entity):
            targets.setdefault(spelling, []).append(target)
    for spelling, meant in targets.items():
        yield spelling, Pattern(spelling, meant)


def _spellings(entity: Entity) -> Iterator[tuple[str, Target]]:
    """Give the spellings under which an entity is looked for, each with its terms."""
    for spelling, (strength, languages, forms) in _listed(entity).items():
        capital = _needs_capital(entity, spelling, forms)
        taking = endings(spelling, languages)
        marks = [fold_but_case(f).strip() for f in forms] if strength is Strength.EXACT else [""]
        for mark in marks:
            target = Target(entity.id, entity.kind, entity.type, strength, taking, mark, capital)
            for form in _forms(entity, strength, spelling):
                yield form, target
            if (stem := cyrillic_stem(spelling, languages)) is not None:
                yield stem[0], target._replace(endings=stem[1])


def _forms(entity: Entity, strength: Strength, spelling: str) -> Iterator[str]:
    """Give a spelling's forms with other articles, or without one where it may go without."""
    for form in article_forms(spelling):
        bare = without_article(form)
        if bare is not None and _may_lose_article(entity, strength, form, bare):
            yield bare
        else:
            yield form
    if (prefixed := with_arabic_preposition(spelling)) is not None:
        yield prefixed


_Listed = dict[str, tuple[Strength, frozenset[str], tuple[str, ...]]]


def _listed(entity: Entity) -> _Listed:
    """Gather an entity's folded names; listed with several strengths, the weakest counts."""
    listed: _Listed = {}
    every = (
        (Strength.NAME, entity.names),
        (Strength.EXACT, entity.exact),
        (Strength.SHORT, entity.short),
    )
    for strength, by_language in every:
        for language, names in by_language.items():
            for name in names:
                spelling = key(name)
                _, languages, forms = listed.get(spelling, (strength, frozenset(), ()))
                listed[spelling] = (strength, languages | {language}, (*forms, name))
    listed.setdefault(key(entity.name), (Strength.NAME, frozenset({"en"}), (entity.name,)))
    listed.pop("", None)
    return listed


def _needs_capital(entity: Entity, spelling: str, forms: tuple[str, ...]) -> bool:
    """Tell whether a name written small is a common word: regions and single words.

    A name that somebody listed in lower case may be written so.
    """
    if entity.kind is not Kind.REGION and " " in spelling:
        return False
    return not any(form == form.lower() for form in forms)


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
