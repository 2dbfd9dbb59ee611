"""Values as small numbers, so that three of them make one 64-bit key.

A number is given once and never taken back: rules name entities of the gazetteer, whose
number is bounded, and a freed number would need every key that holds it to be found.
"""

from typing import Final

ANY: Final = 0  # no value has this number: it stands for "whatever the report names"


class Numbering:
    """The numbers of one kind's values, counted from 1 in the order of their first use.

    They are given as a part of a key, which lies `shift` bits up in it and is `bits` wide.
    """

    def __init__(self, shift: int, bits: int) -> None:
        self._shift = shift
        self._most = (1 << bits) - 1
        self._parts: dict[str, int] = {}
        self.known = self._parts.get

    def part(self, value: str) -> int:
        """Give the part of a key that a value makes; a new value gets the next number."""
        part = self._parts.get(value)
        if part is None:
            number = len(self._parts) + 1
            if number > self._most:
                raise OverflowError(f"more than {self._most} values of one kind")
            part = self._parts[value] = number << self._shift
        return part
