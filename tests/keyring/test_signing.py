"""What we sign, others verify: the reference library of Standard Webhooks does."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from alerts.keyring import signed_headers

OLD, NEW = b"o" * 32, b"n" * 32


def verify(body: bytes, headers: dict[str, str], secret: bytes) -> None:
    Webhook(f"whsec_{b64encode(secret).decode()}").verify(body, headers, json_parse=False)


@given(st.text())
def test_the_reference_library_accepts_what_we_sign(text: str) -> None:
    body = text.encode("utf-8", "replace")
    now = datetime.now(UTC)  # noqa: TID251 - the library compares with its own clock
    headers = signed_headers(body, message_id="dlv_1", at=now, secrets=[NEW])
    assert headers["webhook-id"] == "dlv_1"
    verify(body, headers, NEW)


def test_another_body_id_or_secret_is_refused() -> None:
    now = datetime.now(UTC)  # noqa: TID251 - the library compares with its own clock
    headers = signed_headers(b"{}", message_id="dlv_1", at=now, secrets=[NEW])
    for body, changed, secret in (
        (b"{ }", {}, NEW),
        (b"{}", {"webhook-id": "dlv_2"}, NEW),
        (b"{}", {}, OLD),
    ):
        with pytest.raises(WebhookVerificationError):
            verify(body, headers | changed, secret)


def test_while_a_secret_is_replaced_both_verify() -> None:
    now = datetime.now(UTC)  # noqa: TID251 - the library compares with its own clock
    headers = signed_headers(b"{}", message_id="dlv_1", at=now, secrets=[NEW, OLD])
    verify(b"{}", headers, NEW)
    verify(b"{}", headers, OLD)


def test_an_instant_signs_the_same_in_every_time_zone() -> None:
    utc = datetime(2021, 7, 13, tzinfo=UTC)
    baghdad = utc.astimezone(timezone(timedelta(hours=3)))
    assert signed_headers(b"", message_id="d", at=utc, secrets=[NEW]) == signed_headers(
        b"", message_id="d", at=baghdad, secrets=[NEW]
    )


def test_the_bytes_are_those_of_the_specification() -> None:
    # HMAC-SHA256 of "msg_1.1626134400.{}" under 32 bytes "n", computed with openssl dgst -hmac.
    headers = signed_headers(
        b"{}", message_id="msg_1", at=datetime(2021, 7, 13, tzinfo=UTC), secrets=[NEW]
    )
    assert headers["webhook-timestamp"] == "1626134400"
    assert headers["webhook-signature"] == "v1,VxRvsrVG5VHvad/069r7zuJ6jxHoRsmdNxk2GQKCqJE="
