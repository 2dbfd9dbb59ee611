"""Entities, and where a report names them.

A mention without evidence must say what implied it (`via`): an alert that cannot
be explained is worth nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

READ_FIELDS = frozenset(["/title", "/body"])  # what is text; the rest are the producer's lists


class Kind(StrEnum):
    """What a rule can name."""

    REGION = "region"
    FACILITY = "facility"
    ACTOR = "actor"
    SOURCE = "source"


class Role(StrEnum):
    """What a mention is to the report: what happened, or background."""

    PRIMARY = "primary"
    CONTEXT = "context"


class Part(StrEnum):
    """What an actor did or suffered, where the text says so."""

    PERPETRATOR = "perpetrator"
    ALLEGED = "alleged"
    CLAIMED = "claimed"
    TARGET = "target"
    VICTIM = "victim"
    RESPONDER = "responder"


@dataclass(frozen=True, slots=True)
class Link:
    """An entity's parent. `takes_in`: a rule on the parent takes the child in."""

    parent: str
    link: str
    takes_in: bool = True


@dataclass(frozen=True, slots=True)
class Entity:
    """One entry of the gazetteer; names by language tag, coordinates in degrees (WGS 84)."""

    id: str
    kind: Kind
    type: str
    name: str
    parents: tuple[Link, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exact: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lat: float | None = None
    lon: float | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that named an entity.

    `field` is a JSON Pointer into the report; `start` and `end` are code points of
    that value as the producer sent it: `value[start:end] == text`, always.
    """

    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity found in a report, by words (`evidence`) or implied (`via`).

    `via` is the entity that implies it, or `/location` of the report for what its point lies in.
    """

    entity: str
    kind: Kind
    role: Role
    part: Part | None = None
    via: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Words that could name several entities, or none. It matches nothing, and says so."""

    evidence: Evidence
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """All that was found in one report.

    `mentions` holds the entities named, then those implied (parents, closed upwards),
    each once. `unresolved` are names in the producer's own lists that nobody knows.
    Not `weighed`: no rule could match, whatever is news, so nothing was told from background.
    """

    mentions: tuple[Mention, ...] = ()
    ambiguous: tuple[Ambiguity, ...] = ()
    unresolved: tuple[Evidence, ...] = ()
    weighed: bool = True

    @property
    def places(self) -> tuple[str, ...]:
        """The regions where what happened happened, with all that they lie in."""
        return tuple(
            m.entity for m in self.mentions if m.kind is Kind.REGION and m.role is Role.PRIMARY
        )

    @property
    def lost(self) -> tuple[Evidence, ...]:
        """Names in the producer's own lists that came to nothing: unknown, or ambiguous."""
        several = (a.evidence for a in self.ambiguous if a.evidence.field not in READ_FIELDS)
        return (*self.unresolved, *several)
