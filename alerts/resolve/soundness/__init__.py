"""Whether a gazetteer is sound: what loading refuses, and what it bears with and should not.

Loading stops at what cannot work; this looks on, at all files at once, and tells what a
careful reader of them would.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from alerts.model.errors import InvalidInput
from alerts.resolve.additions import with_additions
from alerts.resolve.gazetteer_files import (
    GazetteerFile,
    operator_contents,
    read_file,
    shipped_files,
)
from alerts.resolve.soundness.finding import Checked, Finding, Severity
from alerts.resolve.soundness.naming import naming
from alerts.resolve.soundness.outlying import outlying
from alerts.resolve.soundness.structure import structure
from alerts.resolve.soundness.twins import twins

__all__ = ["STAGES", "Finding", "Severity", "check_files", "check_gazetteer"]

STAGES = ("files", "ids and links", "names", "doubled entities", "coordinates")
Watcher = Callable[[str], None]

_ORDER = tuple(Severity)


def _unwatched(_stage: str) -> None: ...


def check_files(paths: Sequence[Path], beginning: Watcher = _unwatched) -> list[Finding]:
    """Check the shipped files and the operator's; `beginning` is told each of `STAGES`.

    Raises `InvalidInput` where a file is not there.
    """
    beginning("files")
    theirs: list[GazetteerFile] = []
    unread: list[Finding] = []
    for name, content in operator_contents(paths):
        try:
            theirs.append(read_file(name, content))
        except InvalidInput as error:
            unread += _unread(name, error)
    return _sorted([*unread, *check_gazetteer(shipped_files(), theirs, beginning)])


def check_gazetteer(
    ours: Iterable[GazetteerFile],
    theirs: Iterable[GazetteerFile],
    beginning: Watcher = _unwatched,
) -> list[Finding]:
    """Check files that could be read; errors first."""
    checked = Checked(ours, theirs)
    beginning("ids and links")
    found = [*structure(checked)]
    if not any(f.check == "addition" for f in found):
        grown = with_additions(checked.entities, checked.files)
        checked = checked.grown(grown)
    for stage, find in (
        ("names", naming),
        ("doubled entities", twins),
        ("coordinates", outlying),
    ):
        beginning(stage)
        found += find(checked)
    return _sorted(found)


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (_ORDER.index(f.severity), f.file, f.entity, f.check))


def _unread(file: str, error: InvalidInput) -> list[Finding]:
    """Tell a file that cannot be read, by each of its faults."""
    fix = "correct it as the reference on gazetteer files says"
    if not error.problems:
        return [Finding(Severity.ERROR, "unreadable", file, "", error.detail, fix)]
    return [
        Finding(
            Severity.ERROR,
            "unreadable",
            file,
            problem.pointer.removeprefix("entity "),
            problem.detail,
            fix,
        )
        for problem in error.problems
    ]
