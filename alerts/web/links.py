"""The two links in a mail: to confirm an address, and to leave.

Mail scanners follow links, so following one changes nothing: a page is shown, and only its
button, or a mail program's one-click request (RFC 8058), acts. A link never leads elsewhere.
Who left stays gone: a confirmation from before that is as dead as an expired one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from alerts.keyring import TokenPurpose
from alerts.model.errors import InvalidInput
from alerts.model.rule import DestinationState
from alerts.store import destinations
from alerts.store.destinations import Destination
from alerts.web.pages import link_page
from alerts.web.route import Auth, Call, Html, Media, Route, Tag
from alerts.web.shape import Ignored, Nothing

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_SENT_TO = (DestinationState.ACTIVE, DestinationState.FAILING)


@dataclass(frozen=True, slots=True)
class _DeadLink:
    """A link that does nothing, and the page that says why."""

    page: Html


async def _follow(call: Call[Nothing, Ignored], purpose: TokenPurpose) -> Destination | _DeadLink:
    api, token = call.api, call.path["token"]
    try:
        destination_id = api.keyring.verify_token(token, purpose, api.now())
    except InvalidInput:
        if _was_valid(call, purpose):
            return _DeadLink(link_page("expired", purpose, status=410))
        return _DeadLink(link_page("forged", purpose, status=400))
    found = await destinations.find(api.db, destination_id)
    if found is None:
        return _DeadLink(link_page("gone", purpose, status=410))
    if purpose is TokenPurpose.CONFIRM and found.state is DestinationState.UNSUBSCRIBED:
        return _DeadLink(link_page("left", purpose, address=found.target, status=410))
    return found


def _was_valid(call: Call[Nothing, Ignored], purpose: TokenPurpose) -> bool:
    """Tell an old link from a broken one: the first can be asked for again."""
    try:
        call.api.keyring.verify_token(call.path["token"], purpose, _LONG_AGO)
    except InvalidInput:
        return False
    return True


async def _ask_to_confirm(call: Call[Nothing, Ignored]) -> Html:
    found = await _follow(call, TokenPurpose.CONFIRM)
    if isinstance(found, _DeadLink):
        return found.page
    if found.state in _SENT_TO:
        return link_page("confirmed", TokenPurpose.CONFIRM, address=found.target)
    return link_page("ask", TokenPurpose.CONFIRM, address=found.target)


async def _confirm(call: Call[Nothing, Ignored]) -> Html:
    found = await _follow(call, TokenPurpose.CONFIRM)
    if isinstance(found, _DeadLink):
        return found.page
    api = call.api
    if await destinations.confirm(api.db, found.id, api.now()) or await _is_sent_to(call, found.id):
        api.nudge()
        return link_page("confirmed", TokenPurpose.CONFIRM, address=found.target)
    return link_page("disabled", TokenPurpose.CONFIRM, address=found.target, status=409)


async def _is_sent_to(call: Call[Nothing, Ignored], id_: str) -> bool:
    """Tell whether mail goes there by now: of two clicks, the second finds it confirmed."""
    now = await destinations.find(call.api.db, id_)
    return now is not None and now.state in _SENT_TO


async def _ask_to_leave(call: Call[Nothing, Ignored]) -> Html:
    found = await _follow(call, TokenPurpose.UNSUBSCRIBE)
    if isinstance(found, _DeadLink):
        return found.page
    is_left = found.state is DestinationState.UNSUBSCRIBED
    return link_page("left" if is_left else "ask", TokenPurpose.UNSUBSCRIBE, address=found.target)


async def _leave(call: Call[Nothing, Ignored]) -> Html:
    found = await _follow(call, TokenPurpose.UNSUBSCRIBE)
    if isinstance(found, _DeadLink):
        return found.page
    await destinations.unsubscribe(call.api.db, found.id, call.api.now())
    return link_page("left", TokenPurpose.UNSUBSCRIBE, address=found.target)


_DEAD = (
    (400, "The link is broken: copy the whole of it."),
    (410, "The link has expired, or leads to an address that was removed or has left since."),
)
_DISABLED = (409, "The address was disabled; its owner has to enable it.")

ROUTES = (
    Route(
        method="GET",
        path="/confirm/{token}",
        name="askToConfirm",
        tag=Tag.LINKS,
        summary="A page with a button that confirms a mail address",
        auth=Auth.NONE,
        handle=_ask_to_confirm,
        body=Nothing,
        query=Ignored,
        answer=Media.HTML,
        other_statuses=_DEAD,
    ),
    Route(
        method="POST",
        path="/confirm/{token}",
        name="confirm",
        tag=Tag.LINKS,
        summary="Confirm a mail address",
        auth=Auth.NONE,
        handle=_confirm,
        body=Nothing,
        query=Ignored,
        answer=Media.HTML,
        other_statuses=(*_DEAD, _DISABLED),
    ),
    Route(
        method="GET",
        path="/unsubscribe/{token}",
        name="askToUnsubscribe",
        tag=Tag.LINKS,
        summary="A page with a button that stops all mail to an address",
        auth=Auth.NONE,
        handle=_ask_to_leave,
        body=Nothing,
        query=Ignored,
        answer=Media.HTML,
        other_statuses=_DEAD,
    ),
    Route(
        method="POST",
        path="/unsubscribe/{token}",
        name="unsubscribe",
        tag=Tag.LINKS,
        summary="Stop all mail to an address",
        description=(
            "What waits is cancelled. Takes a mail program's one-click request (RFC 8058); "
            "whatever body is sent is not read."
        ),
        auth=Auth.NONE,
        handle=_leave,
        body=Nothing,
        query=Ignored,
        answer=Media.HTML,
        other_statuses=_DEAD,
    ),
)
