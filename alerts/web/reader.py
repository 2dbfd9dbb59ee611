"""What rules may look at, of reports that are kept and of such as are sent."""

from collections.abc import Callable
from dataclasses import dataclass

from alerts.match.facts import Facts, facts_of
from alerts.model.entity import Resolution
from alerts.model.report import Report
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from alerts.store.kept import KeptReport


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads reports. `resolver` makes one when first called, which takes a second.

    `read_kept` reads a report's bytes as Kafka brought them, whatever wrapped it.
    """

    gazetteer: Gazetteer
    resolver: Callable[[], Resolver]
    read_kept: Callable[[bytes], Report]

    def sent(self, report: Report) -> Facts:
        """Find out all about a report."""
        return facts_of(report, self.resolver().resolve(report), self.gazetteer)

    def kept(self, kept: KeptReport) -> tuple[Facts, Resolution | None]:
        """Give what was found out about a kept report.

        Where no rule could match it when it came, what is news in it was left open: then that is
        found out now, and given beside. Of an older gazetteer's names nothing can be told any more.
        """
        report, resolution = self.read_kept(kept.raw), kept.resolution
        if resolution.weighed:
            return facts_of(report, resolution, self.gazetteer), None
        if kept.gazetteer == self.gazetteer.version:
            anew = self.resolver().weigh(report, resolution)
        else:
            anew = self.resolver().resolve(report)
        return facts_of(report, anew, self.gazetteer), anew
