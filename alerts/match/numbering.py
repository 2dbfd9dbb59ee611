"""Values as small numbers, so that three of them make one 64-bit key.

A number is given once and never taken back: rules name entities of the gazetteer, whose
number is bounded, and a freed number would need every key that holds it to be found.

A dict looks for a key first where its lowest bits say, and then goes on by the higher ones, five at a
time. Were a kind's numbers to lie side by side in a key, all keys of one actor would begin to look
at the same place: at a million keys that takes five looks, each of which may wait for memory. So
the bits of the three kinds are dealt out in turn, and it takes less than two.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

ANY: Final = 0  # no value has this number: it stands for "whatever the report names"


class Piece(NamedTuple):
    """Some bits of a number, as many as the mask has: the lowest there, and where it lies in a key."""

    mask: int
    low: int
    at: int


class Field:
    """Which bits of a key are a kind's."""

    def __init__(self, bits: Sequence[int], at: Sequence[int]) -> None:
        lows = accumulate(bits, initial=0)
        masks = [(1 << count) - 1 for count in bits]
        self._pieces = [Piece(*each) for each in zip(masks, lows, at, strict=False)]
        self.lowest = at[0]
        self.most = (1 << sum(bits)) - 1
        self.mask = self.part(self.most)

    def part(self, number: int) -> int:
        """Give the part of a key that a number makes."""
        part = 0
        for mask, low, at in self._pieces:
            part |= (number >> low & mask) << at
        return part

    def number(self, key: int) -> int:
        """Give the number that made this part of a key."""
        number = 0
        for mask, low, at in self._pieces:
            number |= (key >> at & mask) << low
        return number


# Of actors, facilities and places, in turn: a quarter of a million, a million, four million; and no
# key so large that Python keeps it in more than 32 bytes.
_DEALT: Final = ((5, 7, 10), (4, 6, 7), (9, 7, 5))
_FLAT: Final = [bits for turn in _DEALT for bits in turn]
_AT: Final = list(accumulate(_FLAT, initial=0))
ACTOR, FACILITY, PLACE = (Field(_FLAT[kind::3], _AT[kind:-1:3]) for kind in range(3))


class Numbering(dict[str, int]):
    """The numbers of one kind's values, counted from 1 in the order of their first use.

    They are given as a part of a key; a value that is looked up gets the next one if it has none.
    """

    def __init__(self, field: Field, most: int) -> None:
        super().__init__()
        self._field = field
        self._most = most

    def __missing__(self, value: str) -> int:
        """Give a new value its part."""
        number = len(self) + 1
        if number > self._most:
            raise OverflowError(f"more than {self._most} values of one kind")
        self[value] = part = self._field.part(number)
        return part
