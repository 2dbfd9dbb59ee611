"""Cores, and what reports name, as packed 64-bit keys: of each kind a part, or ANY.

A circle or an area is to a key one more region, which a report names if a place of it lies there.
So what is near a place is looked up as quickly as what is in a country. Only, a report lies in many
shapes, each of which stands in few keys: most of those it could make nobody asks for. So each
shape keeps 64 bits of what its keys constrain beside it, and a report makes no key without its bit.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from alerts.match.atlas import Atlas
from alerts.match.core import Core, Shape, Values
from alerts.match.facts import Site
from alerts.match.interned import Interned
from alerts.match.numbering import ANY, Numbering

Parts = tuple[Sequence[int], Sequence[int], Sequence[int]]

# Two million regions and as many shapes, a million facilities, a quarter of a million actors; and no
# key so large that Python keeps it in more than 32 bytes.
_BITS: Final = (21, 20, 18)
_SHIFTS: Final = (38, 18, 0)
_WHERE: Final = _SHIFTS[0]
_SHAPE: Final = 1 << _BITS[0]  # of where, the bit that tells a shape from a region
OPEN: Final = (ANY,)
_ALONE: Final = (1 << _WHERE) - 1  # of a key, all but where
_NO_FACILITY: Final = (1 << _SHIFTS[1]) - 1
# What a key constrains, in bits; of a key with a shape the bit of where says nothing.
_BY_ACTOR, _BY_FACILITY, _BY_PLACE = 1, 2, 4
_BITS_OF_FORM: Final = 16
_IN_FORM: Final = (1 << _BITS_OF_FORM) - 1


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
        self._forms = [0] * 2 * _BY_PLACE  # how many cores have keys of each form
        self._shapes = Interned[Shape]()
        self._atlas = Atlas(self._shapes.value)
        self._beside = array("Q")  # of each shape by number: sixteen bits for each form

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

    def count(self, keys: Sequence[int]) -> None:
        """Note that a core stands under these keys, which are of one form."""
        key = keys[0]
        self._forms[_form(key)] += 1
        where = key >> _WHERE
        if where & _SHAPE:
            for one in keys:
                self._beside[where ^ _SHAPE] |= _bit(one & _ALONE)

    def count_off(self, key: int) -> None:
        """Note that a core stands no longer under this key and those that came with it.

        A shape's bits stay: others may have the same, and one too many does no harm.
        """
        self._forms[_form(key)] -= 1

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
        near = self._near(told) if shapes else ()
        for form, cores in enumerate(self._forms):
            if not cores:
                continue
            places: Sequence[int] = OPEN
            if form & _BY_PLACE:
                places = regions + near[form ^ _BY_PLACE] if near else regions
            yield (
                places,
                facilities if form & _BY_FACILITY else OPEN,
                actors if form & _BY_ACTOR else OPEN,
            )

    def _near(self, told: Named) -> Sequence[list[int]]:
        """Give by form the places of shapes that have a key with something that a report names."""
        wanted = 0
        for facility in (ANY, *told.facilities):
            for actor in (ANY, *told.actors):
                wanted |= _bit(facility | actor)
        near: list[list[int]] = [[] for _ in range(_BY_PLACE)]
        for shape in told.shapes:
            asked = self._beside[shape] & wanted
            for form in near:
                if asked & _IN_FORM:
                    form.append((_SHAPE | shape) << _WHERE)
                asked >>= _BITS_OF_FORM
        return near

    def _held(self, shape: Shape) -> int:
        number = self._shapes.number(shape)
        if self._shapes.hold(number):
            self._atlas.add(number)
            if number == len(self._beside):
                self._beside.append(0)
            self._beside[number] = 0
        return number


def _form(key: int) -> int:
    return (
        (_BY_PLACE if key > _ALONE else 0)
        | (_BY_FACILITY if key & _ALONE > _NO_FACILITY else 0)
        | (_BY_ACTOR if key & _NO_FACILITY else 0)
    )


def _bit(alone: int) -> int:
    """Give one of the bits for what a key constrains beside where."""
    return 1 << (_form(alone) * _BITS_OF_FORM + (alone >> _SHIFTS[1] ^ alone) % _BITS_OF_FORM)


def _parts(values: Values | None, numbering: Numbering) -> Sequence[int]:
    return OPEN if values is None else [numbering.part(value) for value in values]
