"""Words to compare a text's words with: listed whole, or by their beginnings."""

import re
from functools import lru_cache

from alerts.resolve.fold import fold
from alerts.resolve.spelling import is_arabic

_GLUED = re.compile("[وف]?[بلك]?(?:ال|لل)?")
_KNOWN = 1024


class Words:
    """A list of words, a star standing for any ending; folded here, and compared folded."""

    def __init__(self, listed: str) -> None:
        words = fold(listed).split()
        self._whole = frozenset(word for word in words if not word.endswith("*"))
        self._begun = tuple(sorted({w.removesuffix("*") for w in words if w.endswith("*")}))
        self._known = lru_cache(maxsize=_KNOWN)(self._find)  # beside names the same words recur

    def have(self, word: str) -> bool:
        """Tell whether a folded word is listed, also with what Arabic glues before it."""
        return self._known(word)

    def _find(self, word: str) -> bool:
        if word in self._whole or word.startswith(self._begun):
            return True
        if not is_arabic(word):
            return False
        glued = _GLUED.match(word)
        bare = word[glued.end() :] if glued else word
        return bare in self._whole or bare.startswith(self._begun)
