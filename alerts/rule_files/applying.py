"""A plan carried out: each rule is changed only if it still is what the plan was made from.

What was done stays done if something stops it: whoever plans again sees what is left.
"""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from alerts.match.understand import understand
from alerts.model.errors import InvalidInput, Problem
from alerts.model.rule_limits import RuleLimits
from alerts.resolve.gazetteer import Gazetteer
from alerts.rule_files.creating import created_once
from alerts.rule_files.difference import Plan, plan_of
from alerts.rule_files.finding import Finding
from alerts.rule_files.reading import FiledRule, RuleFiles
from alerts.rule_files.server import ChangedMeanwhile, Server
from alerts.web.rule_shapes import RuleAnswer


class Action(StrEnum):
    """What was done to a rule, or why nothing was."""

    CREATED = "created"
    CHANGED = "changed"
    DELETED = "deleted"
    CHANGED_MEANWHILE = "changed_meanwhile"
    DOUBLED = "doubled"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done, or was not because somebody else was quicker."""

    action: Action
    rule_id: str
    name: str


@dataclass(eq=False)
class Refused(Exception):  # noqa: N818 - named by what to do: the file has to be mended
    """The server does not take a rule as it stands in a file."""

    findings: tuple[Finding, ...]


async def planned(
    files: RuleFiles, server: Server, gazetteer: Gazetteer, limits: RuleLimits, *, delete: bool
) -> Plan:
    """Make the plan for files without findings. Raises `Refused`.

    A rule that would be refused here may be fine there, where other entities are known and other
    limits set: so the server is asked, before anything is written.
    """
    plan, wrong = plan_of(files, await server.rules(), await server.destinations(), delete=delete)
    if wrong:
        raise Refused(tuple(wrong))
    for wanted in (*plan.creates, *(change.wanted for change in plan.changes)):
        rule = wanted.rule
        try:
            understand(gazetteer, limits, rule.written.when)
        except InvalidInput:
            wrong += _found(files, rule, await server.check(wanted.sent["when"]))
    if wrong:
        raise Refused(tuple(wrong))
    return plan


async def applied(plan: Plan, files: RuleFiles, server: Server) -> AsyncIterator[Deed]:
    """Carry a plan out, and tell each deed once it is done. Raises `Refused`.

    It ends with the first rule that somebody else changed since the plan was made.
    """
    for change in plan.changes:
        with _told_in(files, change.wanted.rule):
            try:
                tag = await _unchanged(server, change.old)
                await server.replace(change.old.id, tag, change.wanted.sent)
            except ChangedMeanwhile:
                yield Deed(Action.CHANGED_MEANWHILE, change.old.id, change.old.name)
                return
        yield Deed(Action.CHANGED, change.old.id, change.wanted.rule.written.name)
    for wanted in plan.creates:
        with _told_in(files, wanted.rule):
            made = await created_once(server, wanted.sent)
        yield Deed(Action.CREATED, made.id, made.name)
    for old in plan.deletes:
        try:
            await server.delete(old.id, await _unchanged(server, old))
        except ChangedMeanwhile:
            yield Deed(Action.CHANGED_MEANWHILE, old.id, old.name)
            return
        yield Deed(Action.DELETED, old.id, old.name)
    if plan.creates:
        async for deed in _doubled(plan, server):
            yield deed


async def _unchanged(server: Server, seen: RuleAnswer) -> str:
    """Give the tag of a rule that is as it was seen. Raises `ChangedMeanwhile`."""
    now, tag = await server.rule(seen.id)
    if now != seen:
        raise ChangedMeanwhile
    return tag


async def _doubled(plan: Plan, server: Server) -> AsyncIterator[Deed]:
    """Find rules of one name that others created in the same moment, from other files or keys."""
    there = await server.rules()
    number = Counter(rule.name for rule in there)
    ours = {wanted.rule.written.name for wanted in plan.creates if wanted.rule.written.id is None}
    for rule in there:
        if rule.name in ours and number[rule.name] > 1:
            yield Deed(Action.DOUBLED, rule.id, rule.name)


@contextmanager
def _told_in(files: RuleFiles, rule: FiledRule) -> Iterator[None]:
    """Tell what the server refuses by its place in the file."""
    try:
        yield
    except InvalidInput as error:
        problems = error.problems or (Problem("", error.detail),)
        raise Refused(tuple(_found(files, rule, problems))) from error


def _found(files: RuleFiles, rule: FiledRule, problems: tuple[Problem, ...]) -> list[Finding]:
    return [
        files.find(rule.file, Problem(rule.pointer + p.pointer, p.detail, p.candidates))
        for p in problems
    ]
