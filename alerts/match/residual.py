"""What conjunctions ask beyond their core, answered for all of them at once.

Each attribute is asked of a report only while a conjunction is left that tests it, and then the
conjunctions that fail are taken off as a set. What no look-up answers is asked last and one by one,
each literal once a report. A conjunction without a core is found here, by the rarest thing it
asks for; a report that says nothing of that never meets it.
"""

from array import array
from collections.abc import Iterator
from typing import Final

from pyroaring import BitMap

from alerts.match.checks import Check
from alerts.match.literals import Asked, Literals
from alerts.match.phrasebook import Phrasebook
from alerts.match.seen import NOTHING, Attribute, Seen, Told
from alerts.match.tested import Tested

_ORDER: Final = {attribute: place for place, attribute in enumerate(Attribute)}
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


class Residuals:
    """The conjunctions that ask more than their core, by number."""

    def __init__(self) -> None:
        self.literals = Literals()
        self._asked: dict[int, Asked] = {}
        self._all = BitMap()
        self._further: dict[int, Asked] = {}
        self._asking = BitMap()
        self._tested: dict[tuple[Attribute, bool], Tested] = {}
        self._adrift: dict[Attribute, BitMap] = {}
        self._phrases = Phrasebook()

    def __len__(self) -> int:
        """Count the conjunctions."""
        return len(self._asked)

    def asked(self, number: int) -> Asked:
        """Give what a conjunction asks; nothing, if it asks no more than its core."""
        return self._asked.get(number, b"")

    def add(self, number: int, asked: Asked, *, adrift: bool) -> bool:
        """Put what was held under this number, which has nothing.

        Tells whether the conjunction is found by that, without a core (`adrift`).
        """
        self._asked[number] = asked
        self._all.add(number)
        for attribute, denied, check in self._looked_up(asked):
            self._testing(attribute, denied=denied).add(number, check.values)
            if attribute is Attribute.WORDS:
                self._phrases.add(map(str, check.values))
        further = array("I", self._further_of(asked))
        if further:
            self._further[number] = further.tobytes()
            self._asking.add(number)
        drives = self._driver(asked) if adrift else None
        if drives is not None:
            self._adrift.setdefault(drives, BitMap()).add(number)
        return drives is not None

    def remove(self, number: int) -> None:
        """Take out what stands under this number, if anything does."""
        asked = self._asked.pop(number, None)
        if asked is None:
            return
        self._all.remove(number)
        for attribute, denied, check in self._looked_up(asked):
            self._tested[attribute, denied].remove(number, check.values)
            if attribute is Attribute.WORDS:
                self._phrases.discard(map(str, check.values))
        if self._further.pop(number, None) is not None:
            self._asking.remove(number)
        for adrift in self._adrift.values():
            adrift.discard(number)
        self.literals.release(asked)

    def met(self, numbers: BitMap, seen: Seen) -> BitMap:
        """Give those of `numbers`, whose core is met, that a report meets, and those adrift."""
        answers = _Answers(seen, self._phrases)
        for attribute, adrift in self._adrift.items():
            if adrift:
                told = answers.told(attribute)
                numbers |= self._tested[attribute, False].having(adrift, told.values)
        left = numbers & self._all
        if not left:
            return numbers
        numbers -= left
        for (attribute, _), tested in self._tested.items():
            testing = tested.testing(left)
            if testing:
                left -= tested.failed(testing, answers.told(attribute))
        asking = left & self._asking
        if asking:
            left -= asking
            left |= BitMap(self._meeting(asking, seen))
        return numbers | left

    def _meeting(self, asking: BitMap, seen: Seen) -> Iterator[int]:
        known: dict[int, bool] = {}
        for number in asking:
            for further in array("I", self._further[number]):
                is_met = known.get(further)
                if is_met is None:
                    is_met = known[further] = seen.meets(self.literals.literal(further))
                if not is_met:
                    break
            else:
                yield number

    def _testing(self, attribute: Attribute, *, denied: bool) -> Tested:
        tested = self._tested.get((attribute, denied))
        if tested is None:
            tested = self._tested[attribute, denied] = Tested(denied=denied)
            in_order = sorted(self._tested.items(), key=lambda item: _ORDER[item[0][0]])
            self._tested = dict(in_order)
        return tested

    def _looked_up(self, asked: Asked) -> Iterator[tuple[Attribute, bool, Check]]:
        """Give the look-ups under which a conjunction stands: one an attribute and sign."""
        taken: set[tuple[Attribute, bool]] = set()
        for _, denied, check in self.literals.checks(asked):
            if check is not None and (check.attribute, denied) not in taken:
                taken.add((check.attribute, denied))
                yield check.attribute, denied, check

    def _further_of(self, asked: Asked) -> Iterator[int]:
        """Give the literals that the look-ups leave open."""
        taken: set[tuple[Attribute, bool]] = set()
        for number, denied, check in self.literals.checks(asked):
            if check is None or (check.attribute, denied) in taken:
                yield number
            else:
                taken.add((check.attribute, denied))
                if not check.is_exact:
                    yield number

    def _driver(self, asked: Asked) -> Attribute | None:
        wanted = {attribute for attribute, denied, _ in self._looked_up(asked) if not denied}
        return next((attribute for attribute in _RAREST if attribute in wanted), None)


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
