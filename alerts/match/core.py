"""The part of a conjunction that is looked up and not tested: region, facility, actor."""

from collections.abc import Collection, Iterable
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
        count = 1
        for values in self:
            if values is not None:
                count *= len(values)
        return count


EVERYTHING: Final = Core()
_SHIFTS: Final = (2 * BITS, BITS, 0)


class Keys:
    """Cores, and what reports name, as packed 64-bit keys."""

    def __init__(self) -> None:
        self._numberings = (Numbering(), Numbering(), Numbering())

    def of_core(self, core: Core) -> list[int]:
        """Give every key of which a report must have one to meet the core."""
        keys = [ANY]
        for values, numbering, shift in zip(core, self._numberings, _SHIFTS, strict=True):
            if values is not None:
                numbers = [numbering.number(value) << shift for value in values]
                keys = [key | number for key in keys for number in numbers]
        return keys

    def of_report(self, named: Iterable[Collection[str]]) -> list[int]:
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
