"""The conjunctions that test one attribute, by each value they name."""

from collections.abc import Iterable

from pyroaring import BitMap

from alerts.match.postings import Posting, united, with_number, without_number
from alerts.match.seen import Told, Value


class Tested:
    """Conjunctions that ask an attribute for one of their values, or, `denied`, for none."""

    def __init__(self, *, denied: bool) -> None:
        self._denied = denied
        self._all = BitMap()
        self._by_value: dict[Value, Posting] = {}

    def add(self, number: int, values: Iterable[Value]) -> None:
        """Put a conjunction, which is not here, under its values."""
        self._all.add(number)
        for value in values:
            held = self._by_value.get(value)
            self._by_value[value] = number if held is None else with_number(held, number)

    def remove(self, number: int, values: Iterable[Value]) -> None:
        """Take a conjunction out, which is here under these values."""
        self._all.remove(number)
        for value in values:
            left = without_number(self._by_value[value], number)
            if left is None:
                del self._by_value[value]
            else:
                self._by_value[value] = left

    def testing(self, numbers: BitMap) -> BitMap:
        """Give those of some numbers that test this attribute."""
        return numbers & self._all

    def failed(self, testing: BitMap, told: Told) -> BitMap:
        """Give those of some that test it which a report fails."""
        if not self._denied:
            return testing - self.having(testing, told.values)
        return testing if told.barring is None else self.having(testing, told.barring)

    def having(self, among: BitMap, values: Iterable[Value]) -> BitMap:
        """Give those of some that name one of these values."""
        few: list[Posting] = []
        found = BitMap()
        for value in values:
            posting = self._by_value.get(value)
            if isinstance(posting, BitMap):
                found |= posting & among
            elif posting is not None:
                few.append(posting)
        if few:
            found |= united(few) & among
        return found
