"""Whether a phrase of a rule stands in a text, and where.

Both are folded as names are, so that case, marks, dashes and the letters of kindred scripts make
no difference; and words begin where the resolver lets them begin, after what Arabic and Hebrew glue
to them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from alerts.model.entity import Evidence
from alerts.resolve.fold import Folded, key
from alerts.resolve.spelling import LONGEST_GLUED, proclitics_of_words, with_preposition

# Han, kana, Thai, Lao, Burmese, Khmer: written without spaces, so that any letter ends a word.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U000323af"
_FIRST_UNSPACED = "\u0e00"
_UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")

# Either takes less than a microsecond anew, and a cache of all phrases would be a tenth of the index.
_AT_HAND = 8_192

_Form = tuple[str, frozenset[str]]


@lru_cache(maxsize=_AT_HAND)
def folded_phrase(phrase: str) -> str:
    """Give a phrase as it is looked for."""
    return key(phrase)


@lru_cache(maxsize=_AT_HAND)
def _forms(spelling: str) -> tuple[_Form, ...]:
    """Give the spellings of a folded phrase, each with what may stand glued before it."""
    forms = (spelling, *with_preposition(spelling))
    return tuple((form, proclitics_of_words(form)) for form in forms if form)


def forms_of(spelling: str) -> Iterator[str]:
    """Give the spellings in which a folded phrase may stand in a folded text."""
    return (form for form, _ in _forms(spelling))


def stands_in(phrase: str, other: str) -> bool:
    """Tell whether every text that holds `other` holds `phrase` too, whatever is glued to it."""
    text = folded_phrase(other)
    spelling = folded_phrase(phrase)
    if not any(form in text for form in forms_of(spelling)):  # nearly always, and quickly told
        return False
    held = (*(f"{before}{text}" for before in proclitics_of_words(text)), *with_preposition(text))
    return all(next(places_of(spelling, Folded(text)), None) is not None for text in held)


def places_of(spelling: str, folded: Folded) -> Iterator[tuple[int, int]]:
    """Give where a folded phrase stands in a folded text, in the order of its forms."""
    text = folded.text
    for form, glued in _forms(spelling):
        start = text.find(form)
        while start >= 0:
            end = start + len(form)
            if _begins(folded, start, glued) and _ends(folded, end):
                yield start, end
            start = text.find(form, start + 1)


def evidence_of(phrase: str, field: str, folded: Folded) -> Evidence | None:
    """Give the first place of a phrase, in code points of the original."""
    place = min(places_of(folded_phrase(phrase), folded), default=None)
    if place is None:
        return None
    start, end = folded.span(*place)
    return Evidence(field, start, end, folded.original[start:end])


def _begins(folded: Folded, start: int, glued: frozenset[str]) -> bool:
    text = folded.text
    if not start or not (text[start - 1].isalnum() and text[start].isalnum()):
        return True
    if _is_unspaced(text[start]) or start in folded.cuts():
        return True
    at = start
    while at and start - at <= LONGEST_GLUED and text[at - 1].isalnum():
        at -= 1
    return text[at:start] in glued


def _ends(folded: Folded, end: int) -> bool:
    text = folded.text
    if end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()):
        return True
    return _is_unspaced(text[end - 1]) or end in folded.cuts()


def _is_unspaced(letter: str) -> bool:
    return letter >= _FIRST_UNSPACED and _UNSPACED_LETTER.match(letter) is not None
