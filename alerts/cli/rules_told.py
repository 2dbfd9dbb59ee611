"""What is wrong in files of rules, and what became of the reports beside them: text and JSON.

The JSON is public: editors and pipelines read it. What a file says cannot steer the terminal.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.text import Text

from alerts.cli.marked import harmless
from alerts.match.explain import Verdict
from alerts.match.judge import asked
from alerts.match.truth import Truth
from alerts.model.alert import Because, SeenPlace
from alerts.model.clause import AllOf, AnyOf, Entities, Not, key_of
from alerts.model.event_because import reason_of
from alerts.model.report import Report
from alerts.resolve.gazetteer import Gazetteer
from alerts.rule_files.finding import Finding
from alerts.rule_files.reading import RuleFiles
from alerts.rule_files.trying import Trial

_SHOWN = 100
_MOST_NAMED = 5
_MARKS = {Truth.TRUE: ("✓", "green"), Truth.FALSE: ("✗", "red"), Truth.UNKNOWN: ("?", "yellow")}
_AT = "/when"


def finding_json(one: Finding, gazetteer: Gazetteer) -> dict[str, Any]:
    """Give a finding for a program."""
    candidates = []
    for id_ in one.candidates:
        known = gazetteer.entity(id_)
        named = {"kind": known.kind, "name": known.name} if known else {}
        candidates.append({"id": id_, **named})
    return {
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "pointer": one.pointer,
        "detail": one.detail,
        "candidates": candidates,
    }


def drawn_finding(one: Finding, gazetteer: Gazetteer) -> Text:
    """Draw a finding: where, what, the line itself, and what may have been meant."""
    shown = Text.assemble((f"{one.file}:{one.line}:{one.column}", "bold"), ": ")
    shown.append(harmless(one.detail), "red")
    line = _line(one)
    if line:
        number = f"{one.line:>6} │ "
        shown.append(f"\n{number}", "dim").append(line)
        blank = " " * (one.column - 1)
        shown.append(f"\n{'│ ':>{len(number)}}", "dim").append(f"{blank}^", "red")
    if one.pointer:
        shown.append(f"\n       {harmless(one.pointer)}", "dim")
    if one.candidates:
        near = [_candidate(id_, gazetteer) for id_ in one.candidates]
        shown.append("\n       did you mean ").append(Text(", ").join(near)).append("?")
    return shown.append("\n")


def trial_json(trial: Trial, files: RuleFiles) -> dict[str, Any]:
    """Give a trial for a program; `clauses` are the rule's, each with its verdict."""
    example, found = trial.example, trial.explanation
    rule = example.rule
    changes = trial.changes
    return {
        "file": rule.file,
        "line": files.texts[rule.file].place(example.pointer).line,
        "pointer": example.pointer,
        "rule": rule.written.name,
        "must_match": example.must_match,
        "matches": found.met,
        "passed": trial.passed,
        "because": [reason_of(because).model_dump(mode="json") for because in found.because],
        "clauses": [_leaf_json(leaf) for leaf in _leaves(found.verdict)],
        "changes": changes
        and [{"pointer": _AT + c.pointer, "to": c.to, "text": c.text} for c in changes],
    }


def drawn_trial(trial: Trial, files: RuleFiles, gazetteer: Gazetteer) -> Text:
    """Draw a trial; one that went wrong with what every clause says of it."""
    example = trial.example
    mark, style = ("✓", "green") if trial.passed else ("✗", "bold red")
    must = "matches" if example.must_match else "does not match"
    line = files.texts[example.rule.file].place(example.pointer).line
    shown = Text.assemble((f"{mark} ", style), (harmless(example.rule.written.name), "bold"))
    shown.append(
        f" {must if trial.passed else 'must match' if example.must_match else 'must not match'} "
    )
    shown.append(f"“{_told(example.report)}”").append(f"  {example.rule.file}:{line}", "dim")
    if trial.passed:
        return shown
    if example.must_match:
        for leaf in _leaves(trial.explanation.verdict):
            shown.append("\n    ").append(_drawn_leaf(leaf, gazetteer))
        shown.append("\n    ").append(_drawn_changes(trial, gazetteer))
    else:
        for because in trial.explanation.because:
            shown.append("\n    it matches by ").append(_drawn_because(because, gazetteer))
    return shown


