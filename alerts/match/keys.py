"""Cores, and what reports name, as packed 64-bit keys: of each kind a part, or ANY.

A circle or an area is to a key one more region, which a report names if a place of it lies there.
So what is near a place is looked up as quickly as what is in a country.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from alerts.match.atlas import Atlas
from alerts.match.core import Core, Shape, Values
from alerts.match.facts import Site
from alerts.match.interned import Interned
from alerts.match.numbering import ANY, Numbering

Parts = tuple[Sequence[int], Sequence[int], Sequence[int]]
Form = tuple[bool, bool, bool]

# Some millions of regions, and of shapes; two million facilities; half a million actors.
_BITS: Final = (22, 21, 19)
_SHIFTS: Final = (40, 19, 0)
_WHERE: Final = _SHIFTS[0]
_SHAPE: Final = 1 << _BITS[0]  # of where, the bit that tells a shape from a region
OPEN: Final = (ANY,)


class Keys:
    """The parts that keys are made of."""

    def __init__(self) -> None:
        self._regions, self._facilities, self._actors = map(Numbering, _SHIFTS, _BITS)
        self._shapes = Interned[Shape]()
        self._atlas = Atlas()

    def hold(self, core: Core) -> Parts:
        """Give the parts of the keys that a core stands under, until one of them is released."""
        where, facilities, actors = core
        if where is None or isinstance(where, frozenset):
            places = _parts(where, self._regions)
        else:
            places = [(_SHAPE | self._held(where)) << _WHERE]
        return places, _parts(facilities, self._facilities), _parts(actors, self._actors)

    def release(self, key: int) -> None:
        """Let go of what a core holds that stands under this key."""
        where = key >> _WHERE
        if where & _SHAPE and self._shapes.release(where ^ _SHAPE):
            self._atlas.discard(where ^ _SHAPE)

    def of_report(self, named: Sequence[Collection[str]], sites: Iterable[Site]) -> Parts:
        """Give the parts of the keys that cores met by these values stand under.

        `named`: regions, facilities and actors, each closed upwards. Values that no core names
        have no part.
        """
        regions, facilities, actors = named
        known = self._regions.known
        places = [part for value in regions if (part := known(value))]
        if self._atlas:
            places += [(_SHAPE | number) << _WHERE for number in self._atlas.found(sites)]
        known = self._facilities.known
        sites_named = [part for value in facilities if (part := known(value))]
        known = self._actors.known
        return places, sites_named, [part for value in actors if (part := known(value))]

    def _held(self, shape: Shape) -> int:
        number = self._shapes.number(shape)
        if self._shapes.hold(number):
            self._atlas.add(number, shape)
        return number


def form_of(key: int) -> Form:
    """Tell which kinds a key constrains."""
    where, facility, actor = _SHIFTS
    return key >> where != ANY, key % (1 << where) >> facility != ANY, key % (1 << facility) != ANY


def _parts(values: Values | None, numbering: Numbering) -> Sequence[int]:
    return OPEN if values is None else [numbering.part(value) for value in values]
