"""The part of a conjunction that is looked up and not tested: region, facility, actor."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import product
from math import prod
from typing import Final, NamedTuple

from alerts.match.numbering import ANY, BITS, Numbering

Values = frozenset[str]


class Core(NamedTuple):
    """For each kind the values of which one must be met; nothing where any will do."""

    region: Values | None = None
    facility: Values | None = None
    actor: Values | None = None

    def combinations(self) -> int:
        """Count the keys that this stands for."""
        return prod(len(values) for values in self if values is not None)


_SHIFTS: Final = (2 * BITS, BITS, 0)


class Keys:
    """Cores, and what reports name, as packed 64-bit keys."""

    def __init__(self) -> None:
        self._numberings = (Numbering(), Numbering(), Numbering())

    def of_core(self, core: Core) -> list[int]:
        """Give every key of which a report must have one to meet the core."""
        parts = [
            [ANY] if values is None else [numbering.number(v) << shift for v in values]
            for values, numbering, shift in zip(core, self._numberings, _SHIFTS, strict=True)
        ]
        return [region | facility | actor for region, facility, actor in product(*parts)]

    def of_report(self, named: Iterable[AbstractSet[str]]) -> list[int]:
        """Give every key that cores met by these values can stand under.

        `named`: regions, facilities and actors, each closed upwards. Values that no core names
        have no number, and make no key.
        """
        regions, facilities, actors = (
            [ANY, *(number << shift for v in values if (number := numbering.known(v)))]
            for values, numbering, shift in zip(named, self._numberings, _SHIFTS, strict=True)
        )
        places = [region | facility for region in regions for facility in facilities]
        return [place | actor for place in places for actor in actors]
