"""One clause against one report: true, false or unknown, with what says so.

A kind that the report says nothing of is unknown, and so is what ambiguous words may mean. Where
a place is known, it is known of every other place that it is not this one; and who reports is
always known. That is the whole of it, and `tests/match` has a row for each.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import assert_never

from alerts.match.facts import Facts, Site
from alerts.match.phrases import evidence_of
from alerts.match.places import area_km2, distance_km, in_area, in_circle
from alerts.match.truth import Truth, some
from alerts.model.alert import Because, Saw, SeenPlace
from alerts.model.clause import (
    Circle,
    Entities,
    EventTypes,
    Inside,
    Languages,
    Leaf,
    SeverityFrom,
    Words,
    key_of,
)
from alerts.model.condition import Scope
from alerts.model.entity import Evidence, Kind, Mention
from alerts.model.report import Severity

NameOf = Callable[[str], str]

_SHOWN = 5
_GRAVITY = list(Severity)


@dataclass(frozen=True, slots=True)
class Finding:
    """A leaf's verdict: the reasons if it is true, and what was seen in any case."""

    truth: Truth
    because: tuple[Because, ...] = ()
    saw: Saw | None = None


def judge(leaf: Leaf, facts: Facts, name_of: NameOf) -> Finding:  # noqa: PLR0911 - one a kind
    """Judge a leaf. `name_of` gives an entity's usual name."""
    match leaf:
        case Entities():
            return _entities(leaf, facts, name_of)
        case EventTypes():
            event = facts.event
            told = event.event_type
            return _value(leaf, told, told in leaf.types, event.event_type_evidence)
        case SeverityFrom():
            return _severity(leaf, facts)
        case Languages():
            language = facts.report.language
            speaks = language is not None and any(takes_in(t, language) for t in leaf.tags)
            return _value(leaf, language, speaks)
        case Words():
            return _words(leaf, facts)
        case Circle():
            return _circle(leaf, facts)
        case Inside():
            sites = facts.sites_of(leaf.scope)
            return _place(leaf, [(in_area(leaf.area, site), _seen(site)) for site in sites])
        case _:
            assert_never(leaf)


def takes_in(wanted: str, tag: str) -> bool:
    """Tell whether a language range takes in a tag: `en` takes in `en-GB` (RFC 4647, 3.3.1)."""
    wanted, tag = wanted.lower(), tag.lower()
    return tag == wanted or tag.startswith(f"{wanted}-")


def asked(leaf: Leaf) -> str:  # noqa: PLR0911 - one a kind
    """Say in short what a leaf asks for."""
    match leaf:
        case Entities():
            return _listed(leaf.ids)
        case EventTypes():
            return _listed(leaf.types)
        case SeverityFrom():
            return f"at least {leaf.least}"
        case Languages():
            return _listed(leaf.tags)
        case Words():
            return _listed(leaf.phrases)
        case Circle():
            return f"within {leaf.km:g} km of {leaf.lat:g}, {leaf.lon:g}"
        case Inside():
            return f"an area of {area_km2(leaf.area):.0f} km²"
        case _:
            assert_never(leaf)


def _entities(leaf: Entities, facts: Facts, name_of: NameOf) -> Finding:
    mentions = facts.entities(leaf.scope)
    hits = [m for i in leaf.ids if (m := mentions.get(i)) is not None and m.kind is leaf.kind]
    if hits:
        return Finding(Truth.TRUE, tuple(_mentioned(hit, name_of) for hit in hits))
    named = [m.entity for m in mentions.values() if m.kind is leaf.kind]
    saw = _listed(named) if named else None
    is_known = is_told(leaf.kind, leaf.scope, facts) and facts.doubtful.isdisjoint(leaf.ids)
    return Finding(Truth.FALSE if is_known else Truth.UNKNOWN, saw=saw)


def is_told(kind: Kind, scope: Scope, facts: Facts) -> bool:
    """Tell whether the report says anything of entities of a kind, as a clause of a scope sees it."""
    kinds = facts.kinds(scope)
    match kind:
        case Kind.REGION:
            return Kind.REGION in kinds
        case Kind.FACILITY:
            return Kind.FACILITY in kinds or Kind.REGION in kinds
        case Kind.ACTOR:
            return Kind.ACTOR in kinds
        case Kind.SOURCE:
            return True
        case _:
            assert_never(kind)


def _mentioned(hit: Mention, name_of: NameOf) -> Because:
    return Because(
        clause=hit.kind.value,
        wanted=hit.entity,
        entity=hit.entity,
        kind=hit.kind,
        name=name_of(hit.entity),
        role=hit.role,
        evidence=hit.evidence[0] if hit.evidence else None,
        via=hit.via,
    )


def _severity(leaf: SeverityFrom, facts: Facts) -> Finding:
    told = facts.event.severity
    is_grave = told is not None and _GRAVITY.index(told) >= _GRAVITY.index(leaf.least)
    return _value(leaf, told, is_grave, facts.event.severity_evidence)


def _value(
    leaf: Leaf, value: str | None, is_met: bool, evidence: tuple[Evidence, ...] = ()
) -> Finding:
    if value is None:
        return Finding(Truth.UNKNOWN)
    if not is_met:
        return Finding(Truth.FALSE, saw=str(value))
    words = evidence[0] if evidence else None
    because = Because(key_of(leaf), asked(leaf), evidence=words, saw=str(value))
    return Finding(Truth.TRUE, (because,), str(value))


def _words(leaf: Words, facts: Facts) -> Finding:
    if not facts.texts:
        return Finding(Truth.UNKNOWN)
    because = tuple(
        Because(key_of(leaf), phrase, evidence=found)
        for phrase in dict.fromkeys(leaf.phrases)
        if (found := _first(phrase, facts)) is not None
    )
    return Finding(Truth.TRUE if because else Truth.FALSE, because)


def _first(phrase: str, facts: Facts) -> Evidence | None:
    found = (evidence_of(phrase, field, folded) for field, folded in facts.texts)
    return next((evidence for evidence in found if evidence is not None), None)


def _circle(leaf: Circle, facts: Facts) -> Finding:
    sites = sorted(facts.sites_of(leaf.scope), key=lambda site: distance_km(leaf, site))
    judged = [(in_circle(leaf, s), _seen(s, round(distance_km(leaf, s), 3))) for s in sites]
    return _place(leaf, judged)


def _place(leaf: Leaf, sites: list[tuple[Truth, SeenPlace]]) -> Finding:
    if not sites:
        return Finding(Truth.UNKNOWN)
    truth = some(truth for truth, _ in sites)
    seen = next((place for found, place in sites if found is truth), sites[0][1])
    because = (Because(key_of(leaf), asked(leaf), saw=seen),) if truth is Truth.TRUE else ()
    return Finding(truth, because, seen)


def _seen(site: Site, distance: float | None = None) -> SeenPlace:
    return SeenPlace(site.lat, site.lon, site.by, distance, site.precision_km or None)


def _listed(values: Iterable[str]) -> str:
    """Write values in a line, the first of many only."""
    written = list(map(str, values))
    more = len(written) - _SHOWN
    return ", ".join(written[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
