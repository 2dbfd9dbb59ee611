"""The sample reports, and who must hear of each.

The expectations were written down by hand, not computed: a demo that asks the service what
is right would call every answer right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import orjson
from pydantic import TypeAdapter, ValidationError

from alerts.model.errors import InvalidInput, Problem
from alerts.model.report import Report, parse_report

_EXPECTED = TypeAdapter(dict[str, tuple[str, ...]])


@dataclass(frozen=True, slots=True)
class Sample:
    """A report, the bytes that go onto Kafka, and the names of those who must get it."""

    report: Report
    value: bytes
    to: frozenset[str]

    @property
    def id(self) -> str:
        """The report's own id."""
        return self.report.id

    @property
    def key(self) -> bytes:
        """What a producer would partition by: one outlet's report stays in order."""
        return f"{self.report.source.name}/{self.report.id}".encode()


def load_samples(expected: Path | None = None) -> tuple[Sample, ...]:
    """Read the shipped reports, in their order, with the shipped or other expectations.

    Raises `InvalidInput` when `expected` does not say for every report who must get it.
    """
    folder = files("alerts.demo")
    values = (folder / "samples.jsonl").read_bytes().splitlines()
    reports = [parse_report(value) for value in values]
    wanted = read_expected((expected or folder / "expected.json").read_bytes())
    if unsure := {report.id for report in reports} ^ wanted.keys():
        raise InvalidInput(
            "the expectations do not fit the sample reports",
            tuple(Problem(f"/{name}", "stands in one of them only") for name in sorted(unsure)),
        )
    return tuple(
        Sample(report, value, frozenset(wanted[report.id]))
        for report, value in zip(reports, values, strict=True)
    )


def read_expected(content: bytes) -> Mapping[str, tuple[str, ...]]:
    """Read `{"report id": ["subscriber", …]}`. Raises `InvalidInput`."""
    try:
        return _EXPECTED.validate_python(orjson.loads(content))
    except (orjson.JSONDecodeError, ValidationError) as error:
        raise InvalidInput(f"the expectations cannot be read: {error}") from error
