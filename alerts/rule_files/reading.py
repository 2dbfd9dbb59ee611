"""Files of rules, read as far as they can be read: what is wrong with one rule hides no other."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from alerts.model.condition import Condition
from alerts.model.errors import InvalidInput, Problem
from alerts.model.faults import problems_of
from alerts.rule_files.finding import Finding, finding
from alerts.rule_files.shape import (
    DESTINATION_KEYS,
    FILE_KEYS,
    RULE_KEYS,
    DestinationWritten,
    RuleWritten,
)
from alerts.rule_files.yaml_text import Place, Unreadable, Written, members, read_yaml

_MOST_BYTES = 32 * 1024 * 1024
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class FiledRule:
    """A rule, and where it stands."""

    file: str
    pointer: str
    place: Place
    written: RuleWritten


@dataclass(frozen=True, slots=True)
class FiledCondition:
    """The `when` of a rule, which can be judged whatever else is wrong with the rule."""

    file: str
    pointer: str
    when: Condition


@dataclass(frozen=True, slots=True)
class FiledDestination:
    """A destination that a file names, and where."""

    file: str
    pointer: str
    written: DestinationWritten


@dataclass(slots=True)
class RuleFiles:
    """All that was read of some files, and what is wrong with them."""

    texts: dict[str, Written] = field(default_factory=dict)
    rules: list[FiledRule] = field(default_factory=list)
    conditions: list[FiledCondition] = field(default_factory=list)
    destinations: dict[str, FiledDestination] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def find(self, file: str, problem: Problem) -> Finding:
        """Say where in a file a problem is."""
        return finding(file, self.texts[file], problem)


def read_files(paths: Sequence[Path]) -> RuleFiles:
    """Read files of rules. Raises `InvalidInput` for one that cannot be opened."""
    found = RuleFiles()
    for path in dict.fromkeys(paths):
        _read(str(path), _text(path), found)
    found.findings += _names_twice(found)
    found.findings += _unknown_destinations(found)
    found.findings.sort()
    return found


def _text(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InvalidInput(f"{path}: {error.strerror}") from error
    if len(text) > _MOST_BYTES:
        raise InvalidInput(f"{path}: is larger than {_MOST_BYTES} bytes: make several files")
    return text


def _read(file: str, text: bytes, found: RuleFiles) -> None:
    try:
        written = read_yaml(text.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        found.findings.append(Finding(file, line, 1, "", "is not in UTF-8"))
        return
    except Unreadable as error:
        at = error.place
        found.findings.append(Finding(file, at.line, at.column, "", error.detail))
        return
    found.texts[file] = written
    for problem in _file_faults(written.value):
        found.findings.append(finding(file, written, problem))
    if not isinstance(written.value, dict):
        return
    for pointer, value in _destinations(written):
        _take_destination(found, file, pointer, value)
    rules = written.value.get("rules")
    for pointer, value in members(rules if isinstance(rules, list) else [], "/rules"):
        _take_rule(found, file, pointer, value)


def _take_rule(found: RuleFiles, file: str, pointer: str, value: object) -> None:
    rule = _shaped(RuleWritten, RULE_KEYS, found, file, pointer, value)
    if rule is not None:
        found.rules.append(FiledRule(file, pointer, found.texts[file].place(pointer), rule))
        when: Condition | None = rule.when
    else:
        when = _condition(value)
    if when is not None:
        found.conditions.append(FiledCondition(file, f"{pointer}/when", when))


def _condition(value: object) -> Condition | None:
    """Give the condition of a rule with which something else is wrong."""
    if not isinstance(value, dict):
        return None
    try:
        return Condition.model_validate_json(json.dumps(value.get("when")), strict=True)
    except ValidationError:
        return None


def _take_destination(found: RuleFiles, file: str, pointer: str, value: object) -> None:
    name = pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
    shaped = _shaped(DestinationWritten, DESTINATION_KEYS, found, file, pointer, value)
    known = found.destinations.get(name)
    if known is not None and shaped != known.written:
        detail = f"{name!r} is another destination in {known.file}: give it another name"
        found.findings.append(found.find(file, Problem(pointer, detail)))
    elif shaped is not None:
        found.destinations[name] = FiledDestination(file, pointer, shaped)


def _file_faults(value: object) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield Problem("", "must be an object with rules, and destinations if they notify any")
        return
    for pointer, _ in members(value, ""):
        if pointer[1:] not in FILE_KEYS:
            yield Problem(pointer, _unknown(pointer[1:], FILE_KEYS))
    if not isinstance(value.get("destinations", {}), dict):
        yield Problem("/destinations", "must be an object: a name for each destination")
    if "rules" not in value:
        yield Problem("/rules", "is required; [] if there are none")
    elif not isinstance(value["rules"], list):
        yield Problem("/rules", "must be a list of rules")


def _shaped(
    shape: type[M], keys: Sequence[str], found: RuleFiles, file: str, pointer: str, value: object
) -> M | None:
    """Read a part of a file, or tell what is wrong with it."""
    try:
        return shape.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
    for problem in problems_of(faults, value):
        at = pointer + problem.pointer
        detail = problem.detail
        if detail == "is not known here" and problem.pointer.count("/") == 1:
            detail = _unknown(problem.pointer[1:], keys)
        elif detail == "must be an object":
            detail = f"{detail}; it has: {', '.join(keys)}" if not problem.pointer else detail
        elif detail == "must be text":
            detail = "must be text: put it in quotes"
        found.findings.append(found.find(file, Problem(at, detail)))
    return None


def _unknown(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, n=1)
    meant = f"did you mean {near[0]}? " if near else ""
    return f"is not known here; {meant}There are: {', '.join(known)}"


def _names_twice(found: RuleFiles) -> Iterator[Finding]:
    """Tell what says of two rules that they are one."""
    for key, why in (("name", "its name says which rule it is"), ("id", "an id is one rule's")):
        first: dict[str, FiledRule] = {}
        for rule in found.rules:
            value = getattr(rule.written, key)
            if value is None:
                continue
            other = first.setdefault(value, rule)
            if other is not rule:
                detail = f"{value!r} is also in {other.file}:{other.place.line}: {why}"
                yield found.find(rule.file, Problem(f"{rule.pointer}/{key}", detail))


def _unknown_destinations(found: RuleFiles) -> Iterator[Finding]:
    known: Mapping[str, object] = found.destinations
    named = {p.rpartition("/")[2] for w in found.texts.values() for p, _ in _destinations(w)}
    for rule in found.rules:
        for place, name in enumerate(rule.written.notify):
            if name in known or name in named:
                continue
            near = tuple(get_close_matches(name, known, n=3))
            detail = f"no destination is called {name!r} under destinations"
            at = f"{rule.pointer}/notify/{place}"
            yield found.find(rule.file, Problem(at, detail, near))


def _destinations(written: Written) -> Iterator[tuple[str, object]]:
    value = written.value
    named = value.get("destinations") if isinstance(value, dict) else None
    return members(named if isinstance(named, dict) else {}, "/destinations")
