"""What conjunctions ask beyond their core, answered for all of them at once.

Each attribute is asked of a report only if a conjunction whose core is met tests it, and then the
conjunctions that fail are taken off as a set. What no look-up answers is asked last, once for all
that ask the same. A conjunction without a core is found here, by the rarest thing it
asks for; a report that says nothing of that never meets it.

What a conjunction asks is kept in a row, to be taken out again: for each look-up its code and how
many values it has, then the values' numbers; at the end the number of what look-ups leave open.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyroaring import BitMap

from alerts.match.checks import Check, check_of
from alerts.match.interned import Interned
from alerts.match.normal import Literal
from alerts.match.postings import Postings, united
from alerts.match.records import Records, reach
from alerts.match.seen import Attribute, Seen
from alerts.match.tested import Sought, Tested
from alerts.match.vocabulary import Said, Vocabulary

# Where a conjunction names no entity of the core: what fewest reports say alike comes first.
_RAREST: Final = (
    Attribute.WORDS,
    Attribute.PLACE,
    Attribute.PRIMARY_SOURCE,
    Attribute.ANY_SOURCE,
    Attribute.EVENT_TYPE,
    Attribute.SEVERITY,
    Attribute.LANGUAGE,
)
_ATTRIBUTES: Final = list(Attribute)
_ASKED, _DENIED, _SOUGHT = range(3)
_CODES: Final = {a: [3 * n, 3 * n + 1, 3 * n + 2] for n, a in enumerate(_ATTRIBUTES)}
_REST: Final = 3 * len(_ATTRIBUTES)
_TYPE: Final = "I"
_SHIFT: Final = 24  # a code above, and below it how many numbers follow
_COUNT: Final = (1 << _SHIFT) - 1
_NOTHING: Final = 2**32 - 1


class Residuals:
    """The conjunctions that ask more than their core, by number."""

    def __init__(self) -> None:
        self._rows = Records(_TYPE)
        self._row_of = array(_TYPE)
        self._count = 0
        self._vocabulary = Vocabulary()
        self._tested: dict[int, Tested] = {}  # by code, in order
        self._sought: dict[int, Sought] = {}
        self._rests = Interned[tuple[Literal, ...]]()
        self._asking = Postings[int]()
        self._all_asking = BitMap()

    def __len__(self) -> int:
        """Count the conjunctions."""
        return self._count

    def add(self, number: int, literals: Sequence[Literal], *, adrift: bool) -> bool:
        """Put what a conjunction asks under its number, which has nothing.

        Tells whether the conjunction is found by that, without a core (`adrift`).
        """
        checks = list(map(check_of, literals))
        driver = _rarest(checks) if adrift else None
        row, open_literals = array(_TYPE), list[Literal]()
        codes = set[int]()
        for literal, check in zip(literals, checks, strict=True):
            code = _REST if check is None else _code(check, driver)
            if check is None or code in codes:
                open_literals.append(literal)
                continue
            codes.add(code)
            values = self._vocabulary.hold(check.attribute, check.values)
            row.append(code << _SHIFT | len(values))
            row.extend(values)
            self._column(code).add(number, values)
        if open_literals:
            row.append(_REST << _SHIFT | 1)
            row.append(self._ask(number, tuple(open_literals)))
        reach(self._row_of, number, _NOTHING)
        self._row_of[number] = self._rows.put(row)
        self._count += 1
        return driver is not None

    def remove(self, number: int) -> None:
        """Take out what stands under this number, if anything does."""
        at = self._row_of[number] if number < len(self._row_of) else _NOTHING
        if at == _NOTHING:
            return
        for code, numbers in _parts(self._rows.take(at)):
            if code == _REST:
                self._asking.take(numbers[0], number)
                self._rests.release(numbers[0])
                self._all_asking.remove(number)
            else:
                self._column(code).remove(number, numbers)
                self._vocabulary.release(_ATTRIBUTES[code // 3], numbers)
        self._row_of[number] = _NOTHING
        self._count -= 1

    def sifted(self, met: BitMap, seen: Seen) -> BitMap:
        """Give those of `met`, whose core is met, that a report meets, and those adrift.

        `met` is taken over.
        """
        said = _Answers(seen, self._vocabulary)
        for code, sought in self._sought.items():
            if sought:
                met |= sought.found(said.of(code).values)
        for code, tested in self._tested.items():
            if testing := tested.among(met):
                met -= tested.failed(testing, said.of(code))
        if asking := met & self._all_asking:
            met -= self._failing(asking, seen)
        return met

    def _failing(self, asking: BitMap, seen: Seen) -> BitMap:
        known: dict[Literal, bool] = {}
        failing = BitMap()
        while asking:
            *_, (_, (rest,)) = _parts(self._rows.row(self._row_of[asking.min()]))
            alike = united((self._asking[rest],)) & asking
            asking -= alike
            for literal in self._rests.value(rest):
                if literal not in known:
                    known[literal] = seen.meets(literal)
                if not known[literal]:
                    failing |= alike
                    break
        return failing

    def _ask(self, number: int, literals: tuple[Literal, ...]) -> int:
        rest = self._rests.number(literals)
        self._rests.hold(rest)
        self._asking.put(rest, number)
        self._all_asking.add(number)
        return rest

    def _column(self, code: int) -> Tested | Sought:
        if code % 3 == _SOUGHT:
            return self._sought.setdefault(code, Sought())
        tested = self._tested.get(code)
        if tested is None:
            tested = self._tested[code] = Tested(denied=code % 3 == _DENIED)
            self._tested = dict(sorted(self._tested.items()))
        return tested


def _rarest(checks: Iterable[Check | None]) -> Attribute | None:
    asked = {check.attribute for check in checks if check is not None and not check.denied}
    return next((attribute for attribute in _RAREST if attribute in asked), None)


def _code(check: Check, driver: Attribute | None) -> int:
    codes = _CODES[check.attribute]
    if check.denied:
        return codes[_DENIED]
    return codes[_SOUGHT if check.attribute is driver else _ASKED]


def _parts(row: "array[int]") -> Iterator[tuple[int, "array[int]"]]:
    at = 0
    while at < len(row):
        code, size = row[at] >> _SHIFT, row[at] & _COUNT
        yield code, row[at + 1 : at + 1 + size]
        at += 1 + size


class _Answers:
    """What one report says, each attribute asked once."""

    def __init__(self, seen: Seen, vocabulary: Vocabulary) -> None:
        self._seen = seen
        self._vocabulary = vocabulary
        self._said: dict[int, Said] = {}

    def of(self, code: int) -> Said:
        which = code // 3
        said = self._said.get(which)
        if said is None:
            said = self._said[which] = self._vocabulary.said(_ATTRIBUTES[which], self._seen)
        return said
