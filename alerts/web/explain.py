"""Why a report meets a rule, or why not and what the least change would be.

The very verdict that alerts give as their reason. A kept report is judged by what was found in it
when it came; one that is sent, or that no rule could match then, is resolved now.
"""

import asyncio
from functools import partial
from typing import Any

from pydantic import Field

from alerts.match.change import Change, smallest_change
from alerts.match.explain import Verdict, explain
from alerts.match.facts import Facts
from alerts.match.judge import asked
from alerts.match.truth import Truth
from alerts.match.understand import faults_of
from alerts.model.clause import AllOf, AnyOf, Not, key_of
from alerts.model.condition import Condition
from alerts.model.errors import MalformedReport
from alerts.model.event_because import PlaceSeen, Reason, reason_of, seen
from alerts.model.ids import ReportKey, fold_source
from alerts.model.report import report_of
from alerts.store.kept import kept
from alerts.web.api import Api
from alerts.web.asked import AskedRule, asked_condition
from alerts.web.problem import Flaw, invalid, refusal_of
from alerts.web.route import Auth, Call, Json, Route
from alerts.web.route import Tag as Group
from alerts.web.shape import Nothing, Sent, Shape

_AT = "/when"


class ExplainSent(Sent):
    """A report, by its key or itself, and a rule, by its id or itself."""

    report: dict[str, Any] = Field(
        description=(
            "A kept report's key, `{source, id, revision}` with the source's name, or a report "
            "as a producer sends it."
        )
    )
    rule: AskedRule


class ClauseAnswer(Shape):
    """The verdict on a clause, and on its parts.

    `pointer` leads to it in the rule; `wanted` says what it asks for, `saw` what it looked at.
    """

    pointer: str
    clause: str
    verdict: Truth
    wanted: str | None
    saw: str | PlaceSeen | None
    because: tuple[Reason, ...]
    parts: tuple["ClauseAnswer", ...]


class ChangeAnswer(Shape):
    """What to write at a place in the rule; null, to leave that out."""

    pointer: str
    to: Any
    text: str


class Explained(Shape):
    """Whether the report meets the rule, and why.

    `changes`, made together, are the least that would make an unmet rule met; null where none is
    known.
    """

    met: bool
    because: tuple[Reason, ...]
    clause: ClauseAnswer
    changes: tuple[ChangeAnswer, ...] | None


async def _explain(call: Call[ExplainSent, Nothing]) -> Json:
    api, sent = call.api, call.body
    when = await asked_condition(api, call.subscriber_id, sent.rule)
    facts = await _facts(api, sent.report)
    return Json(await asyncio.to_thread(_explained, api, when, facts))


async def _facts(api: Api, sent: dict[str, Any]) -> Facts:
    if not isinstance(sent.get("source"), str):
        try:
            report = report_of(sent)
        except MalformedReport as error:
            raise refusal_of(error, "/report") from error
        return await asyncio.to_thread(api.reader.sent, report)
    found = await kept(api.db, [_key(sent).digest])
    if not found:
        detail = "no report with this key is kept"
        raise invalid("there is no such report", [Flaw(pointer="/report", detail=detail)])
    facts, _ = await asyncio.to_thread(api.reader.kept, found[0])
    return facts


def _key(sent: dict[str, Any]) -> ReportKey:
    match sent:
        case {"source": str() as source, "id": str() as id_, **more} if not more.keys() - {
            "revision"
        }:
            revision = more.get("revision", 0)
            if type(revision) is int:
                return ReportKey(fold_source(source), id_, revision)
        case _:
            pass
    detail = 'must be {"source": "…", "id": "…", "revision": 0}, or a report'
    raise invalid("the report's key cannot be read", [Flaw(pointer="/report", detail=detail)])


def _explained(api: Api, when: Condition, facts: Facts) -> Explained:
    found = explain(when, facts, api.gazetteer.name_of)
    changes = () if found.met else smallest_change(when, facts, partial(may_be_saved, api))
    return Explained(
        met=found.met,
        because=tuple(map(reason_of, found.because)),
        clause=_clause(found.verdict),
        changes=None if changes is None else tuple(map(change_answer, changes)),
    )


def may_be_saved(api: Api, when: Condition) -> bool:
    """Tell whether a rule with this condition would be taken."""
    return not faults_of(when, api.gazetteer, api.limits.rule)


def change_answer(change: Change) -> ChangeAnswer:
    """Show a change to a rule."""
    return ChangeAnswer(pointer=_AT + change.pointer, to=change.to, text=change.text)


def _clause(verdict: Verdict) -> ClauseAnswer:
    clause = verdict.clause
    wanted: str | None = None
    match clause:
        case AllOf():
            key = "all"
        case AnyOf():
            key = "any"
        case Not():
            key = "not"
        case _:
            key, wanted = key_of(clause), asked(clause)
    return ClauseAnswer(
        pointer=_AT + clause.pointer,
        clause=key,
        verdict=verdict.truth,
        wanted=wanted,
        saw=seen(verdict.saw),
        because=tuple(map(reason_of, verdict.because)),
        parts=tuple(map(_clause, verdict.parts)),
    )


_EXAMPLE = {
    "report": {
        "id": "example-1",
        "source": {"name": "Example Monitor"},
        "body": "A drone hit the Conoco gas plant on Monday.",
    },
    "rule": {"when": {"facility": ["Koniko"], "severity": {"at_least": "severe"}}},
}

ROUTES = (
    Route(
        method="POST",
        path="/v1/explain",
        name="explain",
        tag=Group.RULES,
        summary="Ask why a report meets a rule, or why not",
        description=(
            "Each clause is true, false or unknown, with the words or the value that say so. "
            "For a rule that is not met, `changes` are the least that would have met it."
        ),
        auth=Auth.SUBSCRIBER,
        handle=_explain,
        body=ExplainSent,
        example=_EXAMPLE,
        query=Nothing,
        answer=Explained,
    ),
)
