"""A line of the matcher's work as the index sees a report: all that it names is news."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import orjson

from alerts.match.checks import least_of
from alerts.match.facts import Site
from alerts.match.normal import Literal
from alerts.match.seen import NAMED, NOTHING, Attribute, Told
from alerts.model.condition import Scope
from alerts.model.report import Severity
from alerts.resolve.fold import Folded

_KINDS = ("region", "facility", "actor")


class Line:
    """What the index asks, answered from JSON; what a line lacks, it says nothing of."""

    __slots__ = ("_report", "_site")

    def __init__(self, line: bytes) -> None:
        report: dict[str, Any] = orjson.loads(line)
        self._report = report
        self._site = Site("/location", report["lat"], report["lon"]) if "lat" in report else None

    def named(self, scope: Scope) -> Sequence[Collection[str]]:  # noqa: ARG002 - all is news
        """Give the regions, facilities and actors, which are the same in every scope."""
        report = self._report
        return report["region"], report["facility"], report["actor"]

    def told(self, attribute: Attribute) -> Told:
        """Give what the report says of an attribute."""
        if attribute in NAMED:
            kind = NAMED[attribute][1]
            values = frozenset(self._report[kind] if kind in _KINDS else ())
        elif attribute is Attribute.SEVERITY and self._report["severity"]:
            values = least_of(Severity(self._report["severity"]))
        else:
            return NOTHING
        return Told(values, values)

    def texts(self) -> Iterator[Folded]:
        """Give the text, if there is any."""
        if "text" in self._report:
            yield Folded(self._report["text"])

    def sites(self, scope: Scope) -> Sequence[Site]:  # noqa: ARG002 - all is news
        """Give the point, if there is one."""
        return [self._site] if self._site else []

    def meets(self, literal: Literal) -> bool:
        """Say that look-ups leave nothing open."""
        raise TypeError(literal)
