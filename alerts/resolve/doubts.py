"""Words that may name one of several entities, or none, until the rest of the report decides.

A name that two places share is the one whose country is named too, and a name that is also a
word is meant where the full name stands elsewhere.
"""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from alerts.model.entity import Ambiguity, Evidence, Kind
from alerts.model.report import Report
from alerts.resolve.fold import key
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.kin import is_of_named_kin, stands_as_a_name
from alerts.resolve.steps import Steps

_IN_BRACKETS = re.compile(r"\((.+)\)$")
MAX_EVIDENCE = 20  # of one entity; enough to explain, and a repetitive text stays small
_FEW = 16  # doubts between two pauses: each looks at all that is named

Settled = list[tuple[str, Evidence]]


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


class Doubts:
    """The doubts of one report."""

    __slots__ = ("_doubts", "_gazetteer")

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._doubts: dict[tuple[tuple[str, ...], bool], _Doubt] = {}

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._doubts)

    def add(self, evidence: Callable[[], Evidence], ids: tuple[str, ...], *, certain: bool) -> None:
        """Take up words that may name these entities; not `certain`, they may be only words."""
        at = ids, certain
        doubt = self._doubts.get(at)
        if doubt is None:
            doubt = self._doubts[at] = _Doubt(ids, certain)
        if len(doubt.places) < MAX_EVIDENCE:
            doubt.places.append(evidence)

    def settling(
        self, report: Report, present: AbstractSet[str], sites: Sequence[str]
    ) -> Steps[tuple[Settled, list[Ambiguity]]]:
        """Give what the rest of the report decides, and what stays ambiguous.

        `present` is all that is named and what takes it in, `sites` the facilities named.
        """
        kind_of = self._gazetteer.kind_of
        places = frozenset([i for i in present if kind_of(i) is Kind.REGION])
        settled: Settled = []
        ambiguous: list[Ambiguity] = []
        for number, doubt in enumerate(self._doubts.values(), start=1):
            if not number % _FEW:
                yield
            meant = self._settled(doubt, present, places)
            if meant is None and not doubt.certain:
                meant = self._like_what_is_named(doubt, sites, report)
            if meant is not None:
                settled += [(meant, evidence) for evidence in doubt.evidence()]
            elif doubt.certain or self._is_worth_telling(doubt, places):
                ambiguous.append(Ambiguity(doubt.places[0](), doubt.candidates))
        return settled, ambiguous

    def _settled(
        self, doubt: _Doubt, present: AbstractSet[str], places: frozenset[str]
    ) -> str | None:
        known = [c for c in doubt.candidates if c in present]
        if len(known) == 1:
            return known[0]
        if not doubt.certain:
            return self._of_a_place_named(doubt, places)
        within = {c: self._nearness(c, places) for c in doubt.candidates}
        most = max(within.values())
        nearest = [c for c, count in within.items() if count == most]
        return nearest[0] if most and len(nearest) == 1 else None

    def _of_a_place_named(self, doubt: _Doubt, places: frozenset[str]) -> str | None:
        """Give the only candidate, if it is told from others by a place that is named.

        So is the Government of National Unity (Libya), in a report of Libya.
        """
        known = self._gazetteer.entity(doubt.candidates[0])
        if len(doubt.candidates) > 1 or known is None or known.kind is not Kind.ACTOR:
            return None
        place = _IN_BRACKETS.search(known.name)
        named = self._gazetteer.named(key(place.group(1)), Kind.REGION) if place else ()
        return known.id if not places.isdisjoint(named) else None

    def _like_what_is_named(
        self, doubt: _Doubt, named: Sequence[str], report: Report
    ) -> str | None:
        """Give the only candidate but for its town, if facilities of its kin are `named`, and it stands as a name."""
        meant = self._but_regions(doubt) if named else ()
        if len(meant) != 1:
            return None
        (only,) = meant
        if not is_of_named_kin(only, named, self._gazetteer):
            return None
        texts = {"/title": report.title or "", "/body": report.body or ""}
        is_name = any(
            stands_as_a_name(e, texts[e.field], is_town=len(doubt.candidates) > 1)
            for e in doubt.evidence()
        )
        return only if is_name else None

    def _but_regions(self, doubt: _Doubt) -> tuple[str, ...]:
        """Give the candidates without the towns that they are called after."""
        kind_of = self._gazetteer.kind_of
        return tuple([c for c in doubt.candidates if kind_of(c) is not Kind.REGION])

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
