"""One pass over a text for every name there is, in any language.

The automaton finds letters; what makes them a name is where the word begins and ends, and
languages differ in what they glue to it. So every hit is judged at both its ends, and for
names that are also words, by its capitals.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import ahocorasick

from alerts.model.entity import Entity, Kind
from alerts.resolve.fold import Folded, fold_but_case, key
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.letters import APOSTROPHES
from alerts.resolve.spelling import (
    ARTICLES,
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

    `endings` are those the spelling may or must (where "" is missing) take. `form` is the
    spelling with its case, for exact ones. `capital`: an all-lower-case word is not meant.
    """

    entity: str
    kind: Kind
    strength: Strength
    endings: frozenset[str]
    form: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A spelling found: where in the folded text, and what it may mean there."""

    start: int
    end: int
    targets: tuple[Target, ...]


_Pattern = tuple[int, frozenset[str], tuple[Target, ...]]  # length, proclitics, targets
_LONGEST_ENDING = 6
_LONGEST_GLUED = 4


class NameScan:
    """The automaton over all names of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        patterns: dict[str, list[Target]] = {}
        for entity in gazetteer.entities():
            for spelling, target in _spellings(entity):
                patterns.setdefault(spelling, []).append(target)
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_ANY)
        for spelling, targets in patterns.items():
            pattern: _Pattern = (len(spelling), proclitics(spelling), tuple(targets))
            self._automaton.add_word(spelling, pattern)
        self._automaton.make_automaton()
        self._is_empty = not patterns

    def hits(self, folded: Folded, told: frozenset[Kind] = frozenset()) -> Iterator[Hit]:
        """Give every name in a text, overlapping ones too, in order of their ends.

        Of the kinds that the producer told, facilities are not looked for: the place in the
        name of one is a place still. Others are: the place in an actor's name is none.
        """
        if self._is_empty:
            return
        text = folded.text
        size = len(text)
        found: tuple[int, _Pattern]
        for found in self._automaton.iter(text):
            last, (length, glued, targets) = found
            start, end = last + 1 - length, last + 1
            # The commonest false hit is a piece of a longer word: turn it away first.
            if start and text[start - 1].isalnum() and not _begins(folded, start, glued):
                continue
            rest = _rest(text, end) if end < size and text[end].isalnum() else ""
            hit = _judged(folded, start, end, rest, targets)
            if hit is not None and not (without and _is_only(hit, without)):
                yield hit


def _begins(folded: Folded, start: int, glued: frozenset[str]) -> bool:
    """Tell whether a word begins at a letter that has a letter before it."""
    text = folded.text
    if len(glued) > 1:
        limit = max(0, start - _LONGEST_GLUED - 1)
        at = start
        while at > limit and text[at - 1].isalnum():
            at -= 1
        if text[at:start] in glued:
            return True
    return _has_apostrophe(folded.between(start))


def _rest(text: str, end: int) -> str:
    """Give the letters that follow a hit without a break."""
    limit = min(len(text), end + _LONGEST_ENDING + 1)
    at = end
    while at < limit and text[at].isalnum():
        at += 1
    return text[end:at]


def _judged(
    folded: Folded, start: int, end: int, rest: str, targets: tuple[Target, ...]
) -> Hit | None:
    taken = [t for t in targets if rest in t.endings]
    if taken:
        end += len(rest)
    elif rest and len(rest) <= _LONGEST_ENDING and _has_apostrophe(folded.between(end)):
        taken = [t for t in targets if "" in t.endings]
    if not taken:
        return None
    first, last = folded.span(start, end)
    written = folded.original[first:last]
    meant = tuple(t for t in taken if _is_cased(written, t, rest))
    if not meant:
        return None
    return Hit(start, end, meant)


def _is_cased(written: str, target: Target, rest: str) -> bool:
    if target.form:
        cased = fold_but_case(written)
        return cased == target.form or cased == target.form + rest
    return not (target.capital and written.islower())


def with_article(text: str, start: int) -> int:
    """Take the article before a name in folded text into its evidence."""
    if start < 3 or text[start - 1] != " ":  # noqa: PLR2004 - the shortest article and its space
        return start
    word_start = text.rfind(" ", max(0, start - 6), start - 1) + 1
    word = text[word_start : start - 1]
    is_article = word in ARTICLES and (word_start == 0 or text[word_start - 1] == " ")
    return word_start if is_article else start


def _has_apostrophe(dropped: str) -> bool:
    return any(c in APOSTROPHES for c in dropped)


def _spellings(entity: Entity) -> Iterator[tuple[str, Target]]:
    """Give the spellings under which an entity is looked for, each with its terms."""
    for spelling, (strength, languages, forms) in _listed(entity).items():
        capital = strength is not Strength.SHORT and _needs_capital(entity, spelling, forms)
        marks = [fold_but_case(f).strip() for f in forms] if strength is Strength.EXACT else [""]
        make = _maker(entity, strength, marks, capital)
        usual = endings(spelling, languages)
        for form in article_forms(spelling):
            yield from make(form, usual)
            bare = without_article(form)
            if bare is not None and _may_lose_article(entity, strength, form, bare):
                yield from make(bare, usual)
        if (prefixed := with_arabic_preposition(spelling)) is not None:
            yield from make(prefixed, usual)
        if (stem := cyrillic_stem(spelling, languages)) is not None:
            yield from make(*stem)


def _maker(
    entity: Entity, strength: Strength, marks: list[str], capital: bool
) -> Callable[[str, frozenset[str]], Iterator[tuple[str, Target]]]:
    def make(spelling: str, taking: frozenset[str]) -> Iterator[tuple[str, Target]]:
        for mark in marks:
            yield spelling, Target(entity.id, entity.kind, strength, taking, mark, capital)

    return make


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
