"""What conjunctions ask beyond their core, answered for all of them at once.

Each attribute is asked of a report only if a conjunction whose core is met tests it, and then the
conjunctions that fail are taken off as a set. What no look-up answers is asked last and one by one,
each literal once a report. A conjunction without a core is found here, by the rarest thing it
asks for; a report that says nothing of that never meets it.

What a conjunction asks is packed: for each look-up its code and how many values it has, then the
values' numbers; at the end, those of the literals that look-ups leave open.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import Final

from pyroaring import BitMap

from alerts.match.checks import Check, check_of
from alerts.match.interned import Interned
from alerts.match.normal import Literal
from alerts.match.phrasebook import Phrasebook
from alerts.match.seen import NOTHING, Attribute, Seen, Told
from alerts.match.tested import Tested

Asked = bytes

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
_CODES: Final = [(attribute, denied) for attribute in Attribute for denied in (False, True)]
_CODE_OF: Final = {about: code for code, about in enumerate(_CODES)}
_FURTHER: Final = len(_CODES)
_TYPE: Final = "I"
_SHIFT: Final = 24  # a code above, and below it how many numbers follow


class Residuals:
    """The conjunctions that ask more than their core, by number."""

    def __init__(self) -> None:
        self._asked: list[Asked] = []
        self._count = 0
        self._tested: dict[int, Tested] = {}
        self._literals = Interned[Literal]()
        self._further: dict[int, Asked] = {}
        self._asking = BitMap()
        self._adrift: dict[Attribute, BitMap] = {}
        self._phrases = Phrasebook()

    def __len__(self) -> int:
        """Count the conjunctions."""
        return self._count

    def asked(self, number: int) -> Asked:
        """Give what a conjunction asks; nothing, if it asks no more than its core."""
        return self._asked[number] if number < len(self._asked) else b""

    def packed(self, literals: Iterable[Literal]) -> Asked:
        """Give what is the same for the same literals: once taken, to be added or known already."""
        checks: dict[int, list[int]] = {}
        further: list[int] = []
        for literal in dict.fromkeys(literals):
            check = check_of(literal)
            code = _FURTHER if check is None else _CODE_OF[check.attribute, literal.negated]
            if check is not None and code not in checks:
                checks[code] = self._numbered(code, check)
                if check.is_exact:
                    continue
            further.append(self._literals.number(literal))
        if further:
            checks[_FURTHER] = further
        asked = array(_TYPE)
        for code, numbers in sorted(checks.items()):
            numbers.sort()
            asked.append(code << _SHIFT | len(numbers))
            asked.extend(numbers)
        return asked.tobytes()

    def add(self, number: int, asked: Asked, *, adrift: bool) -> bool:
        """Put what was packed under this number, which has nothing.

        Tells whether the conjunction is found by that, without a core (`adrift`).
        """
        beyond = number + 1 - len(self._asked)
        if beyond > 0:
            self._asked += [b""] * beyond
        self._asked[number] = asked
        self._count += 1
        driver = len(_RAREST)
        for code, numbers in _unpacked(asked):
            if code == _FURTHER:
                for literal in numbers:
                    self._literals.hold(literal)
                self._further[number] = numbers.tobytes()
                self._asking.add(number)
                continue
            tested = self._tested[code]
            tested.add(number, numbers)
            attribute, denied = _CODES[code]
            if attribute is Attribute.WORDS:
                self._phrases.add(str(tested.values.value(n)) for n in numbers)
            if not denied and attribute in _RAREST:
                driver = min(driver, _RAREST.index(attribute))
        if not adrift or driver == len(_RAREST):
            return False
        self._adrift.setdefault(_RAREST[driver], BitMap()).add(number)
        return True

    def remove(self, number: int) -> None:
        """Take out what stands under this number, if anything does."""
        asked = self.asked(number)
        if not asked:
            return
        self._asked[number] = b""
        self._count -= 1
        for code, numbers in _unpacked(asked):
            if code == _FURTHER:
                for literal in numbers:
                    self._literals.release(literal)
                del self._further[number]
                self._asking.remove(number)
                continue
            tested = self._tested[code]
            if _CODES[code][0] is Attribute.WORDS:
                self._phrases.discard(str(tested.values.value(n)) for n in numbers)
            tested.remove(number, numbers)
        for adrift in self._adrift.values():
            adrift.discard(number)

    def sifted(self, met: BitMap, seen: Seen) -> BitMap:
        """Give those of `met`, whose core is met, that a report meets, and those adrift.

        `met` is taken over.
        """
        answers = _Answers(seen, self._phrases)
        for attribute, adrift in self._adrift.items():
            if adrift:
                told = answers.told(attribute)
                met |= self._tested[_CODE_OF[attribute, False]].having(adrift, told.values)
        for code, tested in self._tested.items():
            if testing := tested.among(met):
                met -= tested.failed(testing, answers.told(_CODES[code][0]))
        if asking := met & self._asking:
            met -= BitMap(self._failing(asking, seen))
        return met

    def _failing(self, asking: BitMap, seen: Seen) -> Iterator[int]:
        known: dict[int, bool] = {}
        for number in asking:
            for further in array(_TYPE, self._further[number]):
                is_met = known.get(further)
                if is_met is None:
                    is_met = known[further] = seen.meets(self._literals.value(further))
                if not is_met:
                    yield number
                    break

    def _numbered(self, code: int, check: Check) -> list[int]:
        tested = self._tested.get(code)
        if tested is None:
            tested = self._tested[code] = Tested(denied=_CODES[code][1])
            self._tested = dict(sorted(self._tested.items()))
        return [tested.values.number(value) for value in check.values]


def _unpacked(asked: Asked) -> Iterator[tuple[int, "array[int]"]]:
    packed = array(_TYPE, asked)
    at = 0
    while at < len(packed):
        code, size = packed[at] >> _SHIFT, packed[at] & ((1 << _SHIFT) - 1)
        yield code, packed[at + 1 : at + 1 + size]
        at += 1 + size


class _Answers:
    """What one report says, each attribute asked once."""

    def __init__(self, seen: Seen, phrases: Phrasebook) -> None:
        self._seen = seen
        self._phrases = phrases
        self._told: dict[Attribute, Told] = {}

    def told(self, attribute: Attribute) -> Told:
        told = self._told.get(attribute)
        if told is None:
            told = self._worded() if attribute is Attribute.WORDS else self._seen.told(attribute)
            self._told[attribute] = told
        return told

    def _worded(self) -> Told:
        texts = tuple(self._seen.texts())
        if not texts:
            return NOTHING
        found = self._phrases.found(texts)
        return Told(found, found)
