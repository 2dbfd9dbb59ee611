"""A webhook's new secret, beside which the old one goes on signing for a day.

A receiver cannot change its secret in the same instant as we do. With both signing, it may
do so at any time in between, and no webhook is refused meanwhile.
"""

from datetime import timedelta

from alerts.keyring import new_webhook_secret, replace_webhook_secret
from alerts.model.errors import InvalidInput
from alerts.model.rule import Channel
from alerts.store import destinations
from alerts.store.webhook_secrets import replace_secret
from alerts.web.destination_shapes import DestinationAnswer, shown
from alerts.web.problem import Flaw, Refusal, Trouble, invalid, not_found
from alerts.web.route import Auth, Call, Json, Route, Tag
from alerts.web.shape import Nothing

BOTH_SIGN = timedelta(hours=24)
_SECRET_BYTES = 32
_NONCE_BYTES = 12


async def _rotate(call: Call[Nothing, Nothing]) -> Json:
    api, id_, now = call.api, call.id("dst"), call.api.now()
    one = await destinations.get(api.db, call.subscriber_id, id_)
    if one is None:
        raise not_found()
    if one.channel is not Channel.WEBHOOK:
        flaw = Flaw(pointer="/id", detail="is a mail address; only webhooks are signed")
        raise invalid("a mail address has no secret", [flaw])
    secret, nonce = new_webhook_secret(api.entropy(_SECRET_BYTES)), api.entropy(_NONCE_BYTES)
    until = (now + BOTH_SIGN).replace(microsecond=0)

    def change(sealed: bytes) -> bytes:
        return replace_webhook_secret(
            api.keyring, id_, sealed, secret, now=now, until=until, nonce=nonce
        )

    try:
        is_changed = await replace_secret(api.db, call.subscriber_id, id_, change, now)
    except InvalidInput as error:
        raise Refusal(
            Trouble.LIMIT_REACHED,
            f"{error.detail}; the oldest ends a day after it was replaced",
        ) from error
    changed = await destinations.get(api.db, call.subscriber_id, id_)
    if not is_changed or changed is None:
        raise not_found()
    answer = shown(changed, api.keyring, secret)
    return Json(answer.model_copy(update={"old_secret_until": until}))


ROUTES = (
    Route(
        method="POST",
        path="/v1/destinations/{id}/rotate-secret",
        name="rotateSecret",
        tag=Tag.DESTINATIONS,
        summary="Replace a webhook's secret",
        description=(
            "Answers the new secret, shown this once. For 24 hours each webhook is signed with "
            "the old one as well; then the new one signs alone."
        ),
        auth=Auth.SUBSCRIBER,
        handle=_rotate,
        body=Nothing,
        query=Nothing,
        answer=DestinationAnswer,
        troubles=(Trouble.LIMIT_REACHED,),
    ),
)
