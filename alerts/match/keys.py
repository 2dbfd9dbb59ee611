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
from alerts.match.core import Core, Shape
from alerts.match.facts import Site
from alerts.match.interned import Interned
from alerts.match.numbering import ACTOR, ANY, FACILITY, PLACE, Numbering

Parts = tuple[Sequence[int], Sequence[int], Sequence[int]]

# Regions are counted from below, and shapes, with the highest bit of a key, from above.
_MOST_REGIONS: Final = PLACE.most >> 1
_SHAPE: Final = PLACE.part(_MOST_REGIONS + 1)
_PLACE, _FACILITY, _ACTOR = PLACE.mask, FACILITY.mask, ACTOR.mask
OPEN: Final[Sequence[int]] = (ANY,)
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


class Keys:
    """The parts that keys are made of, and which kinds the keys in use constrain."""

    def __init__(self) -> None:
        self._regions = Numbering(PLACE, _MOST_REGIONS)
        self._facilities = Numbering(FACILITY, FACILITY.most)
        self._actors = Numbering(ACTOR, ACTOR.most)
        self._region = self._regions.__getitem__
        self._facility = self._facilities.__getitem__
        self._actor = self._actors.__getitem__
        self._cores = [0] * 2 * _BY_PLACE  # how many there are of each form of key
        self._forms: list[int] = []  # those in use
        self._shapes = Interned[Shape]()
        self._atlas = Atlas(self._shapes.value)
        self._parts_of_shapes = array("Q")
        self._beside = array("Q")  # of each shape by number: sixteen bits for each form

    def hold(self, core: Core) -> Parts:
        """Give the parts of the keys that a core stands under, until a key of them is released."""
        where, facilities, actors = core
        form = 0
        of_place = of_facility = of_actor = OPEN
        if facilities is not None:
            of_facility = [*map(self._facility, facilities)]
            form = _BY_FACILITY
        if actors is not None:
            of_actor = [*map(self._actor, actors)]
            form |= _BY_ACTOR
        if isinstance(where, frozenset):
            of_place = [*map(self._region, where)]
            form |= _BY_PLACE
        elif where is not None:
            of_place = (self._parts_of_shapes[self._held(where, of_facility, of_actor)],)
            form |= _BY_PLACE
        cores = self._cores[form]
        if not cores:
            self._forms.append(form)
        self._cores[form] = cores + 1
        return of_place, of_facility, of_actor

    def release(self, key: int) -> None:
        """Let go of what a core holds that stands under this key."""
        form = _form(key)
        self._cores[form] -= 1
        if not self._cores[form]:
            self._forms.remove(form)
        if key >= _SHAPE:
            number = _shape_of(key)
            if (shape := self._shapes.release(number)) is not None:
                self._atlas.discard(number, shape)

    def of_report(self, named: Sequence[Collection[str]], sites: Iterable[Site]) -> Named:
        """Give the parts of the keys that cores met by these values stand under.

        `named`: regions, facilities and actors, each closed upwards. Values that no core names
        have no part.
        """
        regions, facilities, actors = named
        return Named(
            _known(regions, self._regions),
            self._atlas.found(sites) if self._atlas else (),
            _known(facilities, self._facilities),
            _known(actors, self._actors),
        )

    def parts(self, told: Named) -> Parts:
        """Give the parts that a report names of each kind."""
        shapes = [self._parts_of_shapes[shape] for shape in told.shapes]
        return told.regions + shapes, told.facilities, told.actors

    def products(self, told: Named) -> Iterator[Parts]:
        """Give, for each form of key in use, the parts whose combinations a report makes."""
        regions, shapes, facilities, actors = told
        near = self._near(told) if shapes else ()
        for form in self._forms:
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
                    form.append(self._parts_of_shapes[shape])
                asked >>= _BITS_OF_FORM
        return near

    def _held(self, shape: Shape, facilities: Sequence[int], actors: Sequence[int]) -> int:
        """Give the number of a shape; its bits stay when a core goes: one too many does no harm."""
        number = self._shapes.hold(shape)
        if self._shapes.is_held_once(number):
            self._atlas.add(number)
            if number == len(self._beside):
                self._beside.append(0)
                self._parts_of_shapes.append(_part_of(number))
            self._beside[number] = 0
        beside = self._beside[number]
        for facility in facilities:
            for actor in actors:
                beside |= _bit(facility | actor)
        self._beside[number] = beside
        return number


def _part_of(shape: int) -> int:
    return PLACE.part(PLACE.most - shape)


def _shape_of(key: int) -> int:
    return PLACE.most - PLACE.number(key)


def _form(key: int) -> int:
    form = _BY_ACTOR if key & _ACTOR else 0
    if key & _FACILITY:
        form |= _BY_FACILITY
    return form | _BY_PLACE if key & _PLACE else form


def _bit(key: int) -> int:
    """Give one of the bits for what a key constrains beside where."""
    form = _form(key) & ~_BY_PLACE
    return 1 << (form * _BITS_OF_FORM + (key >> FACILITY.lowest ^ key) % _BITS_OF_FORM)


def _known(values: Collection[str], numbering: Numbering) -> list[int]:
    get = numbering.get
    return [part for value in values if (part := get(value))]
