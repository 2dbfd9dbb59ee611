"""Values as small numbers, so that three of them make one 64-bit key.

A number is given once and never taken back: rules name entities of the gazetteer, whose
number is bounded, and a freed number would need every key that holds it to be found.
"""

from typing import Final

ANY: Final = 0  # no value has this number: it stands for "whatever the report names"
BITS: Final = 21  # three fit into a signed 64-bit integer
_MOST: Final = (1 << BITS) - 1


class Numbering:
    """The numbers of one kind's values, counted from 1 in the order of their first use."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.known = self._numbers.get

    def __len__(self) -> int:
        """Count the values that have a number."""
        return len(self._numbers)

    def number(self, value: str) -> int:
        """Give the value's number; a new value gets the next one."""
        number = self._numbers.get(value)
        if number is None:
            number = len(self._numbers) + 1
            if number > _MOST:
                raise OverflowError(f"more than {_MOST} values of one kind")
            self._numbers[value] = number
        return number
