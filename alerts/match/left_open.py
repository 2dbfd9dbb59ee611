"""What no look-up answers: it is asked of a report one by one, once for all that ask the same."""

from pyroaring import BitMap

from alerts.match.interned import Interned
from alerts.match.normal import Literal
from alerts.match.postings import Postings, united
from alerts.match.seen import Seen


class LeftOpen:
    """Conjunctions that ask for what no look-up answers, with what that is."""

    def __init__(self) -> None:
        self._literals = Interned[tuple[Literal, ...]]()
        self._asking = Postings[int]()
        self._asked_by: dict[int, int] = {}
        self._all = BitMap()

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._asked_by)

    def add(self, conjunction: int, literals: tuple[Literal, ...]) -> None:
        """Put a conjunction, which is not here, with what must all hold."""
        asked = self._literals.hold(literals)
        self._asking.put((asked,), conjunction)
        self._asked_by[conjunction] = asked
        self._all.add(conjunction)

    def remove(self, conjunction: int) -> None:
        """Take a conjunction out, which is here."""
        asked = self._asked_by.pop(conjunction)
        self._asking.take((asked,), conjunction)
        self._literals.release(asked)
        self._all.remove(conjunction)

    def failed(self, met: BitMap, seen: Seen) -> BitMap:
        """Give those of some conjunctions, or of all, that a report fails."""
        known: dict[Literal, bool] = {}
        failed = BitMap()
        asking = met & self._all
        while asking:
            asked = self._asked_by[asking.min()]
            alike = united((self._asking[asked],))
            asking -= alike
            for literal in self._literals.value(asked):
                if literal not in known:
                    known[literal] = seen.meets(literal)
                if not known[literal]:
                    failed |= alike
                    break
        return failed
