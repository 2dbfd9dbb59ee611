"""API keys, so that one can be changed for another without a minute of silence.

Make a new one, use it everywhere, revoke the old one. The last key cannot be revoked: its
owner would be locked out, and only the operator could help.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from pydantic.json_schema import SkipJsonSchema

from alerts.keyring import new_api_key
from alerts.store.records import After
from alerts.store.subscribers import (
    ApiKey,
    NewKey,
    Revocation,
    add_key,
    list_keys,
    revoke_key,
)
from alerts.web.paging import PageQuery, paged
from alerts.web.problem import Refusal, Trouble, not_found
from alerts.web.route import Auth, Call, Empty, Json, Route, Tag
from alerts.web.shape import Nothing, Sent, Shape, absent
from alerts.web.subscribers import KEY_ENTROPY_BYTES, Name


class KeySent(Sent):
    """A key to be; its name is for its owner to know it by."""

    name: Name


class KeyAnswer(Shape):
    """A key, without its secret."""

    id: str
    name: str
    created_at: datetime


class NewKeyAnswer(KeyAnswer):
    """A new key. `key` is shown this once and kept by nobody."""

    key: str | SkipJsonSchema[None] = absent()


class Keys(Shape):
    """A page of keys, newest first."""

    items: tuple[KeyAnswer, ...]


async def _create(call: Call[KeySent, Nothing]) -> Json:
    api = call.api
    async with api.counting:
        if len(await list_keys(api.db, call.subscriber_id)) >= api.limits.keys:
            raise Refusal(Trouble.LIMIT_REACHED, f"a subscriber has at most {api.limits.keys} keys")
        key_id = api.new_id("key")
        shown, kept = new_api_key(key_id, api.entropy(KEY_ENTROPY_BYTES))
        new = NewKey(key_id, kept, call.body.name)
        key = await add_key(api.db, call.subscriber_id, new, api.now())
    return Json(NewKeyAnswer(id=key.id, name=key.name, created_at=key.created_at, key=shown))


async def _list(call: Call[Nothing, PageQuery]) -> Json:
    async def fetch(limit: int, after: After | None) -> Sequence[ApiKey]:
        newest_first = reversed(await list_keys(call.api.db, call.subscriber_id))
        following = [
            key
            for key in newest_first
            if after is None or (key.created_at, key.id) < (after.created_at, after.id)
        ]
        return following[:limit]

    return await paged(call, fetch, _shown)


async def _revoke(call: Call[Nothing, Nothing]) -> Empty:
    api = call.api
    outcome = await revoke_key(api.db, call.subscriber_id, call.id("key"), api.now())
    match outcome:
        case Revocation.REVOKED:
            return Empty()
        case Revocation.LAST_KEY:
            raise Refusal(Trouble.CONFLICT, "this is your last key; make another one first")
        case Revocation.UNKNOWN:
            raise not_found()
        case _:
            assert_never(outcome)


def _shown(keys: Sequence[ApiKey]) -> Keys:
    return Keys(items=tuple(KeyAnswer(id=k.id, name=k.name, created_at=k.created_at) for k in keys))


ROUTES = (
    Route(
        method="POST",
        path="/v1/keys",
        name="createKey",
        tag=Tag.SUBSCRIBERS,
        summary="Make another API key",
        auth=Auth.SUBSCRIBER,
        handle=_create,
        body=KeySent,
        example={"name": "key of the new server"},
        query=Nothing,
        answer=NewKeyAnswer,
        status=201,
        troubles=(Trouble.LIMIT_REACHED,),
        creates=True,
    ),
    Route(
        method="GET",
        path="/v1/keys",
        name="listKeys",
        tag=Tag.SUBSCRIBERS,
        summary="List your API keys",
        auth=Auth.SUBSCRIBER,
        handle=_list,
        body=Nothing,
        query=PageQuery,
        answer=Keys,
        paged=True,
    ),
    Route(
        method="DELETE",
        path="/v1/keys/{id}",
        name="revokeKey",
        tag=Tag.SUBSCRIBERS,
        summary="Revoke an API key",
        description="It opens nothing from now on. The last key cannot be revoked.",
        auth=Auth.SUBSCRIBER,
        handle=_revoke,
        body=Nothing,
        query=Nothing,
        answer=None,
        status=204,
        troubles=(Trouble.CONFLICT,),
    ),
)
