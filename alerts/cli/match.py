"""`alerts match`: which rules reports meet and why, without the service.

A rule that the service would not take stops everything: half the rules would be an
answer that nobody asked for.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from alerts.cli.environment import from_environment
from alerts.cli.lines import Reports, each_report, lines_of

if TYPE_CHECKING:
    from alerts.match.facts import Facts
    from alerts.model.report import Report
    from alerts.model.rule import Rule
    from alerts.model.rule_limits import RuleLimits
    from alerts.resolve.gazetteer import Gazetteer


def match(
    files: Reports = None,
    *,
    rules: Annotated[
        Path,
        typer.Option(exists=True, dir_okay=False, help="Rules as JSON Lines: id, name, when."),
    ],
) -> None:
    """Say which rules reports meet, and why; JSON, one line a report."""
    from alerts.match.facts import facts_of
    from alerts.match.index import RuleIndex
    from alerts.resolve.gazetteer import Gazetteer
    from alerts.resolve.resolver import Resolver
    from alerts.wiring.limits import rule_limits

    settings = from_environment()
    gazetteer = Gazetteer.load(settings.gazetteer)
    known = {rule.id: rule for rule in _rules(rules, gazetteer, rule_limits(settings))}
    index = RuleIndex.of(known.values())
    resolver = Resolver(gazetteer)

    def show(report: "Report") -> None:
        facts = facts_of(report, resolver.resolve(report), gazetteer)
        sys.stdout.buffer.write(
            _matched([known[id_] for id_ in index.matching(facts)], facts, gazetteer)
        )
        sys.stdout.buffer.flush()

    each_report(files, show)


def _rules(file: Path, gazetteer: "Gazetteer", limits: "RuleLimits") -> list["Rule"]:
    """Read all rules. Raises `InvalidInput` that names every line at fault."""
    from alerts.match.rule_lines import read_rule
    from alerts.model.errors import InvalidInput, Problem

    found: list[Rule] = []
    problems: list[Problem] = []
    first: dict[str, str] = {}
    for where, line in lines_of([file]):
        try:
            rule = read_rule(line, gazetteer, limits)
            found.append(rule)
            if (other := first.setdefault(rule.id, where)) != where:
                problems.append(Problem(f"{where}/id", f"{rule.id!r} is also the id in {other}"))
        except InvalidInput as error:
            problems += [
                Problem(f"{where}{problem.pointer}", problem.detail, problem.candidates)
                for problem in error.problems
            ] or [Problem(where, error.detail)]
    if problems:
        raise InvalidInput(f"{file}: these rules cannot be used", tuple(problems))
    return found


def _matched(met: list["Rule"], facts: "Facts", gazetteer: "Gazetteer") -> bytes:
    from alerts.match.explain import explain
    from alerts.model.event_because import reason_of

    matches = [
        {
            "rule": rule.id,
            "because": [
                reason_of(because).model_dump(mode="json")
                for because in explain(rule.when, facts, gazetteer.name_of).because
            ],
        }
        for rule in met
    ]
    line = {"id": facts.report.id, "matches": matches}
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)
