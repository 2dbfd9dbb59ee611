"""The values that conjunctions ask for, in numbers, and which of them a report has.

Of most attributes a report tells its values. Of its words it is the other way about: it is told
which of the phrases that are asked for stand in its text.
"""

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from alerts.match.interned import Interned
from alerts.match.phrasebook import Phrasebook
from alerts.match.seen import Attribute, Seen

Numbers = Collection[int]

_WORDS: Final = Attribute.WORDS  # for to look a member up in its enumeration is a call


class Said(NamedTuple):
    """What a report says of an attribute: `Told`, in the numbers of values that are asked for."""

    values: Numbers
    barring: Numbers | None


class Vocabulary:
    """Values by attribute, each as long as a conjunction asks for it."""

    def __init__(self) -> None:
        self._values = {attribute: Interned[str]() for attribute in Attribute}
        self._phrasebook = Phrasebook(self._values[Attribute.WORDS].value)

    def hold(self, attribute: Attribute, values: Iterable[str]) -> list[int]:
        """Give the values' numbers, each of which is kept once more."""
        held = self._values[attribute]
        numbers = held.hold_all(values)
        if attribute is _WORDS:
            for number in filter(held.is_held_once, numbers):
                self._phrasebook.add(number)
        return numbers

    def release(self, attribute: Attribute, numbers: Iterable[int]) -> None:
        """Keep these numbers once less."""
        release = self._values[attribute].release
        for number in numbers:
            value = release(number)
            if value is not None and attribute is _WORDS:
                self._phrasebook.discard(number, value)

    def said(self, attribute: Attribute, seen: Seen) -> Said:
        """Give which of the values a report has."""
        if attribute is _WORDS:
            return self._worded(seen)
        told = seen.told(attribute)
        values = self._numbers(attribute, told.values)
        if told.barring is None or told.barring is told.values:
            return Said(values, None if told.barring is None else values)
        return Said(values, self._numbers(attribute, told.barring))

    def _worded(self, seen: Seen) -> Said:
        texts = tuple(seen.texts())
        found = self._phrasebook.found(texts)
        return Said(found, found if texts else None)

    def _numbers(self, attribute: Attribute, values: Iterable[str]) -> Numbers:
        known = self._values[attribute].known
        return [number for value in values if (number := known(value)) is not None]
