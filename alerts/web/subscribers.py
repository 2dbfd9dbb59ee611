"""Subscribers: each owns its rules, destinations and alerts, and nobody sees another's."""

from datetime import datetime
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from alerts.keyring import new_api_key
from alerts.store.subscribers import NewKey, NewSubscriber, create_subscriber
from alerts.web.route import Auth, Call, Json, Route, Tag
from alerts.web.shape import Nothing, Sent, Shape, absent

KEY_ENTROPY_BYTES = 32
Name = Annotated[str, Field(min_length=1, max_length=200)]


class SubscriberSent(Sent):
    """A subscriber to be."""

    name: Name


class SubscriberAnswer(Shape):
    """A subscriber and its first API key. The key is shown this once and kept by nobody."""

    id: str
    name: str
    key: str | SkipJsonSchema[None] = absent()
    created_at: datetime


async def _create(call: Call[SubscriberSent, Nothing]) -> Json:
    api, now = call.api, call.api.now()
    subscriber = NewSubscriber(api.new_id("sub"), call.body.name)
    key_id = api.new_id("key")
    shown, kept = new_api_key(key_id, api.entropy(KEY_ENTROPY_BYTES))
    await create_subscriber(api.db, subscriber, NewKey(key_id, kept, "first key"), now)
    return Json(SubscriberAnswer(id=subscriber.id, name=subscriber.name, key=shown, created_at=now))


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
)
