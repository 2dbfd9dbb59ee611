"""What one report has named so far, and what becomes of it once all of it is read.

What naming implies, and what is news, is asked of all of it together, so both wait to the end.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from alerts.model.entity import (
    READ_FIELDS,
    Ambiguity,
    Evidence,
    Kind,
    Mention,
    Part,
    Resolution,
    Role,
)
from alerts.model.report import Report
from alerts.resolve.accused import accused
from alerts.resolve.doubts import MAX_EVIDENCE, Doubts
from alerts.resolve.garrisons import garrisons
from alerts.resolve.implied import Implied
from alerts.resolve.roles import READ, Name, assigning
from alerts.resolve.steps import Steps

BY_LOCATION = "/location"  # no entity implies such a region, but this member of the report
_MAX_AMBIGUOUS = 20
_STEP = 256  # entities between two pauses: they take some milliseconds


class Findings:
    """The names found in one report. Made for it, and done when `resolving` is."""

    __slots__ = (
        "_doubts",
        "_gazetteer",
        "_implied",
        "_located",
        "_named",
        "_roles",
        "_sounded",
        "_unresolved",
    )

    def __init__(self, implied: Implied) -> None:
        self._implied = implied
        self._gazetteer = implied.gazetteer
        self._named: dict[str, list[Evidence]] = {}
        self._doubts = Doubts(implied.gazetteer)
        self._sounded: dict[str, list[Evidence]] = {}
        self._unresolved: list[Evidence] = []
        self._located: str | None = None
        self._roles: dict[str, tuple[Role, Part | None]] = {}

    @classmethod
    def found_before(cls, implied: Implied, resolution: Resolution) -> "Findings":
        """Take up again what was found in a report that nobody asked the news of."""
        findings = cls(implied)
        for mention in resolution.mentions:
            if mention.evidence:
                findings._named[mention.entity] = list(mention.evidence)
            elif mention.via == BY_LOCATION:
                findings.locate(mention.entity)
        findings._unresolved += resolution.unresolved
        return findings

    def listed(self, evidence: Evidence, ids: Sequence[str]) -> None:
        """Take up an entry of the producer's own lists, and what it may name."""
        match ids:
            case []:
                self._unresolved.append(evidence)
            case [only]:
                self.name(only, evidence)
            case _:
                self.doubt(evidence, ids)

    def locate(self, region: str) -> None:
        """Take up the region that the producer's coordinates lie in."""
        self._located = region
        self._named.setdefault(region, [])

    def name(self, entity: str, evidence: Evidence) -> None:
        """Take up words that name one entity."""
        known = self._named.setdefault(entity, [])
        if len(known) < MAX_EVIDENCE:
            known.append(evidence)

    def doubt(self, evidence: Evidence, ids: Sequence[str]) -> None:
        """Take up words that name one of several entities."""
        self._doubts.add(lambda: evidence, tuple(ids), certain=True)

    def suspect(self, evidence: Callable[[], Evidence], ids: tuple[str, ...]) -> None:
        """Take up words that may name entities, or may be only words."""
        self._doubts.add(evidence, ids, certain=False)

    def sound(self, facility: str, evidence: Evidence) -> None:
        """Take up words that sound like a facility's name, beside a head noun of its kind."""
        known = self._sounded.setdefault(facility, [])
        if len(known) < MAX_EVIDENCE:
            known.append(evidence)

    def resolving(
        self, report: Report, is_wanted: Callable[[AbstractSet[str]], bool]
    ) -> Steps[Resolution]:
        """Settle what can be settled, weigh what is news, and close parents upwards.

        To weigh takes most of the time, so it is done only if `is_wanted` says so of all
        that is named or implied.
        """
        ambiguous: list[Ambiguity] = []
        if self._doubts or self._sounded:
            ambiguous = yield from self._settling(report)
        texts = {"/title": report.title or "", "/body": report.body or ""}
        if not any(report.facilities):
            for site, evidence in tuple(self._implied.sited.meant(self._named, texts)):
                self.name(site, evidence)
        if not any(report.actors):
            for find in (garrisons, accused):
                for army, evidence in tuple(find(self._gazetteer, self._named, texts)):
                    self.name(army, evidence)
        weighed = is_wanted((yield from self._all()))
        return (yield from self.concluding(report, ambiguous[:_MAX_AMBIGUOUS], weighed=weighed))

    def concluding(
        self, report: Report, ambiguous: Sequence[Ambiguity], *, weighed: bool
    ) -> Steps[Resolution]:
        """Tell what is news from background, if that is to be `weighed`, and close parents upwards."""
        if weighed:
            yield from self._weighing(report)
        else:
            self._roles = dict.fromkeys(self._named, _UNREAD)
        named = yield from self._naming()
        implied = yield from self._implying()
        return Resolution(
            mentions=(*named, *implied),
            ambiguous=tuple(ambiguous),
            unresolved=tuple(self._unresolved),
            weighed=weighed,
        )

    def _all(self) -> Steps[AbstractSet[str]]:
        """Give the ids of all that is named or implied."""
        ids = set(self._named)
        for number, entity in enumerate(self._named, start=1):
            if not number % _STEP:
                yield
            ids.update(self._gazetteer.ancestors(entity))
        return ids

    def _settling(self, report: Report) -> Steps[list[Ambiguity]]:
        """Name what the rest of the report decides, and give what stays ambiguous."""
        present = yield from self._gathering()
        kind_of = self._gazetteer.kind_of
        sites = tuple([i for i in self._named if kind_of(i) is Kind.FACILITY])
        settled, ambiguous = yield from self._doubts.settling(report, present, sites)
        for entity, evidence in settled:
            self.name(entity, evidence)
        for facility, heard in self._sounded.items():
            if self._gazetteer.provinces(facility) & present:
                for evidence in heard:
                    self.name(facility, evidence)
        return ambiguous

    def _gathering(self) -> Steps[AbstractSet[str]]:
        """Give all that is named and what takes it in, before any doubt is settled.

        Sources are left out: where Al Mayadeen reports, Mayadin is still a town.
        """
        present: set[str] = set()
        for number, entity in enumerate(self._named, start=1):
            if not number % _STEP:
                yield
            if self._gazetteer.kind_of(entity) is not Kind.SOURCE:
                present.add(entity)
                present.update(self._gazetteer.ancestors(entity))
        return present

    def _weighing(self, report: Report) -> Steps[None]:
        """Give all that is named its role. What the producer told is news because he says so."""
        names = [
            Name(entity, known.kind, known.type, e.field, e.start, e.end, e.text)
            for entity, evidence in self._named.items()
            if (known := self._gazetteer.entity(entity)) is not None
            for e in evidence
            if e.end <= READ and e.field in READ_FIELDS
        ]
        day = report.published_at.date() if report.published_at else None
        title, body = report.title or "", report.body or ""
        read = yield from assigning(title, body, day, names, self._gazetteer.ancestors)
        self._roles = {entity: read.get(entity, _UNREAD) for entity in self._named}
        for number, (entity, evidence) in enumerate(self._named.items(), start=1):
            if not number % _STEP:
                yield
            if self._is_told(entity, evidence):
                for told in (entity, *self._gazetteer.ancestors(entity)):
                    if told in self._roles:
                        self._roles[told] = (Role.PRIMARY, self._roles[told][1])

    def _is_told(self, entity: str, evidence: list[Evidence]) -> bool:
        """Tell whether an entity is from the producer's lists or coordinates; no outlet is."""
        if entity == self._located:
            return True
        is_listed = any(e.field not in READ_FIELDS for e in evidence)
        return is_listed and self._gazetteer.kind_of(entity) is not Kind.SOURCE

    def _naming(self) -> Steps[list[Mention]]:
        kind_of = self._gazetteer.kind_of
        mentions: list[Mention] = []
        for number, (entity, evidence) in enumerate(self._named.items(), start=1):
            if not number % _STEP:
                yield
            role, part = self._roles[entity]
            via = None if evidence else BY_LOCATION
            mentions.append(
                Mention(entity, kind_of(entity), role, part, via, evidence=tuple(evidence))
            )
        return mentions

    def _implying(self) -> Steps[list[Mention]]:
        """Give the ancestors of what is named, each once: implied by what is primary, and was named first.

        What a line runs through is news only where no place is named as the one hit.
        """
        given = set(self._named)
        mentions: list[Mention] = []
        is_line = self._implied.is_line
        lines = [entity for entity in self._named if is_line(entity)]
        sited = [entity for entity in self._named if entity not in lines] if lines else self._named
        for role, entities in (
            (Role.PRIMARY, sited),
            (Role.PRIMARY, lines),
            (Role.CONTEXT, self._named),
        ):
            for number, entity in enumerate(entities, start=1):
                if not number % _STEP:
                    yield
                if self._roles[entity][0] is role:
                    hit = entities is lines and self._is_placed(entity)
                    for mention in self._implied.by(entity, Role.CONTEXT if hit else role):
                        if mention.entity not in given:
                            given.add(mention.entity)
                            mentions.append(mention)
        return mentions

    def _is_placed(self, line: str) -> bool:
        """Tell whether the report names the place where a line was hit: at least the country."""
        across = self._implied.is_across(line)
        return any(
            role is Role.PRIMARY
            and (across or "-" in entity)
            and self._gazetteer.kind_of(entity) is Kind.REGION
            for entity, (role, _) in self._roles.items()
        )


_UNREAD = (Role.CONTEXT, None)
