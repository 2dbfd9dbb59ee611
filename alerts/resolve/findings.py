"""What one report has named so far, and what becomes of it once all of it is read.

A doubt can be settled only by the rest of the report, so it waits to the end: a name that
two places share is the one whose country is named too, and a name that is also a word is
meant where the full name stands elsewhere.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from alerts.model.entity import Ambiguity, Evidence, Kind, Mention, Resolution, Role
from alerts.resolve.gazetteer import Gazetteer

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

    def resolution(self) -> Resolution:
        """Settle what can be settled, and close parents upwards."""
        ambiguous = tuple(self._settle())
        return Resolution(
            mentions=(*self._mentions(), *self._implied()),
            ambiguous=ambiguous[:_MAX_AMBIGUOUS],
            unresolved=tuple(self._unresolved),
        )

    def _settle(self) -> Iterator[Ambiguity]:
        if not self._doubts:
            return
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

    def _mentions(self) -> Iterator[Mention]:
        for entity, evidence in self._named.items():
            kind = self._gazetteer.kind_of(entity)
            yield Mention(entity, kind, _role(kind), evidence=tuple(evidence))

    def _implied(self) -> Iterator[Mention]:
        """Give the ancestors of what is named; what is primary implies before what is context."""
        given = set(self._named)
        implying = [e for e in self._named if self._gazetteer.kind_of(e) is not Kind.SOURCE]
        for entity in implying:
            for ancestor in self._gazetteer.ancestors(entity):
                if ancestor not in given:
                    given.add(ancestor)
                    kind = self._gazetteer.kind_of(ancestor)
                    yield Mention(
                        ancestor, kind, _role(self._gazetteer.kind_of(entity)), via=entity
                    )


def _role(kind: Kind) -> Role:
    """In this version all that is named is what happened, but for who reports it."""
    return Role.CONTEXT if kind is Kind.SOURCE else Role.PRIMARY
