"""What conjunctions ask beyond their core, answered for all of them at once.

Each attribute is asked of a report only if a conjunction whose core is met tests it, and then the
conjunctions that fail are taken off as a set. What no look-up answers is asked last, once for all
that ask the same. A conjunction without a core is found here, by the rarest thing it
asks for; a report that says nothing of that never meets it.

What a conjunction asks is kept in a row, to be taken out again: for each look-up its code and how
many values it has, then the values' numbers; and likewise that there is something left open. Of half
of them it is one value of one attribute, which needs no row: code and number make one number.
"""

from array import array
from collections.abc import Sequence
from typing import Final

from pyroaring import BitMap

from alerts.match.left_open import LeftOpen
from alerts.match.lookups import ATTRIBUTES, DENIED, FINDING, LEFT_OPEN, WAYS, Lookups
from alerts.match.postings import Posting, united
from alerts.match.records import Records
from alerts.match.seen import Seen
from alerts.match.tested import Finding, Tested
from alerts.match.vocabulary import Said, Vocabulary

_TYPE: Final = "I"
_SHIFT: Final = 24  # a code above, and below it how many numbers follow
_COUNT: Final = (1 << _SHIFT) - 1
_ALONE: Final = 1 << 31  # with a code and a number in the place of where a row lies


class Residuals:
    """The conjunctions that ask more than their core, by number."""

    def __init__(self) -> None:
        self._rows = Records(_TYPE)
        self._vocabulary = Vocabulary()
        self._columns: dict[int, Tested | Finding] = {}  # by code
        self._tested: dict[int, Tested] = {}  # of them, in order
        self._finding: dict[int, Finding] = {}
        self._left_open = LeftOpen()

    def add(self, number: int, lookups: Lookups) -> int:
        """Put what a conjunction asks under its number; gives what takes it out again."""
        row: list[int] = []
        for code, (attribute, values, _) in lookups.checks.items():
            numbers = self._vocabulary.hold(attribute, values)
            row.append(code << _SHIFT | len(numbers))
            row += numbers
            column = self._columns.get(code)
            if column is None:
                column = self._new_column(code)
            column.add(number, numbers)
        if lookups.left_open:
            row.append(LEFT_OPEN << _SHIFT)
            self._left_open.add(number, lookups.left_open)
        if len(row) == 2 and row[1] <= _COUNT:  # noqa: PLR2004 - a look-up and its one value
            look_up, value = row
            return _ALONE | look_up & ~_COUNT | value
        return self._rows.put(array(_TYPE, row))

    def remove(self, number: int, added: int) -> None:
        """Take out the conjunction of this number, for which `added` was given."""
        if added & _ALONE:
            self._remove(number, (added ^ _ALONE) >> _SHIFT, (added & _COUNT,))
            return
        row = self._rows.take(added)
        at, end = 0, len(row)
        while at < end:
            code, size = row[at] >> _SHIFT, row[at] & _COUNT
            numbers = row[at + 1 : at + 1 + size]
            at += 1 + size
            if code == LEFT_OPEN:
                self._left_open.remove(number)
            else:
                self._remove(number, code, numbers)

    def sifted(self, joined: list[Posting], seen: Seen) -> BitMap:
        """Give those of `joined`, whose core is met, that a report meets, and those without one."""
        met = self._looked_up(joined, seen) if self._columns else united(joined)
        if self._left_open:
            met -= self._left_open.failed(met, seen)
        return met

    def _looked_up(self, joined: list[Posting], seen: Seen) -> BitMap:
        said = _Answers(seen, self._vocabulary)
        for code, finding in self._finding.items():
            if finding:
                joined += finding.found(said.of(code).values)
        met = united(joined)
        for code, tested in self._tested.items():
            if testing := tested.among(met):
                met -= tested.failed(testing, said.of(code))
        return met

    def _remove(self, number: int, code: int, values: Sequence[int]) -> None:
        self._columns[code].remove(number, values)
        self._vocabulary.release(ATTRIBUTES[code // WAYS], values)

    def _new_column(self, code: int) -> Tested | Finding:
        if code % WAYS == FINDING:
            finding = self._columns[code] = self._finding[code] = Finding()
            return finding
        tested = self._columns[code] = self._tested[code] = Tested(denied=code % WAYS == DENIED)
        self._tested = dict(sorted(self._tested.items()))
        return tested


class _Answers:
    """What one report says, each attribute asked once."""

    def __init__(self, seen: Seen, vocabulary: Vocabulary) -> None:
        self._seen = seen
        self._vocabulary = vocabulary
        self._said: dict[int, Said] = {}

    def of(self, code: int) -> Said:
        which = code // WAYS
        said = self._said.get(which)
        if said is None:
            said = self._said[which] = self._vocabulary.said(ATTRIBUTES[which], self._seen)
        return said
