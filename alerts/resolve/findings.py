"""What one report has named so far, and what becomes of it once all of it is read.

A doubt can be settled only by the rest of the report, so it waits to the end: a name that
two places share is the one whose country is named too, and a name that is also a word is
meant where the full name stands elsewhere.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

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
from alerts.resolve.implied import Implied
from alerts.resolve.kin import is_of_named_kin, stands_as_a_name
from alerts.resolve.roles import READ, Name, assigning
from alerts.resolve.steps import Steps

BY_LOCATION = "/location"  # no entity implies such a region, but this member of the report
_MAX_EVIDENCE = 20  # of one entity; enough to explain, and a repetitive text stays small
_MAX_AMBIGUOUS = 20
_FEW = 16  # doubts between two pauses: each looks at all that is named
_STEP = 256  # entities between two pauses: they take some milliseconds


@dataclass(slots=True)
class _Doubt:
    """Words that may name one of several entities, or, not being `certain`, none.

    Of a word that may be a name nearly always nothing comes: where exactly it stands is
    worked out when something does.
    """

    candidates: tuple[str, ...]
    certain: bool
    places: list[Callable[[], Evidence]] = field(default_factory=list)

    def evidence(self) -> list[Evidence]:
        return [place() for place in self.places]


class Findings:
    """The names found in one report. Made for it, and done when `resolving` is."""

    __slots__ = ("_doubts", "_gazetteer", "_implied", "_located", "_named", "_roles", "_unresolved")

    def __init__(self, implied: Implied) -> None:
        self._implied = implied
        self._gazetteer = implied.gazetteer
        self._named: dict[str, list[Evidence]] = {}
        self._doubts: dict[tuple[tuple[str, ...], bool], _Doubt] = {}
        self._unresolved: list[Evidence] = []
        self._located: str | None = None
        self._roles: dict[str, tuple[Role, Part | None]] = {}

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
        if len(known) < _MAX_EVIDENCE:
            known.append(evidence)

    def doubt(self, evidence: Evidence, ids: Sequence[str]) -> None:
        """Take up words that name one of several entities."""
        self._doubt(lambda: evidence, tuple(ids), certain=True)

    def suspect(self, evidence: Callable[[], Evidence], ids: tuple[str, ...]) -> None:
        """Take up words that may name entities, or may be only words."""
        self._doubt(evidence, ids, certain=False)

    def _doubt(
        self, evidence: Callable[[], Evidence], ids: tuple[str, ...], *, certain: bool
    ) -> None:
        at = ids, certain
        doubt = self._doubts.get(at)
        if doubt is None:
            doubt = self._doubts[at] = _Doubt(ids, certain)
        if len(doubt.places) < _MAX_EVIDENCE:
            doubt.places.append(evidence)

    def resolving(
        self, report: Report, is_wanted: Callable[[AbstractSet[str]], bool]
    ) -> Steps[Resolution]:
        """Settle what can be settled, weigh what is news, and close parents upwards.

        To weigh takes most of the time, so it is done only if `is_wanted` says so of all
        that is named or implied.
        """
        ambiguous: list[Ambiguity] = []
        if self._doubts:
            ambiguous = yield from self._settling(report)
        weighed = is_wanted((yield from self._all()))
        if weighed:
            yield from self._weighing(report)
        else:
            self._roles = dict.fromkeys(self._named, _UNREAD)
        named = yield from self._naming()
        implied = yield from self._implying()
        return Resolution(
            mentions=(*named, *implied),
            ambiguous=tuple(ambiguous[:_MAX_AMBIGUOUS]),
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
        places = frozenset([i for i in present if kind_of(i) is Kind.REGION])
        sure = tuple([i for i in self._named if kind_of(i) is Kind.FACILITY])
        ambiguous: list[Ambiguity] = []
        for number, doubt in enumerate(self._doubts.values(), start=1):
            if not number % _FEW:
                yield
            settled = self._settled(doubt, present, places)
            if settled is None and not doubt.certain:
                settled = self._like_what_is_named(doubt, sure, report)
            if settled is not None:
                for evidence in doubt.evidence():
                    self.name(settled, evidence)
            elif doubt.certain or self._is_worth_telling(doubt, places):
                ambiguous.append(Ambiguity(doubt.places[0](), doubt.candidates))
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

    def _settled(
        self, doubt: _Doubt, present: AbstractSet[str], places: frozenset[str]
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

    def _like_what_is_named(
        self, doubt: _Doubt, named: Sequence[str], report: Report
    ) -> str | None:
        """Give the only candidate, if facilities of its kin are `named`, and it stands as a name."""
        if not named or len(doubt.candidates) != 1:
            return None
        (only,) = doubt.candidates
        if not is_of_named_kin(only, named, self._gazetteer):
            return None
        texts = {"/title": report.title or "", "/body": report.body or ""}
        is_name = any(stands_as_a_name(e, texts[e.field]) for e in doubt.evidence())
        return only if is_name else None

    def _nearness(self, entity: str, places: frozenset[str]) -> int:
        """Count the places of the report that an entity lies in."""
        return len(places.intersection(self._gazetteer.ancestors(entity)))

    def _is_worth_telling(self, doubt: _Doubt, places: frozenset[str]) -> bool:
        """Tell whether a word that may be a name is likely enough one to be mentioned.

        A capital says so, but of regions, many of which are called North or Capital; for
        those, and in scripts without capitals, the place must be named too.
        """
        if places and any(self._nearness(c, places) for c in doubt.candidates):
            return True
        if any(self._gazetteer.kind_of(c) is Kind.REGION for c in doubt.candidates):
            return False
        written = doubt.places[0]().text
        return written.lower() != written

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
