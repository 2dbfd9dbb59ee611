"""Cores under packed keys: a report looks up the keys it makes, and tests nothing.

A core stands under every combination of its values. A report makes a few dozen keys, the
product of what it names and of "any"; whoever stands under one of them is met. The numbers that
stand here are the caller's: dense, below 2**32, each added once and then removed.
"""

from array import array
from collections.abc import Collection, Sequence
from typing import Final

from pyroaring import BitMap

from alerts.match.core import Core, Keys
from alerts.match.postings import Posting, united, with_number, without_number
from alerts.match.wide import WideCores

# A core of more combinations would cost memory for every one; the partitioned bitmaps take it.
WIDEST: Final = 64
_NO_KEY: Final = -1


class HashJoin:
    """Which cores a report meets, as a bitmap of their numbers."""

    def __init__(self) -> None:
        self._keys = Keys()
        self._postings: dict[int, Posting] = {}
        self._wide = WideCores()
        # What to take out again: most cores have one key, which is kept without an object.
        self._only_key = array("q")
        self._several: dict[int, bytes] = {}

    def __bool__(self) -> bool:
        """Tell whether there is any core."""
        return bool(self._postings or self._wide)

    def __contains__(self, number: int) -> bool:
        """Tell whether a core stands under this number."""
        return (
            number in self._several
            or (number < len(self._only_key) and self._only_key[number] != _NO_KEY)
            or number in self._wide
        )

    def signature(self, core: Core) -> bytes | Core:
        """Give what is equal for equal cores, and small."""
        if core.combinations() > WIDEST:
            return core
        return self._packed(core)

    def signature_of(self, number: int) -> bytes | Core:
        """Give the same for the core of this number, which has one."""
        if number in self._wide:
            return self._wide.core(number)
        several = self._several.get(number)
        return several or self._only_key[number : number + 1].tobytes()

    def add(self, number: int, core: Core) -> None:
        """Put a core under this number, which has none."""
        if core.combinations() > WIDEST:
            self._wide.add(number, core)
            return
        packed = self._packed(core)
        keys = array("q", packed)
        postings = self._postings
        for key in keys:
            held = postings.get(key)
            postings[key] = number if held is None else with_number(held, number)
        if len(keys) > 1:
            self._several[number] = packed
            return
        beyond = number + 1 - len(self._only_key)
        if beyond > 0:
            self._only_key.extend([_NO_KEY] * beyond)
        self._only_key[number] = keys[0]

    def remove(self, number: int) -> None:
        """Take out the core of this number, which has one."""
        several = self._several.pop(number, None)
        if several is not None:
            self._take_out(number, array("q", several))
        elif number < len(self._only_key) and self._only_key[number] != _NO_KEY:
            self._take_out(number, self._only_key[number : number + 1])
            self._only_key[number] = _NO_KEY
        else:
            self._wide.remove(number)

    def met(self, named: Sequence[Collection[str]]) -> BitMap:
        """Give the numbers whose core is met by these regions, facilities and actors.

        Each set is closed upwards: with a place comes all it lies in. The bitmap is the caller's.
        """
        get = self._postings.get
        found = united(p for key in self._keys.of_report(named) if (p := get(key)) is not None)
        if self._wide:
            found |= self._wide.met(named)
        return found

    def _packed(self, core: Core) -> bytes:
        return array("q", sorted(self._keys.of_core(core))).tobytes()

    def _take_out(self, number: int, keys: "array[int]") -> None:
        for key in keys:
            left = without_number(self._postings[key], number)
            if left is None:
                del self._postings[key]
            else:
                self._postings[key] = left
