"""Alerts as their owner reads them: what happened, why they were told, and who was told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from alerts.model.delivery import Attempt, Purpose, Status
from alerts.model.event import AlertData, EventEntity, EventReport
from alerts.model.event_because import MatchedRule
from alerts.model.event_told import EventTold, Words
from alerts.model.rule import Channel
from alerts.store import alerts
from alerts.store.alerts import StoredAlert
from alerts.store.records import After, StoredDelivery
from alerts.web.paging import PageQuery, paged
from alerts.web.problem import not_found
from alerts.web.route import Auth, Call, Json, Route, Tag
from alerts.web.shape import Nothing, Shape, absent


class Timing(Shape):
    """How long each part of a try took, in milliseconds; null for a part there was not.

    A connection that was kept open needs no name, no connection and no TLS.
    """

    dns: float | None
    connect: float | None
    tls: float | None
    first_byte: float | None


class AttemptAnswer(Shape):
    """One try. `status` is the receiver's, null when there was no answer; `ms` how long it took.

    `excerpt` is the beginning of what the receiver answered, its control characters escaped.
    """

    at: datetime
    outcome: str
    status: int | None
    detail: str
    ms: float
    timing: Timing
    excerpt: str | None


class DeliveryAnswer(Shape):
    """An alert on its way to one destination. `next_at` is when it will be tried again.

    With the purpose `digest` it is one message for all alerts over your rate, due at `next_at`:
    `alert_id` is null, and `/v1/alerts?delivery=` lists them.
    """

    id: str
    alert_id: str | None
    destination_id: str
    type: Channel
    purpose: Purpose
    status: Status
    attempts: tuple[AttemptAnswer, ...]
    next_at: datetime | None
    created_at: datetime


class AlertAnswer(Shape):
    """A report that matched at least one of your rules, with every rule that matched and why."""

    id: str
    report: EventReport
    rules: tuple[MatchedRule, ...]
    event: EventTold | None
    entities: tuple[EventEntity, ...]
    unresolved: tuple[Words, ...]
    created_at: datetime
    deliveries: tuple[DeliveryAnswer, ...]


class Alerts(Shape):
    """A page of alerts, newest first."""

    items: tuple[AlertAnswer, ...]


class AlertQuery(PageQuery):
    """Which alerts."""

    delivery: Annotated[str, Field(pattern=r"^dlv_[a-z0-9]{1,64}$")] | SkipJsonSchema[None] = (
        absent("Only what this delivery carries: one alert, or those of a digest.")
    )


async def _list(call: Call[Nothing, AlertQuery]) -> Json:
    async def fetch(limit: int, after: After | None) -> Sequence[StoredAlert]:
        api, chosen = call.api, call.query.delivery
        return await alerts.page(api.db, call.subscriber_id, limit, after, delivery_id=chosen)

    return await paged(call, fetch, lambda found: Alerts(items=tuple(map(_shown, found))))


async def _get(call: Call[Nothing, Nothing]) -> Json:
    found = await alerts.get(call.api.db, call.subscriber_id, call.id("alr"))
    if found is None:
        raise not_found()
    return Json(_shown(found))


def _shown(alert: StoredAlert) -> AlertAnswer:
    body = AlertData.model_validate_json(alert.body)
    return AlertAnswer(
        id=alert.id,
        report=body.report,
        rules=body.rules,
        event=body.event,
        entities=body.entities,
        unresolved=body.unresolved,
        created_at=alert.created_at,
        deliveries=tuple(map(shown_delivery, alert.deliveries)),
    )


def shown_delivery(one: StoredDelivery) -> DeliveryAnswer:
    """Write a delivery down for its owner."""
    return DeliveryAnswer(
        id=one.id,
        alert_id=one.alert_id,
        destination_id=one.destination_id,
        type=one.channel,
        purpose=one.purpose,
        status=one.status,
        attempts=tuple(map(_shown_attempt, one.attempts)),
        next_at=one.next_at,
        created_at=one.created_at,
    )


def _shown_attempt(attempt: Attempt) -> AttemptAnswer:
    took = attempt.seen.phases
    return AttemptAnswer(
        at=attempt.at,
        outcome=attempt.outcome,
        status=attempt.status,
        detail=attempt.detail,
        ms=attempt.ms,
        timing=Timing(dns=took.dns, connect=took.connect, tls=took.tls, first_byte=took.first_byte),
        excerpt=attempt.seen.excerpt,
    )


ROUTES = (
    Route(
        method="GET",
        path="/v1/alerts",
        name="listAlerts",
        tag=Tag.ALERTS,
        summary="List your alerts",
        auth=Auth.SUBSCRIBER,
        handle=_list,
        body=Nothing,
        query=AlertQuery,
        answer=Alerts,
        paged=True,
    ),
    Route(
        method="GET",
        path="/v1/alerts/{id}",
        name="getAlert",
        tag=Tag.ALERTS,
        summary="Get an alert, with its deliveries and their attempts",
        auth=Auth.SUBSCRIBER,
        handle=_get,
        body=Nothing,
        query=Nothing,
        answer=AlertAnswer,
    ),
)
