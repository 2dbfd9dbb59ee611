"""Why an alert was raised, as its receiver reads it: each clause that was met, and by what."""

from alerts.model.alert import Because, RuleMatch, Saw, SeenPlace
from alerts.model.entity import Kind, Role
from alerts.model.event_told import Shape, Words, words_of


class Found(Shape):
    """The entity that met a clause."""

    id: str
    kind: Kind
    name: str


class PlaceSeen(Shape):
    """Where it was, and how far from what was asked for.

    `by` is `/location` of the report, or the facility whose coordinates these are.
    """

    lat: float
    lon: float
    by: str
    km: float | None
    precision_km: float | None


class Reason(Shape):
    """One clause that was met: by words, by what implied it (`via`), or by the value it `saw`."""

    clause: str
    wanted: str
    entity: Found | None
    evidence: Words | None
    mention: Role | None
    via: str | None
    saw: str | PlaceSeen | None = None


class MatchedRule(Shape):
    """A rule that matched, and why."""

    id: str
    name: str
    because: tuple[Reason, ...]


def matched_rule(rule: RuleMatch) -> MatchedRule:
    """Write down a rule that matched."""
    return MatchedRule(id=rule.rule_id, name=rule.name, because=tuple(map(reason_of, rule.because)))


def reason_of(because: Because) -> Reason:
    """Write down one reason."""
    found = None
    if because.entity is not None and because.kind is not None:
        name = because.entity if because.name is None else because.name
        found = Found(id=because.entity, kind=because.kind, name=name)
    return Reason(
        clause=because.clause,
        wanted=because.wanted,
        entity=found,
        evidence=words_of(because.evidence) if because.evidence else None,
        mention=because.role,
        via=because.via,
        saw=seen(because.saw),
    )


def seen(saw: Saw | None) -> str | PlaceSeen | None:
    """Write down what a clause saw."""
    if isinstance(saw, SeenPlace):
        return PlaceSeen(
            lat=saw.lat, lon=saw.lon, by=saw.by, km=saw.km, precision_km=saw.precision_km
        )
    return saw
