"""Files of rules for tests, read from text."""

import textwrap
from collections.abc import Sequence
from pathlib import Path

from alerts.model.rule_limits import RuleLimits
from alerts.rule_files.checking import Example, check
from alerts.rule_files.finding import Finding
from alerts.rule_files.reading import RuleFiles, read_files
from tests.web.site import gazetteer

LIMITS = RuleLimits()


def read(folder: Path, *texts: str) -> RuleFiles:
    """Write files `0.yaml`, `1.yaml` … and read them."""
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.yaml")
        paths[-1].write_text(textwrap.dedent(text), "utf-8")
    return read_files(paths)


def checked(files: RuleFiles) -> tuple[list[Example], list[Finding]]:
    """Check files against the small gazetteer of tests."""
    return check(files, gazetteer(), LIMITS)


def sound(folder: Path, *texts: str) -> RuleFiles:
    """Write and read files in which nothing is wrong."""
    files = read(folder, *texts)
    assert told(checked(files)[1]) == []
    return files


def told(wrong: Sequence[Finding]) -> list[str]:
    """Findings, a line each: file, line, pointer and what is wrong."""
    return [f"{Path(f.file).name}:{f.line} {f.pointer}: {f.detail}" for f in wrong]
