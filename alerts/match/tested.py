"""The conjunctions that test one attribute, by the numbers of the values they name."""

from collections.abc import Iterable

from pyroaring import BitMap

from alerts.match.postings import Posting, Postings, united
from alerts.match.vocabulary import Numbers, Said


class Tested:
    """Conjunctions that ask an attribute for one of their values, or, `denied`, for none."""

    def __init__(self, *, denied: bool) -> None:
        self._denied = denied
        self._all = BitMap()
        self._postings = Postings[int]()

    def add(self, conjunction: int, values: Iterable[int]) -> None:
        """Put a conjunction, which is not here, under its values."""
        self._all.add(conjunction)
        self._postings.put(values, conjunction)

    def remove(self, conjunction: int, values: Iterable[int]) -> None:
        """Take a conjunction out, which is here under these values."""
        self._all.remove(conjunction)
        self._postings.take(values, conjunction)

    def among(self, met: BitMap) -> BitMap:
        """Give those of some conjunctions that test this attribute."""
        return met & self._all

    def failed(self, testing: BitMap, said: Said) -> BitMap:
        """Give those of some, all of which test it, that fail by what a report says."""
        if not self._denied:
            return self._without(testing, said.values)
        if said.barring is None:
            return testing
        return testing - self._without(testing, said.barring)

    def _without(self, testing: BitMap, values: Numbers) -> BitMap:
        """Give those that have none of these values: with each value fewer are left to look at."""
        few: list[Posting] = []
        left = testing
        for value in values:
            posting = self._postings.get(value)
            if isinstance(posting, BitMap):
                left = left - posting
            elif posting is not None:
                few.append(posting)
        return left - united(few) if few else left


class Finding:
    """Conjunctions that are found by one of their values, for they name nothing of a core."""

    def __init__(self) -> None:
        self._postings = Postings[int]()

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._postings)

    def add(self, conjunction: int, values: Iterable[int]) -> None:
        """Put a conjunction under its values."""
        self._postings.put(values, conjunction)

    def remove(self, conjunction: int, values: Iterable[int]) -> None:
        """Take a conjunction out, which is here under these values."""
        self._postings.take(values, conjunction)

    def found(self, values: Numbers) -> list[Posting]:
        """Give those that name one of these values."""
        get = self._postings.get
        return [posting for value in values if (posting := get(value)) is not None]