def _line(one: Finding) -> str:
    """Give the line at fault, without what steers a terminal."""
    with Path(one.file).open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if number == one.line:
                text = harmless(line.rstrip("\n").replace("\t", " "))
                return text if one.column <= _SHOWN else ""
    return ""


def _candidate(id_: str, gazetteer: Gazetteer) -> Text:
    known = gazetteer.entity(id_)
    return Text.assemble(known.name, (f" ({id_})", "dim")) if known else Text(harmless(id_))


def _told(report: Report) -> str:
    text = report.title or report.body
    if text is None:
        text = ", ".join([*report.regions, *report.facilities, *report.actors]) or report.id
    text = harmless(" ".join(text.split()))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _leaves(verdict: Verdict, *, negated: bool = False) -> Iterator[tuple[Verdict, bool]]:
    """Give the clauses that ask something of the report themselves, and which are under `not`."""
    match verdict.clause:
        case AllOf() | AnyOf():
            for part in verdict.parts:
                yield from _leaves(part, negated=negated)
        case Not():
            yield from _leaves(verdict.parts[0], negated=not negated)
        case _:
            yield verdict, negated


def _asked(verdict: Verdict) -> str:
    clause = verdict.clause
    return "" if isinstance(clause, AllOf | AnyOf | Not) else asked(clause)


def _leaf_json(leaf: tuple[Verdict, bool]) -> dict[str, Any]:
    verdict, negated = leaf
    clause = verdict.clause
    return {
        "pointer": _AT + clause.pointer,
        "clause": key_of(clause),
        "wanted": _asked(verdict),
        "under_not": negated,
        "verdict": verdict.truth,
        "saw": _saw(verdict),
    }


def _saw(verdict: Verdict) -> str | None:
    saw = verdict.saw
    if isinstance(saw, SeenPlace):
        far = "" if saw.km is None else f", {saw.km:.1f} km away"
        return f"{saw.lat:g}, {saw.lon:g} ({saw.by}){far}"
    return None if saw is None else str(saw)


def _drawn_leaf(leaf: tuple[Verdict, bool], gazetteer: Gazetteer) -> Text:
    verdict, negated = leaf
    clause = verdict.clause
    mark, style = _MARKS[verdict.truth]
    if negated and verdict.truth is not Truth.UNKNOWN:
        style = "red" if verdict.truth is Truth.TRUE else "green"
    shown = Text.assemble((f"{mark} ", style), "not " if negated else "", (key_of(clause), "bold"))
    wanted = clause.ids if isinstance(clause, Entities) else ()
    names = (
        Text(", ").join(_candidate(id_, gazetteer) for id_ in wanted[:_MOST_NAMED])
        if wanted
        else None
    )
    shown.append(": ").append(names or Text(harmless(_asked(verdict))))
    if len(wanted) > _MOST_NAMED:
        shown.append(f" and {len(wanted) - _MOST_NAMED} more")
    saw = _saw(verdict)
    if verdict.truth is Truth.TRUE:
        words = [b.evidence.text for b in verdict.because if b.evidence is not None]
        shown.append(f"  “{harmless(words[0])}”" if words else "", "dim")
    elif saw is not None:
        shown.append(f"  the report has {harmless(saw)}", "dim")
    else:
        is_unknown = verdict.truth is Truth.UNKNOWN
        shown.append("  the report does not say" if is_unknown else "  not in the report", "dim")
    return shown


def _drawn_changes(trial: Trial, gazetteer: Gazetteer) -> Text:
    if not trial.changes:
        return Text("no small change of the rule would make it match", "dim")
    steps = []
    for change in trial.changes:
        step = Text(change.text)
        known = gazetteer.entity(change.text.rpartition(" ")[2])
        if known is not None:
            step.append(f" ({known.name})", "dim")
        steps.append(step.append(f" at {_AT}{change.pointer}", "dim"))
    return Text.assemble("it would match with: ", Text("; ").join(steps))


def _drawn_because(because: Because, gazetteer: Gazetteer) -> Text:
    shown = Text.assemble((because.clause, "bold"), ": ")
    shown.append(
        _candidate(because.entity, gazetteer) if because.entity else Text(harmless(because.wanted))
    )
    if because.evidence is not None:
        shown.append(f"  “{harmless(because.evidence.text)}”", "dim")
    elif because.via is not None:
        known = gazetteer.entity(because.via)
        shown.append(f"  follows from {known.name if known else because.via}", "dim")
    return shown
