"""What a rule would have brought, before it is saved."""

import asyncio
from datetime import date, datetime, timedelta
from functools import partial
from typing import Annotated

from pydantic import Field

from alerts.match.change import smallest_change
from alerts.match.explain import explain
from alerts.model.condition import Condition
from alerts.model.event_because import Reason, reason_of
from alerts.model.report import Report
from alerts.web.api import Api
from alerts.web.asked import AskedRule, asked_condition
from alerts.web.explain import ChangeAnswer, change_answer, may_be_saved
from alerts.web.problem import Flaw, invalid
from alerts.web.route import Auth, Call, Json, Route, Tag
from alerts.web.shape import Nothing, Sent, Shape
from alerts.web.trial import Trial, Tried, try_rule


class PreviewSent(Sent):
    """A rule, by its id or itself, and how many days to look back."""

    rule: AskedRule
    days: Annotated[int, Field(ge=1, le=3_650, description="At most what is kept.")] = 30


class ReportShown(Shape):
    """A kept report, by its key and its title."""

    source: str
    id: str
    revision: int
    title: str | None
    url: str | None
    received_at: datetime


class MatchShown(Shape):
    """A report that meets the rule, and why."""

    report: ReportShown
    because: tuple[Reason, ...]


class NearMiss(Shape):
    """A report that names what the rule asks for and does not meet it.

    `changes`, made together to the rule, are the least that would.
    """

    report: ReportShown
    changes: tuple[ChangeAnswer, ...]


class DayCount(Shape):
    """How many reports of a day (UTC) meet the rule."""

    day: date
    matches: int


class Previewed(Shape):
    """What the rule would have brought.

    `kept` reports came in those days, `candidates` of them name what the rule asks for. `since`
    is when the oldest of those came that was read, where there were too many to read them all:
    what is counted then reaches back to there only.
    """

    kept: int
    candidates: int
    read: int
    since: datetime | None
    matches: int
    per_day: tuple[DayCount, ...]
    newest: tuple[MatchShown, ...]
    near_misses: tuple[NearMiss, ...]
    warning: str | None


async def _preview(call: Call[PreviewSent, Nothing]) -> Json:
    api, sent = call.api, call.body
    if sent.days > api.limits.retention_days:
        detail = f"is {sent.days}; reports are kept for {api.limits.retention_days} days"
        raise invalid("reports are not kept for so long", [Flaw(pointer="/days", detail=detail)])
    when = await asked_condition(api, call.subscriber_id, sent.rule)
    since = api.now() - timedelta(days=sent.days)
    async with api.previewing:
        trial = await try_rule(api.db, api.reader, when, since, api.limits.preview_reports)
    return Json(await asyncio.to_thread(_shown, trial, when, api))


def _shown(trial: Trial, when: Condition, api: Api) -> Previewed:
    name_of = api.gazetteer.name_of
    may_be_kept = partial(may_be_saved, api)
    matches = [
        MatchShown(
            report=_report(tried),
            because=tuple(map(reason_of, explain(when, tried.facts, name_of).because)),
        )
        for tried in trial.newest
    ]
    changes = [(tried, smallest_change(when, tried.facts, may_be_kept)) for tried in trial.unmet]
    return Previewed(
        kept=trial.kept,
        candidates=trial.candidates,
        read=trial.read,
        since=trial.since,
        matches=trial.matches,
        per_day=tuple(
            DayCount(day=day, matches=number) for day, number in sorted(trial.per_day.items())
        ),
        newest=tuple(matches),
        near_misses=tuple(
            NearMiss(report=_report(tried), changes=tuple(map(change_answer, least)))
            for tried, least in changes
            if least
        ),
        warning=_warning(trial, api.limits.noisy_per_day),
    )


def _report(tried: Tried) -> ReportShown:
    report: Report = tried.facts.report
    return ReportShown(
        source=report.source.name,
        id=report.id,
        revision=report.revision,
        title=report.title,
        url=report.source.url,
        received_at=tried.received_at,
    )


def _warning(trial: Trial, noisy: int) -> str | None:
    day, most = max(trial.per_day.items(), key=lambda item: item[1], default=(None, 0))
    if day is None or most <= noisy:
        return None
    return (
        f"{most} reports of {day} alone meet this rule; more than {noisy} a day are hard to read. "
        "Ask for less: a facility, a severity, or an actor"
    )


_EXAMPLE = {"rule": {"when": {"region": ["Deir ez-Zor"], "actor": ["SDF"]}}, "days": 30}

ROUTES = (
    Route(
        method="POST",
        path="/v1/rules/preview",
        name="previewRule",
        tag=Tag.RULES,
        summary="See what a rule would have brought",
        description=(
            "The rule, saved or not, is held against the kept reports: how many meet it, on which "
            "days, the newest with why, and which missed it narrowly and what would have let them in."
        ),
        auth=Auth.SUBSCRIBER,
        handle=_preview,
        body=PreviewSent,
        example=_EXAMPLE,
        query=Nothing,
        answer=Previewed,
    ),
)
