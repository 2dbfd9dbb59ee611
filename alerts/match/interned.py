"""Values as small numbers, each as long as somebody holds it."""

from array import array
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

V = TypeVar("V", bound=Hashable)


class Interned(Generic[V]):
    """The values in use, numbered from 0; a number that came free is given again."""

    def __init__(self) -> None:
        self._numbers: dict[V, int] = {}
        self._values: list[V | None] = []
        self._holders = array("L")
        self._free: list[int] = []
        self.known = self._numbers.get

    def hold(self, value: V) -> int:
        """Give the value's number, kept once more."""
        (number,) = self.hold_all((value,))
        return number

    def hold_all(self, values: Iterable[V]) -> list[int]:
        """Give the numbers of values, all different, each kept once more."""
        get, holders = self._numbers.get, self._holders
        numbers = []
        for value in values:
            number = get(value)
            if number is None:
                number = self._numbered(value)
            holders[number] += 1
            numbers.append(number)
        return numbers

    def is_held_once(self, number: int) -> bool:
        """Tell whether one holder keeps it: told to who held it just now, that it is new."""
        return self._holders[number] == 1

    def __len__(self) -> int:
        """Count the values in use."""
        return len(self._numbers)

    def value(self, number: int) -> V:
        """Give the value of a number in use."""
        value = self._values[number]
        if value is None:
            raise KeyError(number)
        return value

    def release(self, number: int) -> V | None:
        """Keep a number once less; gives its value if that is forgotten now, for the number is free."""
        left = self._holders[number] - 1
        self._holders[number] = left
        if left:
            return None
        value = self.value(number)
        del self._numbers[value]
        self._values[number] = None
        self._free.append(number)
        return value

    def _numbered(self, value: V) -> int:
        if self._free:
            number = self._free.pop()
            self._values[number] = value
        else:
            number = len(self._values)
            self._values.append(value)
            self._holders.append(0)
        self._numbers[value] = number
        return number
