"""The conjunctions that test one attribute, by each value they name."""

from collections.abc import Iterable

from pyroaring import BitMap

from alerts.match.interned import Interned
from alerts.match.postings import Posting, united, with_number, without_number
from alerts.match.seen import Told, Value


class Tested:
    """Conjunctions that ask an attribute for one of their values, or, `denied`, for none.

    A conjunction is here with its values' numbers in `values`.
    """

    def __init__(self, *, denied: bool) -> None:
        self.values = Interned[Value]()
        self._denied = denied
        self._all = BitMap()
        self._postings: list[Posting | None] = []

    def add(self, conjunction: int, numbers: Iterable[int]) -> None:
        """Put a conjunction, which is not here, under its values."""
        self._all.add(conjunction)
        for number in numbers:
            self.values.hold(number)
            if number >= len(self._postings):
                self._postings += [None] * (number + 1 - len(self._postings))
            held = self._postings[number]
            self._postings[number] = conjunction if held is None else with_number(held, conjunction)

    def remove(self, conjunction: int, numbers: Iterable[int]) -> None:
        """Take a conjunction out, which is here under these values."""
        self._all.remove(conjunction)
        for number in numbers:
            held = self._postings[number]
            if held is not None:
                self._postings[number] = without_number(held, conjunction)
            self.values.release(number)

    def failed(self, met: BitMap, told: Told) -> BitMap:
        """Give those of some, all of which test it, that fail by what a report says."""
        if not self._denied:
            return met - self.having(met, told.values)
        return met if told.barring is None else self.having(met, told.barring)

    def among(self, met: BitMap) -> BitMap:
        """Give those of some conjunctions that test this attribute."""
        return met & self._all

    def having(self, met: BitMap, values: Iterable[Value]) -> BitMap:
        """Give those of some conjunctions that name one of these values."""
        few: list[Posting] = []
        found = BitMap()
        known, postings = self.values.known, self._postings
        for value in values:
            number = known(value)
            posting = None if number is None else postings[number]
            if isinstance(posting, BitMap):
                found |= posting & met
            elif posting is not None:
                few.append(posting)
        if few:
            found |= united(few) & met
        return found
