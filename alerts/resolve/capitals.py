"""Names told from words by their capital alone, where a sentence gives every word one.

"Shell" is the company within a sentence; at its beginning it may be what was fired, and only
what stands by it tells: a firm reports, signs and earns. "Shells" are never the company.
"""

import re

from alerts.resolve.fold import Folded
from alerts.resolve.patterns import Target
from alerts.resolve.roles.lexicon import BUSINESS, LEXICON, SAY

_OPENING = re.compile(r"(?:^|[.!?:;\n\r|\u2022\u2013\u2014-])[\s\"'«“(]*$")
_WORD = re.compile(r"\w+")
_BEFORE = 12  # code points that hold the end of the last sentence
_AFTER = 60  # letters that hold what a firm does
_MOST_WORDS = 6


def opens_as_a_word(folded: Folded, start: int, end: int, target: Target) -> bool:
    """Tell whether a name that has but its capital opens a sentence, and nothing else tells."""
    if not target.form.istitle() or " " in target.form:
        return False
    if end - start > len(target.form):
        return True  # the plural
    first, _ = folded.span(start, end)
    if not _OPENING.search(folded.original[max(0, first - _BEFORE) : first]):
        return False
    following = _WORD.findall(folded.text[end : end + _AFTER])[:_MOST_WORDS]
    return not any(LEXICON[word].bits & (BUSINESS | SAY) for word in following)
