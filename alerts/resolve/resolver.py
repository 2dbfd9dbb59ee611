"""A report in; the entities it names out, each with the words that named it.

The producer knows best: a list that it filled is the truth for its kind, and the text is
not searched for that kind. What is left undecided is told as ambiguous and matches nothing.
"""

from collections.abc import Generator

from alerts.model.entity import Evidence, Kind, Resolution
from alerts.model.report import BLANK, Report
from alerts.resolve.findings import Findings
from alerts.resolve.fold import Folded
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.judge import Reading, read
from alerts.resolve.scan import NameScan, Target
from alerts.resolve.windows import windows


class Resolver:
    """Finds a gazetteer's entities in reports."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._scan = NameScan(gazetteer)

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
        findings = Findings(self.gazetteer)
        told = self._read_lists(report, findings)
        self._read_source(report, findings)
        for field, text in (("/title", report.title), ("/body", report.body)):
            for window in windows(text or ""):
                folded = Folded(window.text)
                hits = list(self._scan.hits(folded, told))
                for reading in read(folded, hits, self.gazetteer) if hits else ():
                    start, end = reading.start + window.offset, reading.end + window.offset
                    if window.own <= start < window.end:
                        evidence = Evidence(field, start, end, window.text[reading.start : reading.end])
                        _note(findings, evidence, reading, told)
                if window.end < len(text or ""):
                    yield
        return findings.resolution()

    def _read_lists(self, report: Report, findings: Findings) -> frozenset[Kind]:
        """Read the producer's own lists. Gives the kinds that they tell."""
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

    def _read_source(self, report: Report, findings: Findings) -> None:
        name = report.source.name
        outlets = self.gazetteer.named(name, Kind.SOURCE)
        if len(outlets) == 1:
            findings.name(outlets[0], Evidence("/source/name", 0, len(name), name))


def _note(
    findings: Findings, evidence: Evidence, reading: Reading, told: frozenset[Kind]
) -> None:
    """Take up what a name in the text says, but for the kinds that the producer told."""
    candidates = _ids(t for t in reading.candidates if t.kind not in told)
    match candidates:
        case []:
            pass
        case [entity] if reading.certain:
            findings.name(entity, evidence)
        case _:
            findings.doubt(evidence, candidates, certain=reading.certain)


def _ids(targets: "Generator[Target, None, None]") -> list[str]:
    return list(dict.fromkeys(t.entity for t in targets))
