"""The log of deliveries: what was sent where, what came of it, and what still waits."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from alerts.model.delivery import Status
from alerts.store import deliveries
from alerts.store.records import After, StoredDelivery
from alerts.web.alerts import DeliveryAnswer, shown_delivery
from alerts.web.paging import PageQuery, paged
from alerts.web.route import Auth, Call, Json, Route, Tag
from alerts.web.shape import Nothing, Shape, absent


class DeliveryQuery(PageQuery):
    """Which deliveries."""

    status: Status | SkipJsonSchema[None] = absent("Only those that stand so.")
    destination: Annotated[str, Field(pattern=r"^dst_[a-z0-9]{1,64}$")] | SkipJsonSchema[None] = (
        absent("Only those to this destination.")
    )


class Deliveries(Shape):
    """A page of deliveries, newest first."""

    items: tuple[DeliveryAnswer, ...]


async def _list(call: Call[Nothing, DeliveryQuery]) -> Json:
    async def fetch(limit: int, after: After | None) -> Sequence[StoredDelivery]:
        query = call.query
        return await deliveries.page(
            call.api.db, call.subscriber_id, query.status, query.destination, limit, after
        )

    return await paged(
        call, fetch, lambda found: Deliveries(items=tuple(map(shown_delivery, found)))
    )


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
)
