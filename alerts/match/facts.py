"""What a report is to a rule: all that a clause may look at, and nothing else.

Made once a report; what takes a while (reading the event, folding the texts) is done when the
first clause asks for it, for most reports meet no rule that does.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

from alerts.model.condition import Scope
from alerts.model.entity import Kind, Mention, Resolution, Role
from alerts.model.event_reading import EventReading
from alerts.model.report import Report
from alerts.resolve.event import read_event
from alerts.resolve.fold import Folded
from alerts.resolve.gazetteer import Gazetteer

BY_LOCATION = "/location"
_REPORTED_BY = "/source/name"


@dataclass(frozen=True, slots=True)
class Site:
    """A point where it was. `by`: `/location`, or the facility that stands there."""

    by: str
    lat: float
    lon: float
    precision_km: float = 0.0
    role: Role = Role.PRIMARY


@dataclass(frozen=True)
class Facts:
    """A report, what was found in it, and where that is.

    `doubtful` are entities that ambiguous words may mean, with all that takes them in.
    """

    report: Report
    mentions: tuple[Mention, ...] = ()
    doubtful: frozenset[str] = frozenset()
    sites: tuple[Site, ...] = ()

    @cached_property
    def primary(self) -> Mapping[str, Mention]:
        """What a rule sees that does not ask for background: the news, and who reports it."""
        return primary_entities(self.mentions) | {
            m.entity: m for m in self.mentions if m.kind is Kind.SOURCE and _reports(m)
        }

    @cached_property
    def all(self) -> Mapping[str, Mention]:
        """All that the report names or implies."""
        return {m.entity: m for m in self.mentions}

    @cached_property
    def event(self) -> EventReading:
        """What happened and how gravely: the producer's fields, else what the words tell."""
        return read_event(self.report, self.of_kind(Kind.REGION, Scope.PRIMARY))

    @cached_property
    def texts(self) -> tuple[tuple[str, Folded], ...]:
        """What is read of the report, folded, each with its field."""
        told = (("/title", self.report.title), ("/body", self.report.body))
        return tuple((field, Folded(text)) for field, text in told if text and text.strip())

    def entities(self, scope: Scope) -> Mapping[str, Mention]:
        """Give the mentions that a clause of this scope looks at, by entity."""
        return self.all if scope is Scope.ANY else self.primary

    def sites_of(self, scope: Scope) -> tuple[Site, ...]:
        """Give the points that a clause of this scope looks at."""
        if scope is Scope.ANY:
            return self.sites
        return tuple(site for site in self.sites if site.role is Role.PRIMARY)

    def of_kind(self, kind: Kind, scope: Scope) -> AbstractSet[str]:
        """Give the entities of a kind that a clause of this scope looks at."""
        sorted_out = self._all_sorted if scope is Scope.ANY else self._primary_sorted
        return sorted_out.get(kind, _NOBODY)

    def kinds(self, scope: Scope) -> AbstractSet[Kind]:
        """Give the kinds of which a clause of this scope sees anything."""
        return (self._all_sorted if scope is Scope.ANY else self._primary_sorted).keys()

    @cached_property
    def _all_sorted(self) -> Mapping[Kind, AbstractSet[str]]:
        return _sorted_out(self.all)

    @cached_property
    def _primary_sorted(self) -> Mapping[Kind, AbstractSet[str]]:
        return _sorted_out(self.primary)


_NOBODY: AbstractSet[str] = frozenset()


def _sorted_out(mentions: Mapping[str, Mention]) -> Mapping[Kind, AbstractSet[str]]:
    """Give the entities of each kind of which there are any."""
    kinds: dict[Kind, set[str]] = {}
    for entity, mention in mentions.items():
        kinds.setdefault(mention.kind, set()).add(entity)
    return kinds


def primary_entities(mentions: Iterable[Mention]) -> dict[str, Mention]:
    """Give the mentions of what happened, by entity: not background, and no outlet."""
    return {m.entity: m for m in mentions if m.role is Role.PRIMARY and m.kind is not Kind.SOURCE}


def facts_of(report: Report, resolution: Resolution, gazetteer: Gazetteer) -> Facts:
    """Put together what rules may look at."""
    doubtful = {c for words in resolution.ambiguous for c in words.candidates}
    above = {a for candidate in doubtful for a in gazetteer.ancestors(candidate)}
    return Facts(
        report=report,
        mentions=resolution.mentions,
        doubtful=frozenset(doubtful | above),
        sites=tuple(_sites(report, resolution, gazetteer)),
    )


def sites_of(report: Report, entities: Iterable[str], gazetteer: Gazetteer) -> tuple[Site, ...]:
    """Give the producer's point; where there is none, those of the facilities among some entities.

    A region's centre is no place where anything happened.
    """
    point = report.location
    if point is not None:
        return (Site(BY_LOCATION, point.lat, point.lon, point.precision_km or 0.0),)
    known = (gazetteer.entity(id_) for id_ in entities)
    return tuple(
        Site(entity.id, entity.lat, entity.lon)
        for entity in known
        if entity is not None
        and entity.kind is Kind.FACILITY
        and entity.lat is not None
        and entity.lon is not None
    )


def _sites(report: Report, resolution: Resolution, gazetteer: Gazetteer) -> Iterator[Site]:
    """Give where it was: a facility that is only implied says nothing of that."""
    named = {m.entity: m for m in resolution.mentions if m.via is None}
    for site in sites_of(report, named, gazetteer):
        mention = named.get(site.by)
        yield site if mention is None else replace(site, role=mention.role)


def _reports(mention: Mention) -> bool:
    return any(evidence.field == _REPORTED_BY for evidence in mention.evidence)
