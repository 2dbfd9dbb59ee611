"""A report in; the entities it names out, each with the words that named it.

The producer knows best: a list that it filled is the truth for its kind, and the text is
not searched for that kind. What is left undecided is told as ambiguous and matches nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache, partial
from typing import NamedTuple

from alerts.model.entity import Evidence, Kind, Resolution
from alerts.model.report import BLANK, Report
from alerts.resolve.findings import Findings
from alerts.resolve.fold import Folded
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.geometry import Towns, shipped_towns
from alerts.resolve.implied import Implied
from alerts.resolve.judge import Reading, placed, read
from alerts.resolve.patterns import Target
from alerts.resolve.scan import Found, Hit, NameScan
from alerts.resolve.sounding import Sounding
from alerts.resolve.steps import Steps, at_one_go
from alerts.resolve.windows import LONG, Window, windows

_NONE = frozenset[Kind]()
_ENTRIES = 256  # of the producer's lists between two pauses


class _Text(NamedTuple):
    """A window of one of a report's texts."""

    field: str
    window: Window
    folded: Folded


class Seen(NamedTuple):
    """A window of a text, and the spellings and head nouns found in it, not judged yet."""

    text: _Text
    found: Found


Look = tuple[Seen, ...] | None


Wanted = Callable[[AbstractSet[str]], bool]


def always(_: AbstractSet[str]) -> bool:
    """Want to know of every report what is news."""
    return True


class Resolver:
    """Finds a gazetteer's entities in reports."""

    def __init__(self, gazetteer: Gazetteer, towns: Towns | None = None) -> None:
        self.gazetteer = gazetteer
        self._towns = towns or shipped_towns()
        self._sounding = Sounding(gazetteer)
        self._scan = NameScan(gazetteer, self._sounding.stems)
        self._implied = Implied(gazetteer)
        self._outlet = lru_cache(maxsize=4096)(self._outlet_named)  # few outlets send most reports

    def resolve(self, report: Report) -> Resolution:
        """Give all that a report names, at one go."""
        return at_one_go(self.resolving(report))

    def weigh(self, report: Report, found: Resolution) -> Resolution:
        """Give what `resolve` gives of a report in which, asked of no news, `resolving` found that.

        It was found with this gazetteer.
        """
        findings = Findings.found_before(self._implied, found)
        return at_one_go(findings.concluding(report, found.ambiguous, weighed=True))

    def looking(self, reports: Sequence[Report]) -> Steps[list[Look]]:
        """Scan reports for `resolving`, ahead of it, pausing now and then.

        Several are scanned at once, which is quicker. What is too long for that gives None.
        """
        looks: list[Look] = [None] * len(reports)
        together: list[tuple[int, list[_Text]]] = []
        room = LONG
        for number, report in enumerate(reports):
            size = len(report.title or "") + len(report.body or "")
            if size > LONG:
                continue
            if size > room:
                self._look_at(together, looks)
                yield
                together, room = [], LONG
            together.append((number, list(_texts(report))))
            room -= size
        self._look_at(together, looks)
        return looks

    def _look_at(self, together: Sequence[tuple[int, list[_Text]]], looks: list[Look]) -> None:
        folded = [text.folded for _, texts in together for text in texts]
        found = iter(self._scan.found(folded))
        for number, texts in together:
            looks[number] = tuple([Seen(text, next(found)) for text in texts])

    def resolving(
        self, report: Report, look: Look = None, is_wanted: Wanted = always
    ) -> Steps[Resolution]:
        """Give what `resolve` gives, pausing every few thousand characters, or hundred names.

        `look` is what `looking` gave for the report, if it was asked. `is_wanted` tells of the
        ids of all entities found whether anybody asks which of them are news.
        """
        findings = Findings(self._implied)
        told = yield from self._reading_lists(report, findings)
        self._read_location(report, findings)
        self._read_source(report, findings)
        for seen in self._scanning(report) if look is None else look:
            self._read_window(seen, told, findings)
            if not seen.text.window.is_last:
                yield
        return (yield from findings.resolving(report, is_wanted))

    def _scanning(self, report: Report) -> Iterator[Seen]:
        for text in _texts(report):
            (found,) = self._scan.found([text.folded])
            yield Seen(text, found)

    def _read_window(self, seen: Seen, told: frozenset[Kind], findings: Findings) -> None:
        (_, window, folded), (hits, heads) = seen
        if Kind.FACILITY in told:
            hits, heads = _without_facilities(hits), []
        if not hits:
            return  # what only sounds like a name needs one that places it
        readings = read(folded, hits)
        for reading in readings:
            ids = _untold(reading.candidates, told)
            if not reading.certain and window.is_whole:
                # Mostly a word, of which nothing will come: that it is one shows only later.
                if ids:
                    findings.suspect(partial(_evidence, seen.text, reading), ids)
                continue
            evidence = _evidence(seen.text, reading)
            if window.own <= evidence.start < window.end:
                _note(findings, evidence, ids, certain=reading.certain)
        if heads:
            taken = [(reading.start, reading.end) for reading in readings]
            for start, end, entity in self._sounding.found(folded, heads, taken):
                evidence = _evidence(seen.text, Reading(start, end, (), certain=False))
                if window.own <= evidence.start < window.end:
                    findings.sound(entity, evidence)

    def _reading_lists(self, report: Report, findings: Findings) -> Steps[frozenset[Kind]]:
        """Read the producer's own lists. Gives the kinds that they tell."""
        if not (report.regions or report.facilities or report.actors):
            return _NONE
        lists = {
            Kind.REGION: ("regions", report.regions),
            Kind.FACILITY: ("facilities", report.facilities),
            Kind.ACTOR: ("actors", report.actors),
        }
        for kind, (name, entries) in lists.items():
            for position, entry in enumerate(entries):
                if position % _ENTRIES == _ENTRIES - 1:
                    yield
                if entry != BLANK:
                    evidence = Evidence(f"/{name}/{position}", 0, len(entry), entry)
                    findings.listed(evidence, self.gazetteer.named(entry, kind))
        return frozenset(kind for kind, (_, entries) in lists.items() if any(entries))

    def _read_location(self, report: Report, findings: Findings) -> None:
        """Find the region of the coordinates, where the producer named none himself."""
        if report.location is not None and not any(report.regions):
            region = self._towns.region_at(report.location)
            if region is not None and self.gazetteer.entity(region) is not None:
                findings.locate(region)

    def _read_source(self, report: Report, findings: Findings) -> None:
        name = report.source.name
        outlet = self._outlet(name)
        if outlet is not None:
            findings.name(outlet, Evidence("/source/name", 0, len(name), name))

    def _outlet_named(self, name: str) -> str | None:
        """Find who reports. Of a host's name (manage.rudaw.net) the outlet's domain is enough."""
        asked = name
        while not (outlets := self.gazetteer.named(asked, Kind.SOURCE)):
            _, _, asked = asked.partition(".")
            if "." not in asked or " " in name:
                return None
        return outlets[0] if len(outlets) == 1 else None


