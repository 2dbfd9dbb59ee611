"""What is wrong in a file of rules, as an editor or a person wants it told."""

from collections.abc import Iterator
from dataclasses import dataclass

from alerts.model.errors import Problem
from alerts.rule_files.yaml_text import Written


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing wrong: where, what, and what would be right.

    `candidates` are what may have been meant: ids of entities, or names that the file has.
    """

    file: str
    line: int
    column: int
    pointer: str
    detail: str
    candidates: tuple[str, ...] = ()


def finding(file: str, written: Written, problem: Problem) -> Finding:
    """Say where in a file a problem is."""
    place = written.place(problem.pointer)
    return Finding(
        file, place.line, place.column, problem.pointer, problem.detail, problem.candidates
    )


def findings(file: str, written: Written, problems: Iterator[Problem]) -> Iterator[Finding]:
    """Say where in a file problems are."""
    return (finding(file, written, problem) for problem in problems)
