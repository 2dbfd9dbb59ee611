"""Subscribers: each owns its rules, destinations and alerts, and nobody sees another's."""

from datetime import datetime
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from alerts.keyring import new_api_key
from alerts.store.subscribers import (
    NewKey,
    NewSubscriber,
    Subscriber,
    change_max_alerts,
    create_subscriber,
    get_subscriber,
)
from alerts.web.problem import not_found
from alerts.web.route import Auth, Call, Json, Route, Tag
from alerts.web.shape import Nothing, Sent, Shape, absent

KEY_ENTROPY_BYTES = 32
Name = Annotated[str, Field(min_length=1, max_length=200)]


MaxAlerts = Annotated[
    int | None,
    Field(
        ge=0,
        le=1_000_000,
        strict=True,
        description=(
            "At most so many alerts an hour are sent each by itself, the others in digests; "
            "0: no limit; null: the operator's `ALERTS_MAX_ALERTS_PER_HOUR`."
        ),
    ),
]


class SubscriberSent(Sent):
    """A subscriber to be."""

    name: Name
    max_alerts_per_hour: MaxAlerts = None


class SubscriberChanges(Sent):
    """What is to change of a subscriber."""

    max_alerts_per_hour: MaxAlerts


class SubscriberAnswer(Shape):
    """A subscriber, and once its first API key: that is shown when it is made, kept by nobody."""

    id: str
    name: str
    key: str | SkipJsonSchema[None] = absent()
    max_alerts_per_hour: int | SkipJsonSchema[None] = absent("Left out where it is the operator's.")
    created_at: datetime


async def _create(call: Call[SubscriberSent, Nothing]) -> Json:
    api, now = call.api, call.api.now()
    subscriber = NewSubscriber(api.new_id("sub"), call.body.name, call.body.max_alerts_per_hour)
    key_id = api.new_id("key")
    shown, kept = new_api_key(key_id, api.entropy(KEY_ENTROPY_BYTES))
    await create_subscriber(api.db, subscriber, NewKey(key_id, kept, "first key"), now)
    made = Subscriber(subscriber.id, subscriber.name, subscriber.max_alerts_per_hour, now)
    return _answer(made, shown)


async def _get(call: Call[Nothing, Nothing]) -> Json:
    return _answer(await get_subscriber(call.api.db, call.id("sub")))


async def _change(call: Call[SubscriberChanges, Nothing]) -> Json:
    most = call.body.max_alerts_per_hour
    return _answer(await change_max_alerts(call.api.db, call.id("sub"), most))


def _answer(subscriber: Subscriber | None, key: str | None = None) -> Json:
    if subscriber is None:
        raise not_found()
    return Json(
        SubscriberAnswer(
            id=subscriber.id,
            name=subscriber.name,
            key=key,
            max_alerts_per_hour=subscriber.max_alerts_per_hour,
            created_at=subscriber.created_at,
        )
    )


ROUTES = (
    Route(
        method="POST",
        path="/v1/subscribers",
        name="createSubscriber",
        tag=Tag.SUBSCRIBERS,
        summary="Create a subscriber",
        description="Answers its first API key, which is shown this once.",
        auth=Auth.OPERATOR,
        handle=_create,
        body=SubscriberSent,
        example={"name": "Watch desk"},
        query=Nothing,
        answer=SubscriberAnswer,
        status=201,
        creates=True,
    ),
    Route(
        method="GET",
        path="/v1/subscribers/{id}",
        name="getSubscriber",
        tag=Tag.SUBSCRIBERS,
        summary="Get a subscriber",
        auth=Auth.OPERATOR,
        handle=_get,
        body=Nothing,
        query=Nothing,
        answer=SubscriberAnswer,
    ),
    Route(
        method="PATCH",
        path="/v1/subscribers/{id}",
        name="changeSubscriber",
        tag=Tag.SUBSCRIBERS,
        summary="Change how many alerts an hour a subscriber is sent each by itself",
        description="Counts from now on for the hour that has begun, too.",
        auth=Auth.OPERATOR,
        handle=_change,
        body=SubscriberChanges,
        example={"max_alerts_per_hour": 100},
        query=Nothing,
        answer=SubscriberAnswer,
    ),
)
