"""Cores under packed keys: a report looks up the keys it makes, and tests nothing.

A core stands under every combination of its values. A report makes a few dozen keys, the
product of what it names and of "any"; whoever stands under one of them is met. The numbers that
stand here are the caller's: below 2**32, each added once and then removed.
"""

from array import array
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from alerts.match.core import Core
from alerts.match.facts import Site
from alerts.match.keys import Keys
from alerts.match.postings import Posting, Postings
from alerts.match.records import Records
from alerts.match.wide import WideCores

# A core of more combinations would cost memory for every one; the partitioned bitmaps take it.
WIDEST: Final = 64
_WIDE: Final = -1
_SEVERAL: Final = -2  # and below: how far below tells where the keys are


class HashJoin:
    """Which cores a report meets."""

    def __init__(self) -> None:
        self._keys = Keys()
        self._postings = Postings[int]()
        self._several = Records("q")
        self._wide = WideCores()

    def __bool__(self) -> bool:
        """Tell whether there is any core."""
        return bool(self._postings or self._wide)

    def add(self, number: int, core: Core) -> int:
        """Put a core under this number; gives what takes it out again."""
        places, facilities, actors = parts = self._keys.hold(core)
        combinations = len(places) * len(facilities) * len(actors)
        if combinations > WIDEST:
            self._wide.add(number, parts)
            return _WIDE
        if combinations == 1:
            key = places[0] | facilities[0] | actors[0]
            self._postings.put((key,), number)
            return key
        keys = [p | f | a for p in places for f in facilities for a in actors]
        self._postings.put(keys, number)
        return _SEVERAL - self._several.put(array("q", keys))

    def remove(self, number: int, added: int) -> None:
        """Take out the core of this number, for which `added` was given."""
        if added == _WIDE:
            self._keys.release(self._wide.remove(number))
            return
        keys = (added,) if added >= 0 else self._several.take(_SEVERAL - added)
        self._postings.take(keys, number)
        self._keys.release(keys[0])

    def met(self, named: Sequence[Collection[str]], sites: Iterable[Site]) -> list[Posting]:
        """Give the numbers whose core is met by these regions, facilities, actors and places.

        Each set of names is closed upwards: with a region comes all it lies in.
        """
        get, met = self._postings.get, list[Posting]()
        told = self._keys.of_report(named, sites)
        for places, facilities, actors in self._keys.products(told):
            met += [
                posting
                for place in places
                for facility in facilities
                for actor in actors
                if (posting := get(place | facility | actor)) is not None
            ]
        if self._wide:
            met.append(self._wide.met(self._keys.parts(told)))
        return met