def _texts(report: Report) -> Iterator[_Text]:
    for field, text in (("/title", report.title), ("/body", report.body)):
        for window in windows(text or ""):
            yield _Text(field, window, Folded(window.text))


def _without_facilities(hits: list[Hit]) -> list[Hit]:
    """Leave out facilities where the producer told them: the place in such a name is a place.

    Regions and actors stay, though told: the place in an actor's name is none.
    """
    others = (Hit(h.start, h.end, _unsited(h.strong), _unsited(h.short)) for h in hits)
    return [hit for hit in others if hit.strong or hit.short]


def _unsited(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    return tuple(t for t in targets if t.kind is not Kind.FACILITY)


def _untold(candidates: tuple[Target, ...], told: frozenset[Kind]) -> tuple[str, ...]:
    """Give the ids of what a name in the text may mean, but for the kinds that the producer told."""
    if len(candidates) == 1 and not told:  # nearly always
        return (candidates[0].entity,)
    return tuple({t.entity: None for t in candidates if t.kind not in told})


def _evidence(text: _Text, reading: Reading) -> Evidence:
    field, (plain, offset, *_), folded = text
    first, last = placed(folded, reading)
    return Evidence(field, first + offset, last + offset, plain[first:last])


def _note(findings: Findings, evidence: Evidence, ids: tuple[str, ...], *, certain: bool) -> None:
    if len(ids) == 1 and certain:
        findings.name(ids[0], evidence)
    elif ids and certain:
        findings.doubt(evidence, ids)
    elif ids:
        findings.suspect(lambda: evidence, ids)
