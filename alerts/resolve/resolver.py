"""A report in; the entities it names out, each with the words that named it.

The producer knows best: a list that it filled is the truth for its kind, and the text is
not searched for that kind. What is left undecided is told as ambiguous and matches nothing.
"""

from collections.abc import Generator
from functools import lru_cache

from alerts.model.entity import Evidence, Kind, Resolution
from alerts.model.report import BLANK, Report
from alerts.resolve.findings import Findings, Implied
from alerts.resolve.fold import Folded
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.geometry import Towns, shipped_towns
from alerts.resolve.judge import read
from alerts.resolve.patterns import Target
from alerts.resolve.scan import Hit, NameScan
from alerts.resolve.windows import Window, windows

_NONE = frozenset[Kind]()


class Resolver:
    """Finds a gazetteer's entities in reports."""

    def __init__(self, gazetteer: Gazetteer, towns: Towns | None = None) -> None:
        self.gazetteer = gazetteer
        self._towns = towns or shipped_towns()
        self._scan = NameScan(gazetteer)
        self._implied = Implied(gazetteer)
        self._outlet = lru_cache(maxsize=4096)(self._outlet_named)  # few outlets send most reports

    def resolve(self, report: Report) -> Resolution:
        """Give all that a report names, at one go."""
        steps = self.resolving(report)
        while True:
            try:
                next(steps)
            except StopIteration as done:
                resolution: Resolution = done.value
                return resolution

    def resolving(self, report: Report) -> Generator[None, None, Resolution]:
        """Give what `resolve` gives, pausing every few thousand characters of text."""
        findings = Findings(self._implied)
        told = self._read_lists(report, findings)
        self._read_location(report, findings)
        self._read_source(report, findings)
        for field, text in (("/title", report.title), ("/body", report.body)):
            for window in windows(text or ""):
                self._read_window(field, window, told, findings)
                if not window.is_last:
                    yield
        return findings.resolution(report)

    def _read_window(
        self, field: str, window: Window, told: frozenset[Kind], findings: Findings
    ) -> None:
        text, offset, own, end, _ = window
        folded = Folded(text)
        hits = self._scan.hits(folded)
        if Kind.FACILITY in told:
            hits = _without_facilities(hits)
        if not hits:
            return
        for first, last, candidates, certain in read(folded, hits):
            if own <= first + offset < end:
                evidence = Evidence(field, first + offset, last + offset, text[first:last])
                _note(findings, evidence, _untold(candidates, told), certain=certain)

    def _read_lists(self, report: Report, findings: Findings) -> frozenset[Kind]:
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


def _note(findings: Findings, evidence: Evidence, ids: tuple[str, ...], *, certain: bool) -> None:
    if len(ids) == 1 and certain:
        findings.name(ids[0], evidence)
    elif ids:
        findings.doubt(evidence, ids, certain=certain)
