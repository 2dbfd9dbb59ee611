"""A letter about another destination says which, what became of it, and no secret of it."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from alerts.deliver.email.message import Sender, message_bytes
from alerts.keyring import Key, Keyring
from alerts.model.delivery import Delivery, Purpose
from alerts.model.event_state import StateChange, state_event
from alerts.model.rule import Channel, DestinationState

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEYRING = Keyring([Key("one", b"a secret of tests")])
SENDER = Sender("Alerts", "alerts@alerts.example", "https://alerts.example")


def letter(state: DestinationState, reason: str | None, channel: Channel, target: str) -> str:
    change = StateChange("sub_1", "dst_1", channel, target, state, reason, AT)
    event = state_event(delivery_id="dlv_1", public_url="https://alerts.example", change=change)
    delivery = Delivery(
        id="dlv_1",
        destination_id="dst_mail",
        subscriber_id="sub_1",
        alert_id=None,
        channel=Channel.EMAIL,
        purpose=Purpose.NOTICE,
        event=event,
        target="duty@example.org",
        headers=None,
        secret=None,
        attempts=0,
        created_at=AT,
        lease="dlv_1.x.y",
    )
    message = message_from_bytes(message_bytes(delivery, SENDER, KEYRING), policy=policy.default)
    assert "List-Unsubscribe" in message
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    return f"{message['Subject']}\n{text.get_content()}\n{html.get_content()}"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (DestinationState.FAILING, "takes no alerts"),
        (DestinationState.DISABLED, "is disabled"),
        (DestinationState.ACTIVE, "takes alerts again"),
    ],
)
def test_it_says_which_and_what(state: DestinationState, words: str) -> None:
    said = letter(state, "410 Gone", Channel.WEBHOOK, "https://hooks.example/s3cret?token=abc")
    assert said.startswith(f"Your webhook hooks.example {words}")
    assert "dst_1" in said
    assert "What we saw: 410 Gone" in said
    assert "s3cret" not in said
    assert "token=abc" not in said


def test_a_reason_is_escaped_and_may_be_missing() -> None:
    hostile = letter(
        DestinationState.DISABLED, "<img src=x>\r\nBcc: a@b", Channel.EMAIL, "a@x.example"
    )
    assert "&lt;img src=x&gt;" in hostile
    assert "Your address a@x.example is disabled" in hostile
    assert "What we saw" not in letter(DestinationState.ACTIVE, None, Channel.EMAIL, "a@x.example")
