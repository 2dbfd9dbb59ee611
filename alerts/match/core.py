"""The part of a conjunction that is looked up and not tested: region, facility, actor."""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from alerts.match.numbering import ANY, BITS, Numbering

Values = frozenset[str]
Form = tuple[bool, bool, bool]


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
_PART: Final = (1 << BITS) - 1


class Keys:
    """Cores, and what reports name, as packed 64-bit keys: of each kind a part, or ANY."""

    def __init__(self) -> None:
        self._numberings = tuple(map(Numbering, _SHIFTS))

    def of_core(self, core: Core) -> list[int]:
        """Give every key of which a report must have one to meet the core."""
        keys = [ANY]
        for values, numbering in zip(core, self._numberings, strict=True):
            if values is not None:
                parts = [numbering.part(value) for value in values]
                keys = [key | part for key in keys for part in parts]
        return keys

    def of_report(self, named: Sequence[Collection[str]]) -> list[list[int]]:
        """Give, of each kind, the parts of the keys that cores met by these values stand under.

        `named`: regions, facilities and actors, each closed upwards. Values that no core names
        have no part.
        """
        return [
            [part for value in values if (part := known(value))]
            for values, known in zip(named, [n.known for n in self._numberings], strict=True)
        ]


def form_of(key: int) -> Form:
    """Tell which kinds a key constrains."""
    region, facility, actor = (bool(key & _PART << shift) for shift in _SHIFTS)
    return region, facility, actor
