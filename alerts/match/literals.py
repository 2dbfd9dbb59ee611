"""Literals as small numbers, each as long as somebody asks it.

A million rules ask a few thousand different things. Numbered, what a conjunction asks is a few
packed bytes, and one that several ask is answered once a report.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import Final

from alerts.match.checks import Check, check_of
from alerts.match.normal import Literal

Asked = bytes
NONE: Final[Asked] = b""
_TYPE: Final = "I"


class Literals:
    """The literals in use, with the look-ups that answer them."""

    def __init__(self) -> None:
        self._numbers: dict[Literal, int] = {}
        self._literals: list[Literal | None] = []
        self._checks: list[Check | None] = []
        self._holders = array("L")
        self._free: list[int] = []

    def hold(self, literals: Iterable[Literal]) -> Asked:
        """Give literals that one more asks now as numbers: the same ones always alike."""
        numbers = {self._number(literal) for literal in literals}
        for number in numbers:
            self._holders[number] += 1
        return array(_TYPE, sorted(numbers)).tobytes()

    def release(self, asked: Asked) -> None:
        """Forget those that nobody else asks."""
        for number in array(_TYPE, asked):
            self._holders[number] -= 1
            if not self._holders[number]:
                literal = self._literals[number]
                if literal is not None:
                    del self._numbers[literal]
                self._literals[number] = self._checks[number] = None
                self._free.append(number)

    def literal(self, number: int) -> Literal:
        """Give the literal of a number in use."""
        literal = self._literals[number]
        if literal is None:
            raise KeyError(number)
        return literal

    def checks(self, asked: Asked) -> Iterator[tuple[int, bool, Check | None]]:
        """Give each number, whether it stands under `not`, and its look-up if it has one."""
        for number in array(_TYPE, asked):
            yield number, self.literal(number).negated, self._checks[number]

    def _number(self, literal: Literal) -> int:
        number = self._numbers.get(literal)
        if number is not None:
            return number
        if self._free:
            number = self._free.pop()
            self._literals[number] = literal
            self._checks[number] = check_of(literal)
        else:
            number = len(self._literals)
            self._literals.append(literal)
            self._checks.append(check_of(literal))
            self._holders.append(0)
        self._numbers[literal] = number
        return number
