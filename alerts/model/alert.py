"""An alert, and why it was raised.

One per report and subscriber, naming every rule that matched; a destination hears
only of the rules that notify it.
"""

from dataclasses import dataclass
from datetime import datetime

from alerts.model.entity import Evidence, Kind, Part, Role
from alerts.model.ids import ReportKey


@dataclass(frozen=True, slots=True)
class SeenPlace:
    """Where it was, in degrees, and how far from what was asked for.

    `by` is `/location` of the report, or the facility whose coordinates these are.
    """

    lat: float
    lon: float
    by: str
    km: float | None = None
    precision_km: float | None = None


Saw = str | SeenPlace


@dataclass(frozen=True, slots=True)
class Because:
    """One clause of a rule that was met: what was wanted, what was found, and where.

    `via` is the entity that implied the one found, when no words named it: there is no
    evidence then, and the words stand with that entity. Where no entity was wanted, `saw` is
    the value that met the clause.
    """

    clause: str
    wanted: str
    entity: str | None = None
    kind: Kind | None = None
    name: str | None = None
    role: Role | None = None
    evidence: Evidence | None = None
    via: str | None = None
    saw: Saw | None = None


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A rule that matched, and why."""

    rule_id: str
    name: str
    notify: tuple[str, ...]
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An entity of the report as an alert shows it, with the first words that named it."""

    id: str
    kind: Kind
    name: str
    role: Role
    part: Part | None = None
    via: str | None = None
    evidence: Evidence | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """A report that matched at least one rule of a subscriber."""

    id: str
    subscriber_id: str
    report: ReportKey
    rules: tuple[RuleMatch, ...]
    created_at: datetime
