"""What is wrong with rules that are well written, told without the server.

The very reading of names and the very limits of the service; only what another gazetteer knows
besides, or other limits allow, the server alone can say.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from alerts.match.understand import understand
from alerts.model.condition import Condition
from alerts.model.errors import InvalidInput, MalformedReport, Problem
from alerts.model.report import Report, report_of
from alerts.model.rule_limits import RuleLimits
from alerts.resolve.gazetteer import Gazetteer
from alerts.rule_files.finding import Finding
from alerts.rule_files.reading import FiledRule, RuleFiles

_MADE_UP = {"id": "example", "source": {"name": "example"}}


@dataclass(frozen=True, slots=True)
class Example:
    """A report that a rule must match, or must not, and where that is said."""

    rule: FiledRule
    pointer: str
    must_match: bool
    report: Report


def in_ids(rule: FiledRule, gazetteer: Gazetteer, limits: RuleLimits) -> Condition:
    """Give what a rule without findings means."""
    when, _ = understand(gazetteer, limits, rule.written.when)
    return when


def examples(files: RuleFiles) -> tuple[list[Example], list[Finding]]:
    """Give the reports that stand beside rules, and what is wrong with some of them."""
    read: list[Example] = []
    wrong: list[Finding] = []
    for rule in files.rules:
        for pointer, value, must_match in _written_examples(rule):
            try:
                report = _report(value)
            except MalformedReport as error:
                problems = error.problems or (Problem("", error.detail),)
                wrong += [
                    files.find(rule.file, Problem(pointer + p.pointer, f"is no report: {p.detail}"))
                    for p in problems
                ]
                continue
            for ignored in report.ignored_fields:
                detail = "cannot be read: the service would pass over it"
                wrong.append(files.find(rule.file, Problem(pointer + ignored, detail)))
            read.append(Example(rule, pointer, must_match, report))
    return read, wrong


def check(
    files: RuleFiles, gazetteer: Gazetteer, limits: RuleLimits
) -> tuple[list[Example], list[Finding]]:
    """Tell all that is wrong with files, and give their examples."""
    read, wrong = examples(files)
    wrong += files.findings
    for one in files.conditions:
        try:
            understand(gazetteer, limits, one.when, one.pointer)
        except InvalidInput as error:
            wrong += [files.find(one.file, problem) for problem in error.problems]
    return read, sorted(wrong)


def _written_examples(rule: FiledRule) -> Iterator[tuple[str, object, bool]]:
    for key, must_match in (("must_match", True), ("must_not_match", False)):
        for place, value in enumerate(getattr(rule.written, key)):
            yield f"{rule.pointer}/{key}/{place}", value, must_match


def _report(value: object) -> Report:
    """Read a report; one of a file needs neither an id nor a source."""
    if isinstance(value, str):
        return report_of(_MADE_UP | {"body": value})
    return report_of(_MADE_UP | value if isinstance(value, dict) else value)
