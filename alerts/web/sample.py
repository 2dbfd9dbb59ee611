"""A signed webhook for anybody to take, so that a receiver can be tried before it is trusted.

Its secret is published with it, and nothing else is signed by it. It is signed anew for each
who asks, as a receiver is right to refuse what is more than five minutes old.
"""

from base64 import b64decode

from alerts.keyring import new_webhook_secret, signed_headers
from alerts.model.sample import SAMPLE_DELIVERY, sample_alert
from alerts.web.route import Auth, Call, Json, Route, Tag
from alerts.web.shape import Nothing, Shape

SAMPLE_SECRET = new_webhook_secret(b"a sample's secret known to all.\n")


class WebhookSample(Shape):
    """A webhook as it arrives: `body` is the text whose UTF-8 bytes are signed."""

    secret: str
    headers: dict[str, str]
    body: str


async def _sample(call: Call[Nothing, Nothing]) -> Json:
    now = call.api.now()
    body = sample_alert(call.api.public_url, now)
    signing = b64decode(SAMPLE_SECRET.removeprefix("whsec_"))
    headers = {
        "content-type": "application/cloudevents+json",
        **signed_headers(body, message_id=SAMPLE_DELIVERY, at=now, secrets=[signing]),
    }
    sample = WebhookSample(secret=SAMPLE_SECRET, headers=headers, body=body.decode())
    return Json(sample, {"Cache-Control": "no-store"})


ROUTES = (
    Route(
        method="GET",
        path="/.well-known/webhook-sample.json",
        name="getWebhookSample",
        tag=Tag.DESTINATIONS,
        summary="A signed webhook to try a receiver with",
        description=(
            "A made-up alert, signed now with the secret beside it, which signs nothing else. "
            "Send `body` with `headers` to your receiver."
        ),
        auth=Auth.NONE,
        handle=_sample,
        body=Nothing,
        query=Nothing,
        answer=WebhookSample,
    ),
)
