"""The part of a conjunction that is looked up and not tested: where, what facility, which actor."""

from typing import Final, NamedTuple

from alerts.model.clause import Circle, Inside

Values = frozenset[str]
Shape = Circle | Inside


class Core(NamedTuple):
    """For each kind the values of which one must be met; nothing where any will do.

    `where` are regions, or else the one circle or area that it must lie in.
    """

    where: Values | Shape | None = None
    facility: Values | None = None
    actor: Values | None = None


EVERYTHING: Final = Core()
