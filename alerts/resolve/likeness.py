"""Names that look like what a person typed: for search and for suggestions, never for matching.

Comparing with every name takes a tenth of a second and more; so only the names that begin with
the same letter and are as long, and those that share the most beginnings and trigrams with the
query, are compared. Of names that begin as typed,
short ones come first, and those of entities that go by many names: people spell in many ways
what they watch.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from heapq import nsmallest
from itertools import zip_longest
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from alerts.model.entity import Kind
from alerts.resolve.spelling import without_article

_GRAM = 3
_COMPARED = 300  # candidates scored; measured: the right one is almost always among the first 50
_COUNTED = 40_000  # entries of trigrams; the rarest go first, and tell nearly all
_PREFIXES = 200
_ALIKE = 50
_MANY_NAMES = 15  # what goes by more is not better known, only easier to misspell
_LETTERS_A_NAME = 2
_LIKE_ENOUGH = 60.0
_TWO_SLIPS_FROM = 5  # letters; of shorter names two slips make any other
_BITS = {kind: 1 << place for place, kind in enumerate(Kind)}
_ANY = sum(_BITS.values())
_AFTER_ALL = "\U0010ffff"


class Known(NamedTuple):
    """What an entity is, and how many names it goes by."""

    kind: Kind
    names: int


class NameSearch:
    """An index of folded names by their beginnings and trigrams; each word begins with a space."""

    def __init__(self, meant: Mapping[str, Collection[str]], known: Mapping[str, Known]) -> None:
        """Take each folded name with the ids that it means, and what is known of each id."""
        self._names: list[str] = []
        self._kinds = array("B")
        self._ranks = array("q")  # less is better
        self._holding: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        begun: list[str] = []
        begins = array("I")
        weights = {i: (_BITS[kind], min(names, _MANY_NAMES)) for i, (kind, names) in known.items()}
        for number, (name, ids) in enumerate(meant.items()):
            bits = most = 0
            for entity in ids:
                bit, names = weights[entity]
                bits |= bit
                most = max(most, names)
            self._names.append(name)
            self._kinds.append(bits)
            self._ranks.append(len(name) - _LETTERS_A_NAME * most)
            begun.append(name)
            begins.append(number)
            bare = without_article(name)
            if bare is not None:
                begun.append(bare)
                begins.append(number)
            for gram in _grams(name):
                self._holding[gram].append(number)
        order = sorted(range(len(begun)), key=begun.__getitem__)
        self._beginnings = [begun[i] for i in order]
        self._begun = array("I", [begins[i] for i in order])

    def like(self, wanted: str, kind: Kind | None) -> Iterator[str]:
        """Give names of a kind from best to worst: those that begin so, then those that look alike."""
        if not wanted:
            return
        bits = _BITS[kind] if kind else _ANY
        bare = without_article(wanted)
        given: set[str] = set()
        for query in filter(None, (wanted, bare)):
            for name in self._beginning(query, bits):
                if name not in given:
                    given.add(name)
                    yield name
        pairs = zip_longest(self._near(bare or wanted, bits), self._alike(bare or wanted, bits))
        for name in (name for pair in pairs for name in pair):
            if name is not None and name not in given:
                given.add(name)
                yield name

    def _beginning(self, prefix: str, bits: int) -> list[str]:
        first = bisect_left(self._beginnings, prefix)
        after = bisect_left(self._beginnings, prefix + _AFTER_ALL)
        found = {n for n in self._begun[first:after] if self._kinds[n] & bits}
        return [self._names[n] for n in nsmallest(_PREFIXES, found, key=self._ranks.__getitem__)]

    def _near(self, wanted: str, bits: int) -> list[str]:
        """Give names that a slip or two make of each other: short ones share no trigram then.

        The first letter is right: it nearly always is, and leaves few to compare.
        """
        slips = 1 if len(wanted) < _TWO_SLIPS_FROM else 2
        first = bisect_left(self._beginnings, wanted[0])
        after = bisect_left(self._beginnings, wanted[0] + _AFTER_ALL)
        numbers = [
            n
            for n in dict.fromkeys(self._begun[first:after])
            if self._kinds[n] & bits and abs(len(self._names[n]) - len(wanted)) <= slips
        ]
        found = process.extract_iter(
            wanted, [self._names[n] for n in numbers], scorer=OSA.distance, score_cutoff=slips
        )
        ranked = sorted((distance, self._ranks[numbers[at]], name) for name, distance, at in found)
        return [name for _, _, name in ranked[:_ALIKE]]

    def _alike(self, wanted: str, bits: int) -> list[str]:
        counts: Counter[int] = Counter()
        counted = 0
        for held in sorted((self._holding.get(gram, ()) for gram in _grams(wanted)), key=len):
            counted += len(held)
            if counted > _COUNTED and counts:
                break
            counts.update(held)
        if bits != _ANY:
            counts = Counter({n: c for n, c in counts.items() if self._kinds[n] & bits})
        shared = [self._names[number] for number, _ in counts.most_common(_COMPARED)]
        scored = process.extract(
            wanted, shared, scorer=fuzz.WRatio, score_cutoff=_LIKE_ENOUGH, limit=_ALIKE
        )
        return [name for name, _, _ in scored]


def _grams(name: str) -> AbstractSet[str]:
    """Give the trigrams of a name, and the beginnings of its words in pairs."""
    padded = f" {name.replace(' ', '  ')} "
    grams = {padded[i : i + _GRAM] for i in range(len(padded) - _GRAM + 1)}
    grams |= {padded[i : i + 2] for i in range(len(padded) - 1) if padded[i] == " "}
    return grams - {"  "}  # which tells only that there are several words
