"""Names that look like what a person typed: for search and for suggestions, never for matching.

Comparing with every name takes a tenth of a second and more; so only the names that share
the rarest beginnings and trigrams with the query are compared.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import islice

from rapidfuzz import fuzz, process

_GRAM = 3
_COMPARED = 300  # candidates scored; measured: the right one is almost always among the first 50
_PREFIXES = 50
_LIKE_ENOUGH = 60.0


class NameSearch:
    """An index of folded names by their trigrams; each word begins with a space."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(names)
        self._holding: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, name in enumerate(self._names):
            for gram in _grams(name):
                self._holding[gram].append(number)

    def like(self, wanted: str, bare: str | None = None) -> Iterator[str]:
        """Give names from best to worst: those that begin so, then those that look alike.

        `bare` is the query without its article, if it has one.
        """
        if not wanted:
            return
        given: set[str] = set()
        for query in filter(None, (wanted, bare)):
            for name in self._beginning(query):
                if name not in given:
                    given.add(name)
                    yield name
        for name in self._alike(bare or wanted):
            if name not in given:
                yield name

    def _beginning(self, prefix: str) -> list[str]:
        first = bisect_left(self._names, prefix)
        found = islice(self._names, first, first + _PREFIXES)
        return sorted((n for n in found if n.startswith(prefix)), key=len)

    def _alike(self, wanted: str) -> list[str]:
        counts: Counter[int] = Counter()
        for gram in _grams(wanted):
            counts.update(self._holding.get(gram, ()))
        shared = [self._names[number] for number, _ in counts.most_common(_COMPARED)]
        scored = process.extract(
            wanted, shared, scorer=fuzz.WRatio, score_cutoff=_LIKE_ENOUGH, limit=_PREFIXES
        )
        return [name for name, _, _ in scored]


def _grams(name: str) -> AbstractSet[str]:
    """Give the trigrams of a name, and the beginnings of its words in pairs."""
    padded = f" {name.replace(' ', '  ')} "
    grams = {padded[i : i + _GRAM] for i in range(len(padded) - _GRAM + 1)}
    return grams | {padded[i : i + 2] for i in range(len(padded) - 1) if padded[i] == " "}
