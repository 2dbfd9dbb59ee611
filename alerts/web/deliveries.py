"""The log of deliveries: what was sent where, what came of it, and what still waits.

One can be sent once more, always under its own id and with its own bytes: a receiver that
had it after all can tell.
"""

from collections.abc import Sequence
from typing import Annotated

from pydantic import AwareDatetime, Field
from pydantic.json_schema import SkipJsonSchema

from alerts.model.delivery import Purpose, Status
from alerts.store import deliveries, resending
from alerts.store.delivery_log import Chosen
from alerts.store.records import After, StoredDelivery
from alerts.web.alerts import DeliveryAnswer, shown_delivery
from alerts.web.paging import PageQuery, paged
from alerts.web.problem import Refusal, Trouble, not_found
from alerts.web.reopening import sent_again
from alerts.web.route import Auth, Call, Json, Route, Tag
from alerts.web.shape import Nothing, Shape, absent


class DeliveryQuery(PageQuery):
    """Which deliveries."""

    status: Status | SkipJsonSchema[None] = absent("Only those that stand so.")
    destination: Annotated[str, Field(pattern=r"^dst_[a-z0-9]{1,64}$")] | SkipJsonSchema[None] = (
        absent("Only those to this destination.")
    )
    since: AwareDatetime | SkipJsonSchema[None] = absent("Only those made then or later.")
    until: AwareDatetime | SkipJsonSchema[None] = absent("Only those made before then.")


class Deliveries(Shape):
    """A page of deliveries, newest first."""

    items: tuple[DeliveryAnswer, ...]


async def _list(call: Call[Nothing, DeliveryQuery]) -> Json:
    query = call.query
    chosen = Chosen(query.status, query.destination, query.since, query.until)

    async def fetch(limit: int, after: After | None) -> Sequence[StoredDelivery]:
        return await deliveries.page(call.api.db, call.subscriber_id, chosen, limit, after)

    return await paged(
        call, fetch, lambda found: Deliveries(items=tuple(map(shown_delivery, found)))
    )


async def _owned(call: Call[Nothing, Nothing]) -> StoredDelivery:
    found = await deliveries.get(call.api.db, call.subscriber_id, call.id("dlv"))
    if found is None:
        raise not_found()
    return found


async def _get(call: Call[Nothing, Nothing]) -> Json:
    return Json(shown_delivery(await _owned(call)))


async def _resend(call: Call[Nothing, Nothing]) -> Json:
    api, one = call.api, await _owned(call)
    if one.purpose is Purpose.CONFIRMATION:
        raise Refusal(Trouble.CONFLICT, "an address is asked to confirm once, and not again")
    sent_again(await resending.resend(api.db, call.subscriber_id, one.id, api.now()))
    api.nudge()
    return Json(shown_delivery(await _owned(call)))


ROUTES = (
    Route(
        method="GET",
        path="/v1/deliveries",
        name="listDeliveries",
        tag=Tag.ALERTS,
        summary="List your deliveries",
        auth=Auth.SUBSCRIBER,
        handle=_list,
        body=Nothing,
        query=DeliveryQuery,
        answer=Deliveries,
        paged=True,
    ),
    Route(
        method="GET",
        path="/v1/deliveries/{id}",
        name="getDelivery",
        tag=Tag.ALERTS,
        summary="Get a delivery, with its attempts",
        auth=Auth.SUBSCRIBER,
        handle=_get,
        body=Nothing,
        query=Nothing,
        answer=DeliveryAnswer,
    ),
    Route(
        method="POST",
        path="/v1/deliveries/{id}/resend",
        name="resendDelivery",
        tag=Tag.ALERTS,
        summary="Send a delivery again",
        description=(
            "Whatever came of it, it is due at once, under the same id and with the same bytes, "
            "and has its whole schedule of retries before it."
        ),
        auth=Auth.SUBSCRIBER,
        handle=_resend,
        body=Nothing,
        query=Nothing,
        answer=DeliveryAnswer,
        status=202,
        troubles=(Trouble.CONFLICT,),
    ),
)
