"""What one report has named so far, and what becomes of it once all of it is read.

A doubt can be settled only by the rest of the report, so it waits to the end: a name that
two places share is the one whose country is named too, and a name that is also a word is
meant where the full name stands elsewhere.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from alerts.model.entity import Ambiguity, Evidence, Kind, Mention, Part, Resolution, Role
from alerts.model.report import Report
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.roles import Name, assign

_MAX_EVIDENCE = 20  # of one entity; enough to explain, and a repetitive text stays small
_MAX_AMBIGUOUS = 20


@dataclass(slots=True)
class _Doubt:
    """Words that may name one of several entities, or, not being `certain`, none."""

    candidates: tuple[str, ...]
    certain: bool
    evidence: list[Evidence] = field(default_factory=list)


class Findings:
    """The names found in one report. Made for it, and done with its `resolution`."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._named: dict[str, list[Evidence]] = {}
        self._doubts: dict[tuple[str, ...], _Doubt] = {}
        self._unresolved: list[Evidence] = []
        self._roles: dict[str, tuple[Role, Part | None]] = {}

    def listed(self, evidence: Evidence, ids: Sequence[str]) -> None:
        """Take up an entry of the producer's own lists, and what it may name."""
        match ids:
            case []:
                self._unresolved.append(evidence)
            case [only]:
                self.name(only, evidence)
            case _:
                self.doubt(evidence, ids, certain=True)

    def name(self, entity: str, evidence: Evidence) -> None:
        """Take up words that name one entity."""
        known = self._named.setdefault(entity, [])
        if len(known) < _MAX_EVIDENCE:
            known.append(evidence)

    def doubt(self, evidence: Evidence, ids: Sequence[str], *, certain: bool) -> None:
        """Take up words that may name several entities, or none where not even that is certain."""
        at = (*ids, str(certain))
        doubt = self._doubts.setdefault(at, _Doubt(tuple(ids), certain))
        if len(doubt.evidence) < _MAX_EVIDENCE:
            doubt.evidence.append(evidence)

    def resolution(self, report: Report) -> Resolution:
        """Settle what can be settled, weigh what is news, and close parents upwards."""
        ambiguous = tuple(self._settle())
        self._weigh(report)
        return Resolution(
            mentions=(*self._mentions(), *self._implied()),
            ambiguous=ambiguous[:_MAX_AMBIGUOUS],
            unresolved=tuple(self._unresolved),
        )

    def _settle(self) -> Iterator[Ambiguity]:
        present = self._present()
        places = frozenset(i for i in present if self._gazetteer.kind_of(i) is Kind.REGION)
        for doubt in self._doubts.values():
            settled = self._settled(doubt, present, places)
            if settled is not None:
                for evidence in doubt.evidence:
                    self.name(settled, evidence)
            elif doubt.certain or self._is_worth_telling(doubt, places):
                yield Ambiguity(doubt.evidence[0], doubt.candidates)

    def _present(self) -> frozenset[str]:
        """Give all that is named and what takes it in, before any doubt is settled.

        Sources are left out: where Al Mayadeen reports, Mayadin is still a town.
        """
        named = [i for i in self._named if self._gazetteer.kind_of(i) is not Kind.SOURCE]
        return frozenset(named).union(*(self._gazetteer.ancestors(i) for i in named))

    def _settled(
        self, doubt: _Doubt, present: Collection[str], places: Collection[str]
    ) -> str | None:
        known = [c for c in doubt.candidates if c in present]
        if len(known) == 1:
            return known[0]
        if not doubt.certain:
            return None
        within = {c: self._nearness(c, places) for c in doubt.candidates}
        most = max(within.values())
        nearest = [c for c, count in within.items() if count == most]
        return nearest[0] if most and len(nearest) == 1 else None

    def _nearness(self, entity: str, places: Collection[str]) -> int:
        """Count the places of the report that an entity lies in."""
        return sum(ancestor in places for ancestor in self._gazetteer.ancestors(entity))

    def _is_worth_telling(self, doubt: _Doubt, places: Collection[str]) -> bool:
        """Tell whether a word that may be a name is likely enough one to be mentioned.

        A capital says so, but of regions, many of which are called North or Capital; for
        those, and in scripts without capitals, the place must be named too.
        """
        has_capital = doubt.evidence[0].text.lower() != doubt.evidence[0].text
        is_region = any(self._gazetteer.kind_of(c) is Kind.REGION for c in doubt.candidates)
        if has_capital and not is_region:
            return True
        return any(self._nearness(c, places) for c in doubt.candidates)

    def _weigh(self, report: Report) -> None:
        """Give all that is named its role. What the producer listed is news because he says so."""
        names = [
            Name(entity, known.kind, known.type, e.field, e.start, e.end, e.text)
            for entity, evidence in self._named.items()
            if (known := self._gazetteer.entity(entity)) is not None
            for e in evidence
            if e.field in _READ
        ]
        day = report.published_at.date() if report.published_at else None
        read = assign(report.title or "", report.body or "", day, names, self._gazetteer.ancestors)
        for entity, evidence in self._named.items():
            is_listed = any(e.field not in _READ for e in evidence)
            is_source = self._gazetteer.kind_of(entity) is Kind.SOURCE
            if is_listed and not is_source:
                self._roles[entity] = (Role.PRIMARY, read.get(entity, _UNREAD)[1])
            else:
                self._roles[entity] = read.get(entity, _UNREAD)

    def _mentions(self) -> Iterator[Mention]:
        for entity, evidence in self._named.items():
            role, part = self._roles[entity]
            kind = self._gazetteer.kind_of(entity)
            yield Mention(entity, kind, role, part=part, evidence=tuple(evidence))

    def _implied(self) -> Iterator[Mention]:
        """Give the ancestors of what is named; what is primary implies before what is context."""
        given = set(self._named)
        implying = [e for e in self._named if self._gazetteer.kind_of(e) is not Kind.SOURCE]
        implying.sort(key=lambda e: self._roles[e][0] is not Role.PRIMARY)
        for entity in implying:
            for ancestor in self._gazetteer.ancestors(entity):
                if ancestor not in given:
                    given.add(ancestor)
                    kind = self._gazetteer.kind_of(ancestor)
                    yield Mention(ancestor, kind, self._roles[entity][0], via=entity)


_READ = frozenset(["/title", "/body"])
_UNREAD = (Role.CONTEXT, None)
