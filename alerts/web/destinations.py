"""Destinations over HTTP: judged when saved, so that a bad one fails before its owner.

An address gets its confirmation mail in the transaction that creates it, and no more of
them a day than a person bears, whoever asks: else this service could be used to pester.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import assert_never

from alerts.keyring import new_webhook_secret, seal_headers, seal_webhook_secret
from alerts.model.event import confirmation_event, test_event
from alerts.model.rule import Channel, DestinationState
from alerts.store import deliveries, destinations
from alerts.store.destinations import Deleted, Destination, InUse, NewDestination
from alerts.store.records import After
from alerts.store.reports import NewDelivery
from alerts.store.suppressions import LISTED_FOR, why_suppressed
from alerts.web.alerts import DeliveryAnswer, shown_delivery
from alerts.web.api import Api
from alerts.web.destination_shapes import (
    DestinationAnswer,
    DestinationChanges,
    Destinations,
    DestinationSent,
    EmailSent,
    WebhookSent,
    shown,
)
from alerts.web.paging import PageQuery, paged
from alerts.web.problem import Flaw, Refusal, Trouble, invalid, not_found
from alerts.web.route import Auth, Call, Empty, Json, Route, Tag
from alerts.web.shape import Nothing

_SECRET_BYTES = 32
_NONCE_BYTES = 12
_DAY = timedelta(days=1)
_SENT_TO = (DestinationState.ACTIVE, DestinationState.FAILING)
_MOST_NAMED = 20


async def _create(call: Call[DestinationSent, Nothing]) -> Json:
    sent = call.body.root
    match sent:
        case WebhookSent():
            made = await _create_webhook(call.api, call.subscriber_id, sent)
        case EmailSent():
            made = await _create_email(call.api, call.subscriber_id, sent)
        case _:
            assert_never(sent)
    return Json(made, {"Location": f"{call.api.public_url}/v1/destinations/{made.id}"})


async def _create_webhook(api: Api, owner: str, sent: WebhookSent) -> DestinationAnswer:
    await api.guard.check_destination(sent.url)
    id_ = api.new_id("dst")
    secret = new_webhook_secret(api.entropy(_SECRET_BYTES))
    new = NewDestination(
        id=id_,
        subscriber_id=owner,
        channel=Channel.WEBHOOK,
        target=sent.url,
        state=DestinationState.ACTIVE,
        headers=_sealed(api, id_, sent.headers),
        rate=sent.rate,
        secret=seal_webhook_secret(api.keyring, id_, secret, api.entropy(_NONCE_BYTES)),
    )
    async with api.counting:
        await _check_room(api, owner)
        made = await destinations.create(api.db, new, api.now())
    return shown(made, api.keyring, secret)


async def _create_email(api: Api, owner: str, sent: EmailSent) -> DestinationAnswer:
    if api.check_address is None:
        flaw = Flaw(pointer="/type", detail="the operator has set no mail server (ALERTS_SMTP_URL)")
        raise invalid("this service sends no mail", [flaw])
    address = api.check_address(sent.address)
    await _check_takes_mail(api, address)
    id_, mail_id, now = api.new_id("dst"), api.new_id("dlv"), api.now()
    event = confirmation_event(
        delivery_id=mail_id, public_url=api.public_url, at=now, destination_id=id_
    )
    state = DestinationState.PENDING
    new = NewDestination(id_, owner, Channel.EMAIL, address, state, rate=sent.rate)
    mail = NewDelivery(mail_id, id_, Channel.EMAIL, event)
    async with api.counting:
        await _check_room(api, owner)
        await _check_patience(api, address)
        made = await destinations.create(api.db, new, now, confirmation=mail)
    api.nudge()
    return shown(made, api.keyring)


async def _check_room(api: Api, owner: str) -> None:
    most = api.limits.destinations
    if await destinations.count_destinations(api.db, owner) >= most:
        raise Refusal(Trouble.LIMIT_REACHED, f"a subscriber has at most {most} destinations")


async def _check_takes_mail(api: Api, address: str) -> None:
    digest = destinations.address_digest(address)
    if await why_suppressed(api.db, digest, api.now()) is not None:
        flaw = Flaw(
            pointer="/address",
            detail=f"its server refused mail to it for good, less than {LISTED_FOR.days} days ago",
        )
        raise invalid("this address takes no mail", [flaw])


async def _check_patience(api: Api, address: str) -> None:
    digest = destinations.address_digest(address)
    sent = await destinations.confirmations_since(api.db, digest, api.now() - _DAY)
    if sent >= api.limits.confirmations_per_day:
        raise Refusal(
            Trouble.TOO_MANY_REQUESTS,
            "this address was sent as many confirmation mails today as anybody should get",
            (Flaw(pointer="/address", detail="try it again tomorrow"),),
            {"Retry-After": str(int(_DAY.total_seconds()))},
        )


def _sealed(api: Api, id_: str, headers: Mapping[str, str]) -> bytes | None:
    for name, value in headers.items():
        api.check_header(name, value)
    if not headers:
        return None
    return seal_headers(api.keyring, id_, headers.items(), api.entropy(_NONCE_BYTES))


async def _list(call: Call[Nothing, PageQuery]) -> Json:
    async def fetch(limit: int, after: After | None) -> Sequence[Destination]:
        return await destinations.page(call.api.db, call.subscriber_id, limit, after)

    def page(found: Sequence[Destination]) -> Destinations:
        return Destinations(items=tuple(shown(one, call.api.keyring) for one in found))

    return await paged(call, fetch, page)


async def _owned(call: Call[object, Nothing]) -> Destination:
    found = await destinations.get(call.api.db, call.subscriber_id, call.id("dst"))
    if found is None:
        raise not_found()
    return found


async def _get(call: Call[Nothing, Nothing]) -> Json:
    return Json(shown(await _owned(call), call.api.keyring))


async def _change(call: Call[DestinationChanges, Nothing]) -> Json:
    api, one, sent = call.api, await _owned(call), call.body
    changes: destinations.Changes = {}
    if sent.headers is not None:
        if one.channel is not Channel.WEBHOOK:
            flaw = Flaw(pointer="/headers", detail="belongs to webhooks; this is a mail address")
            raise invalid("a mail address has no headers", [flaw])
        changes["headers"] = _sealed(api, one.id, sent.headers)
    if "rate" in sent.model_fields_set:
        changes["rate"] = sent.rate
    changed = await destinations.change(api.db, call.subscriber_id, one.id, changes, api.now())
    api.nudge()
    if changed is None:
        raise not_found()
    return Json(shown(changed, api.keyring))


async def _delete(call: Call[Nothing, Nothing]) -> Empty:
    api = call.api
    outcome = await destinations.delete(api.db, call.subscriber_id, call.id("dst"), api.now())
    match outcome:
        case Deleted():
            return Empty()
        case InUse():
            named = ", ".join(outcome.rule_ids[:_MOST_NAMED])
            more = len(outcome.rule_ids) - _MOST_NAMED
            rest = f" and {more} more" if more > 0 else ""
            raise Refusal(
                Trouble.CONFLICT, f"these rules notify it; change them first: {named}{rest}"
            )
        case None:
            raise not_found()
        case _:
            assert_never(outcome)


async def _test(call: Call[Nothing, Nothing]) -> Json:
    api, one = call.api, await _owned(call)
    if one.state not in _SENT_TO:
        raise Refusal(Trouble.CONFLICT, f"the destination is {one.state}: nothing is sent to it")
    id_, now = api.new_id("dlv"), api.now()
    event = test_event(
        delivery_id=id_, public_url=api.public_url, at=now, subscriber_id=call.subscriber_id
    )
    new = NewDelivery(id_, one.id, one.channel, event)
    is_due = await deliveries.enqueue_test(api.db, call.subscriber_id, new, now)
    made = await deliveries.get(api.db, call.subscriber_id, id_) if is_due else None
    if made is None:
        raise not_found()
    api.nudge()
    return Json(shown_delivery(made))


ROUTES = (
    Route(
        method="POST",
        path="/v1/destinations",
        name="createDestination",
        tag=Tag.DESTINATIONS,
        summary="Create a destination",
        description=(
            "A webhook answers its signing secret, shown this once. A mail address is sent a "
            "link and stays `pending` until its owner confirms."
        ),
        auth=Auth.SUBSCRIBER,
        handle=_create,
        body=DestinationSent,
        example={"type": "webhook", "url": "https://example.org/alerts"},
        query=Nothing,
        answer=DestinationAnswer,
        status=201,
        troubles=(Trouble.LIMIT_REACHED,),
        creates=True,
    ),
    Route(
        method="GET",
        path="/v1/destinations",
        name="listDestinations",
        tag=Tag.DESTINATIONS,
        summary="List your destinations",
        auth=Auth.SUBSCRIBER,
        handle=_list,
        body=Nothing,
        query=PageQuery,
        answer=Destinations,
        paged=True,
    ),
    Route(
        method="GET",
        path="/v1/destinations/{id}",
        name="getDestination",
        tag=Tag.DESTINATIONS,
        summary="Get a destination",
        auth=Auth.SUBSCRIBER,
        handle=_get,
        body=Nothing,
        query=Nothing,
        answer=DestinationAnswer,
    ),
    Route(
        method="PATCH",
        path="/v1/destinations/{id}",
        name="changeDestination",
        tag=Tag.DESTINATIONS,
        summary="Change a webhook's headers, or a destination's rate",
        description="`url` and `address` never change: create another destination.",
        auth=Auth.SUBSCRIBER,
        handle=_change,
        body=DestinationChanges,
        example={"headers": {"X-Team": "night"}, "rate": 5},
        query=Nothing,
        answer=DestinationAnswer,
    ),
    Route(
        method="DELETE",
        path="/v1/destinations/{id}",
        name="deleteDestination",
        tag=Tag.DESTINATIONS,
        summary="Delete a destination",
        description="What waits for it is cancelled. One that a rule notifies stays: 409.",
        auth=Auth.SUBSCRIBER,
        handle=_delete,
        body=Nothing,
        query=Nothing,
        answer=None,
        status=204,
        troubles=(Trouble.CONFLICT,),
    ),
    Route(
        method="POST",
        path="/v1/destinations/{id}/test",
        name="testDestination",
        tag=Tag.DESTINATIONS,
        summary="Send a test alert now",
        description="Answers its delivery, whose attempts show what came of it.",
        auth=Auth.SUBSCRIBER,
        handle=_test,
        body=Nothing,
        query=Nothing,
        answer=DeliveryAnswer,
        status=202,
        troubles=(Trouble.CONFLICT,),
        creates=True,
    ),
)
