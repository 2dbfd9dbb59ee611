"""The values that conjunctions ask for, in numbers, and which of them a report has.

Of most attributes a report tells its values. Of its words and its place it is the other way about:
which of the phrases stand in the text, and which of the circles and areas the place is in.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from alerts.match.atlas import Atlas
from alerts.match.checks import Value
from alerts.match.interned import Interned
from alerts.match.phrasebook import Phrasebook
from alerts.match.seen import NOTHING, Attribute, Seen, Told

Numbers = Collection[int]


class Said(NamedTuple):
    """What a report says of an attribute: `Told`, in the numbers of values that are asked for."""

    values: Numbers
    barring: Numbers | None


class Vocabulary:
    """Values by attribute, each as long as a conjunction asks for it."""

    def __init__(self) -> None:
        self._values = {attribute: Interned[Value]() for attribute in Attribute}
        self._phrasebook = Phrasebook()
        self._atlas = Atlas()

    def hold(self, attribute: Attribute, values: Iterable[Value]) -> list[int]:
        """Give the values' numbers, each of which is kept once more."""
        of_attribute = self._values[attribute]
        numbers = []
        for value in values:
            number = of_attribute.number(value)
            numbers.append(number)
            if not of_attribute.hold(number):
                continue
            if attribute is Attribute.WORDS and isinstance(value, str):
                self._phrasebook.add((value,))
            elif attribute is Attribute.PLACE and not isinstance(value, str):
                self._atlas.add(number, value)
        return numbers

    def release(self, attribute: Attribute, numbers: Iterable[int]) -> None:
        """Keep these numbers once less."""
        of_attribute = self._values[attribute]
        for number in numbers:
            value = of_attribute.value(number)
            if not of_attribute.release(number):
                continue
            if attribute is Attribute.WORDS and isinstance(value, str):
                self._phrasebook.discard((value,))
            elif attribute is Attribute.PLACE:
                self._atlas.discard(number)

    def said(self, attribute: Attribute, seen: Seen) -> Said:
        """Give which of the values a report has."""
        if attribute is Attribute.PLACE:
            return Said(self._atlas.found(seen), None)
        told = self._worded(seen) if attribute is Attribute.WORDS else seen.told(attribute)
        values = self._numbers(attribute, told.values)
        if told.barring is None or told.barring is told.values:
            return Said(values, None if told.barring is None else values)
        return Said(values, self._numbers(attribute, told.barring))

    def _worded(self, seen: Seen) -> Told:
        texts = tuple(seen.texts())
        if not texts:
            return NOTHING
        found = self._phrasebook.found(texts)
        return Told(found, found)

    def _numbers(self, attribute: Attribute, values: Iterable[str]) -> Numbers:
        known = self._values[attribute].known
        return [number for value in values if (number := known(value)) is not None]
