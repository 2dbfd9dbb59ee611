"""Cores under packed keys: a report looks up the keys it makes, and tests nothing.

A core stands under every combination of its values. A report makes a few dozen keys, the
product of what it names and of "any"; whoever stands under one of them is met. The numbers that
stand here are the caller's: dense, below 2**32, each added once and then removed.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from pyroaring import BitMap

from alerts.match.core import Core, Form, Keys, form_of
from alerts.match.numbering import ANY
from alerts.match.postings import Posting, Postings, united
from alerts.match.records import Records, reach
from alerts.match.wide import WideCores

# A core of more combinations would cost memory for every one; the partitioned bitmaps take it.
WIDEST: Final = 64
_NOTHING: Final = -1
_ROWS: Final = -2  # and below: how far below tells where the keys are
_OPEN: Final = [ANY]


class HashJoin:
    """Which cores a report meets, as a bitmap of their numbers."""

    def __init__(self) -> None:
        self._keys = Keys()
        self._postings = Postings[int]()
        self._forms = Counter[Form]()  # of a form that no core has, no key is looked up
        self._wide = WideCores()
        # What to take out again, by number: the only key, as most cores have, or where several are.
        self._held = array("q")
        self._several = Records("q")

    def __bool__(self) -> bool:
        """Tell whether there is any core."""
        return bool(self._postings or self._wide)

    def add(self, number: int, core: Core) -> None:
        """Put a core under this number, which has none."""
        if core.combinations() > WIDEST:
            self._wide.add(number, core)
            return
        keys = self._keys.of_core(core)
        for key in keys:
            self._postings.put(key, number)
        self._forms[form_of(keys[0])] += 1
        reach(self._held, number, _NOTHING)
        is_one = len(keys) == 1
        self._held[number] = keys[0] if is_one else _ROWS - self._several.put(array("q", keys))

    def remove(self, number: int) -> None:
        """Take out the core of this number, if it has one."""
        held = self._held[number] if number < len(self._held) else _NOTHING
        if held == _NOTHING:
            self._wide.remove(number)
            return
        self._held[number] = _NOTHING
        keys = [held] if held >= 0 else self._several.take(_ROWS - held)
        for key in keys:
            self._postings.take(key, number)
        form = form_of(keys[0])
        self._forms[form] -= 1
        if not self._forms[form]:
            del self._forms[form]

    def met(self, named: Sequence[Collection[str]]) -> BitMap:
        """Give the numbers whose core is met by these regions, facilities and actors.

        Each set is closed upwards: with a place comes all it lies in. The bitmap is the caller's.
        """
        get, found = self._postings.get, list[Posting]()
        regions, facilities, actors = self._keys.of_report(named)
        for by_region, by_facility, by_actor in self._forms:
            found += [
                posting
                for region in (regions if by_region else _OPEN)
                for facility in (facilities if by_facility else _OPEN)
                for actor in (actors if by_actor else _OPEN)
                if (posting := get(region | facility | actor)) is not None
            ]
        met = united(found)
        if self._wide:
            met |= self._wide.met(named)
        return met
