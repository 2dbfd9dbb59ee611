"""A destination that was away: it is enabled, and gets what it missed.

Both go at a bounded pace: who has just come back must not be met by all of it at once.
"""

from datetime import timedelta
from typing import assert_never

from pydantic import AwareDatetime
from pydantic.json_schema import SkipJsonSchema

from alerts.model.rule import DestinationState
from alerts.store import destinations, resending, waiting
from alerts.store.resending import Again, Shut
from alerts.store.waiting import SENT_TO
from alerts.web.destination_shapes import DestinationAnswer, shown
from alerts.web.problem import Flaw, Refusal, Trouble, invalid, not_found
from alerts.web.route import Auth, Call, Json, Route, Tag
from alerts.web.shape import Nothing, Sent, Shape, absent

# No request takes longer than about this, however much waits.
_HOLDING = timedelta(seconds=5)


class Window(Sent):
    """A span of time, judged by when a delivery was made: `since` is in it, `until` is not."""

    since: AwareDatetime
    until: AwareDatetime | SkipJsonSchema[None] = absent("Now, if it is left out.")


class ResentAnswer(Shape):
    """How many failed deliveries are sent again; `more` are left, for another call."""

    deliveries: int
    more: bool


async def _enable(call: Call[Nothing, Nothing]) -> Json:
    api, id_ = call.api, call.id("dst")
    one = await destinations.get(api.db, call.subscriber_id, id_)
    if one is None:
        raise not_found()
    if one.state not in (*SENT_TO, DestinationState.DISABLED):
        raise Refusal(
            Trouble.CONFLICT, f"the destination is {one.state}: only its owner's consent opens it"
        )
    # What is not held yet would go at once, all of it; of one that is open, what still is held goes.
    all_settled = await waiting.settle_all(api.db, id_, api.now(), within=_HOLDING)
    if one.state is DestinationState.DISABLED and not all_settled:
        detail = "much waits for the destination, and is made ready first: ask again for the rest"
        raise Refusal(Trouble.UNAVAILABLE, detail, headers={"Retry-After": "1"})
    disabled = (DestinationState.DISABLED,)
    await destinations.set_state(
        api.db, id_, DestinationState.ACTIVE, None, api.now(), only_from=disabled
    )
    api.nudge()
    enabled = await destinations.get(api.db, call.subscriber_id, id_)
    if enabled is None:
        raise not_found()
    return Json(shown(enabled, api.keyring))


async def _resend_failed(call: Call[Window, Nothing]) -> Json:
    api, window, now = call.api, call.body, call.api.now()
    until = window.until or now
    if until <= window.since:
        flaw = Flaw(pointer="/since", detail="must be before the end of the window")
        raise invalid("the window holds no time at all", [flaw])
    again = sent_again(
        await resending.resend_failed(
            api.db, call.subscriber_id, call.id("dst"), window.since, until, now
        )
    )
    api.nudge()
    return Json(ResentAnswer(deliveries=again.deliveries, more=again.more))


def sent_again(outcome: Again | Shut | None) -> Again:
    """Give what is sent again. Raises `Refusal`."""
    match outcome:
        case Again():
            return outcome
        case Shut(state=None):
            raise Refusal(Trouble.CONFLICT, "the destination was deleted")
        case Shut(state=state):
            raise Refusal(Trouble.CONFLICT, f"the destination is {state}: nothing is sent to it")
        case None:
            raise not_found()
    assert_never(outcome)


ROUTES = (
    Route(
        method="POST",
        path="/v1/destinations/{id}/enable",
        name="enableDestination",
        tag=Tag.DESTINATIONS,
        summary="Enable a destination that was disabled",
        description=(
            "What was held for it is sent, oldest first, ten a second. One that is not disabled "
            "stays as it is. Where very much waits it is made ready in several goes: an answer "
            "503 says so, and the same request goes on where it ended."
        ),
        auth=Auth.SUBSCRIBER,
        handle=_enable,
        body=Nothing,
        query=Nothing,
        answer=DestinationAnswer,
        troubles=(Trouble.CONFLICT,),
    ),
    Route(
        method="POST",
        path="/v1/destinations/{id}/resend",
        name="resendFailed",
        tag=Tag.DESTINATIONS,
        summary="Send again all that failed to reach a destination in a window of time",
        description=(
            "In the order in which they were made, ten a second. A call takes the oldest ten "
            "thousand; `more` says that some are left."
        ),
        auth=Auth.SUBSCRIBER,
        handle=_resend_failed,
        body=Window,
        example={"since": "2026-03-01T00:00:00Z", "until": "2026-03-02T00:00:00Z"},
        query=Nothing,
        answer=ResentAnswer,
        status=202,
        troubles=(Trouble.CONFLICT,),
    ),
)
