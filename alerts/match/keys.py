"""Cores, and what reports name, as packed 64-bit keys: of each kind a part, or ANY.

A circle or an area is to a key one more region, which a report names if a place of it lies there.
So what is near a place is looked up as quickly as what is in a country.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from alerts.match.atlas import Atlas
from alerts.match.core import Core, Shape, Values
from alerts.match.facts import Site
from alerts.match.interned import Interned
from alerts.match.numbering import ANY, Numbering

Parts = tuple[Sequence[int], Sequence[int], Sequence[int]]
Form = tuple[bool, bool, bool]

# Two million regions and as many shapes, a million facilities, a quarter of a million actors; and no
# key so large that Python keeps it in more than 32 bytes.
_BITS: Final = (21, 20, 18)
_SHIFTS: Final = (38, 18, 0)
_WHERE: Final = _SHIFTS[0]
_SHAPE: Final = 1 << _BITS[0]  # of where, the bit that tells a shape from a region
OPEN: Final = (ANY,)
_FORMS: Final = 4  # of keys with a shape: with or without facility and actor


class Named(NamedTuple):
    """What a report names, as parts of keys; of shapes the numbers."""

    regions: list[int]
    shapes: Collection[int]
    facilities: list[int]
    actors: list[int]

    @property
    def parts(self) -> Parts:
        """Give the parts of each kind."""
        shapes = [(_SHAPE | shape) << _WHERE for shape in self.shapes]
        return self.regions + shapes, self.facilities, self.actors


class Keys:
    """The parts that keys are made of, and which kinds the keys in use constrain."""

    def __init__(self) -> None:
        self._regions, self._facilities, self._actors = map(Numbering, _SHIFTS, _BITS)
        self._forms = Counter[Form]()
        self._shapes = Interned[Shape]()
        self._atlas = Atlas(self._shapes.value)
        self._forms_of_shape = array("I")  # by number and form, how many keys there are

    def hold(self, core: Core) -> Parts:
        """Give the parts of the keys that a core stands under, until one of them is released."""
        where, facilities, actors = core
        if where is None or isinstance(where, frozenset):
            places = _parts(where, self._regions)
        else:
            places = ((_SHAPE | self._held(where)) << _WHERE,)
        return places, _parts(facilities, self._facilities), _parts(actors, self._actors)

    def release(self, key: int) -> None:
        """Let go of what a core holds that stands under this key."""
        where = key >> _WHERE
        if where & _SHAPE:
            number = where ^ _SHAPE
            shape = self._shapes.value(number)
            if self._shapes.release(number):
                self._atlas.discard(number, shape)

    def count(self, key: int, by: int) -> None:
        """Note that so many more cores, or less, have keys of the form of this one."""
        where, facility, _ = _SHIFTS
        place, by_facility = key >> where, key % (1 << where) >> facility != ANY
        by_actor = key % (1 << facility) != ANY
        form = (place != ANY, by_facility, by_actor)
        self._forms[form] += by
        if not self._forms[form]:
            del self._forms[form]
        if place & _SHAPE:
            self._forms_of_shape[_form_of_shape(place ^ _SHAPE, by_facility, by_actor)] += by

    def of_report(self, named: Sequence[Collection[str]], sites: Iterable[Site]) -> Named:
        """Give the parts of the keys that cores met by these values stand under.

        `named`: regions, facilities and actors, each closed upwards. Values that no core names
        have no part.
        """
        numberings = (self._regions.known, self._facilities.known, self._actors.known)
        regions, facilities, actors = (
            [part for value in values if (part := known(value))]
            for values, known in zip(named, numberings, strict=True)
        )
        shapes = self._atlas.found(sites) if self._atlas else ()
        return Named(regions, shapes, facilities, actors)

    def products(self, told: Named) -> Iterator[Parts]:
        """Give, for each form of key in use, the parts whose combinations a report makes."""
        regions, shapes, facilities, actors = told
        for by_place, by_facility, by_actor in self._forms:
            places: Sequence[int] = OPEN
            if by_place:
                places = regions
                if shapes:
                    form = _form_of_shape(0, by_facility, by_actor)
                    used = self._forms_of_shape
                    places = regions + [
                        (_SHAPE | shape) << _WHERE
                        for shape in shapes
                        if used[_FORMS * shape + form]
                    ]
            yield places, facilities if by_facility else OPEN, actors if by_actor else OPEN

    def _held(self, shape: Shape) -> int:
        number = self._shapes.number(shape)
        if self._shapes.hold(number):
            self._atlas.add(number)
            beyond = _FORMS * (number + 1) - len(self._forms_of_shape)
            self._forms_of_shape.extend([0] * max(beyond, 0))
        return number


def _form_of_shape(number: int, by_facility: int, by_actor: int) -> int:
    return _FORMS * number + 2 * by_facility + by_actor


def _parts(values: Values | None, numbering: Numbering) -> Sequence[int]:
    return OPEN if values is None else [numbering.part(value) for value in values]
