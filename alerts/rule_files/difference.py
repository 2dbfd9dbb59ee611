"""What would have to change on the server for its rules to be those of the files.

A rule is known by its id, or else by its name. Rules that are in no file are somebody's too: they
are told, and taken away only where that was asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alerts.model.condition import Condition
from alerts.model.errors import Problem
from alerts.model.rule import DestinationState
from alerts.rule_files.finding import Finding
from alerts.rule_files.reading import FiledDestination, FiledRule, RuleFiles
from alerts.web.destination_shapes import DestinationAnswer
from alerts.web.rule_shapes import RuleAnswer

Json = Any


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of a rule before and after; None where it was not, or will not be, there."""

    pointer: str
    before: Json
    after: Json


@dataclass(frozen=True, slots=True)
class Wanted:
    """A rule of a file, with its destinations' ids: as it is sent."""

    rule: FiledRule
    sent: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Changed:
    """A rule of the server's that becomes another."""

    wanted: Wanted
    old: RuleAnswer
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Notified:
    """A destination of the server's; `name` is what a file calls it."""

    name: str | None
    target: str
    state: DestinationState


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done. `strays` are in no file, and stay; `notified` has destinations by id."""

    creates: tuple[Wanted, ...] = ()
    changes: tuple[Changed, ...] = ()
    deletes: tuple[RuleAnswer, ...] = ()
    strays: tuple[RuleAnswer, ...] = ()
    same: int = 0
    notified: Mapping[str, Notified] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to do."""
        return not (self.creates or self.changes or self.deletes)


def plan_of(
    files: RuleFiles,
    rules: Sequence[RuleAnswer],
    destinations: Sequence[DestinationAnswer],
    *,
    delete: bool = False,
) -> tuple[Plan, list[Finding]]:
    """Compare files without findings with what the server has.

    What cannot be told apart there is a finding, and the plan is then not to be used.
    """
    wrong: list[Finding] = []
    ids = _destination_ids(files, destinations, wrong)
    pairs = list(_paired(files, rules, wrong))
    if wrong:
        return Plan(), sorted(wrong)
    creates: list[Wanted] = []
    changes: list[Changed] = []
    for rule, old in pairs:
        wanted = Wanted(rule, sent_of(rule, ids))
        if old is None:
            creates.append(wanted)
        elif differences := tuple(differing(old, wanted.sent)):
            changes.append(Changed(wanted, old, differences))
    kept = {old.id for _, old in pairs if old is not None}
    others = tuple(rule for rule in reversed(rules) if rule.id not in kept)
    plan = Plan(
        tuple(creates),
        tuple(changes),
        others if delete else (),
        () if delete else others,
        len(pairs) - len(creates) - len(changes),
        _notified(destinations, ids),
    )
    return plan, []


def sent_of(rule: FiledRule, ids: Mapping[str, str]) -> Mapping[str, Json]:
    """Give a rule as it is sent."""
    written = rule.written
    return {
        "name": written.name,
        "when": condition_json(written.when),
        "notify": list(dict.fromkeys(ids[name] for name in written.notify)),
        "enabled": written.enabled,
    }


def condition_json(when: Condition) -> Json:
    """Give a condition as it is written in JSON."""
    return when.model_dump(mode="json", by_alias=True, exclude_unset=True)


def differing(old: RuleAnswer, sent: Mapping[str, Json]) -> Iterator[Difference]:
    """Tell in what a rule of the server's is another than it should be."""
    before = {
        "name": old.name,
        "when": condition_json(old.when),
        "notify": list(old.notify),
        "enabled": old.enabled,
    }
    for key, value in before.items():
        yield from _apart(f"/{key}", value, sent[key])


def _apart(pointer: str, before: Json, after: Json) -> Iterator[Difference]:
    """Compare as deep as the parts can be told apart."""
    if before == after:
        return
    match before, after:
        case dict(), dict():
            for key in dict.fromkeys([*before, *after]):
                yield from _apart(f"{pointer}/{key}", before.get(key), after.get(key))
        case [dict(), *_], [dict(), *_] if len(before) == len(after):
            for place, (one, other) in enumerate(zip(before, after, strict=True)):
                yield from _apart(f"{pointer}/{place}", one, other)
        case _:
            yield Difference(pointer, before, after)


def _paired(
    files: RuleFiles, rules: Iterable[RuleAnswer], wrong: list[Finding]
) -> Iterator[tuple[FiledRule, RuleAnswer | None]]:
    """Find which of the server's rules each rule of a file is; None if it is a new one."""
    by_id = {rule.id: rule for rule in rules}
    claimed = {rule.written.id for rule in files.rules}
    by_name: dict[str, list[RuleAnswer]] = defaultdict(list)
    for there in by_id.values():
        if there.id not in claimed:
            by_name[there.name].append(there)
    for rule in files.rules:
        written = rule.written
        if written.id is not None:
            if written.id not in by_id:
                detail = "the server has no such rule of yours: leave the id out to create one"
                wrong.append(files.find(rule.file, Problem(f"{rule.pointer}/id", detail)))
            yield rule, by_id.get(written.id)
            continue
        named = by_name[written.name]
        if len(named) > 1:
            detail = (
                f"the server has {len(named)} rules of this name: write the id of the one that is "
                "meant, or delete the others"
            )
            ids = tuple(one.id for one in named)
            wrong.append(files.find(rule.file, Problem(f"{rule.pointer}/name", detail, ids)))
        yield rule, named[0] if named else None


def _destination_ids(
    files: RuleFiles, destinations: Iterable[DestinationAnswer], wrong: list[Finding]
) -> dict[str, str]:
    """Find which of the server's destinations each name is."""
    all_of_them = list(destinations)
    ids: dict[str, str] = {}
    for name, named in files.destinations.items():
        found = [one.id for one in all_of_them if _is(one, named)]
        if len(found) == 1:
            ids[name] = found[0]
            continue
        detail = (
            f"the server has {len(found)} of your destinations that lead there: write the id"
            if found
            else "the server has no such destination of yours: create it there, or mend this"
        )
        wrong.append(files.find(named.file, Problem(named.pointer, detail, tuple(found))))
    return ids


def _notified(
    destinations: Iterable[DestinationAnswer], ids: Mapping[str, str]
) -> dict[str, Notified]:
    names = {id_: name for name, id_ in ids.items()}
    return {
        one.id: Notified(names.get(one.id), one.url or one.address or "", one.state)
        for one in destinations
    }


def _is(one: DestinationAnswer, named: FiledDestination) -> bool:
    written = named.written
    if written.id is not None:
        return one.id == written.id
    if written.url is not None:
        return one.url == written.url
    return one.address is not None and one.address.lower() == str(written.address).lower()
