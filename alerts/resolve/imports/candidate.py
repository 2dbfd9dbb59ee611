"""An entity as a register has it, before it is known whether it is ours already."""

from collections.abc import Mapping
from dataclasses import dataclass

from alerts.model.entity import Kind
from alerts.resolve.geometry import Point

Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place of a register. `bare` is its name without the noun of its kind.

    `stem` begins the id, `key` (the register's own id) ends it where another has the same stem;
    `line` is where it stands in the register.
    """

    kind: Kind
    type: str
    name: str
    bare: str
    parents: tuple[str, ...]
    countries: tuple[str, ...]
    point: Point | None
    names: Names
    short: Names
    stem: str
    key: str
    line: int
