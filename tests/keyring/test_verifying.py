"""Our receiver's check agrees with the reference library, and can say no."""

from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook

from alerts.keyring import fault_of

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
BODY = b'{"id": "dlv_1"}'


def signed(secret: str = SECRET) -> dict[str, str]:
    return {
        "webhook-id": "dlv_1",
        "webhook-timestamp": str(int(AT.timestamp())),
        "webhook-signature": Webhook(secret).sign("dlv_1", AT, BODY.decode()),
    }


def fault(headers: dict[str, str], body: bytes = BODY, late_s: float = 0) -> str | None:
    return fault_of(headers, body, secret=SECRET, now_s=AT.timestamp() + late_s)


def test_what_the_reference_library_signs_is_accepted() -> None:
    assert fault(signed()) is None


def test_one_good_signature_among_several_is_enough() -> None:
    both = f"{signed(OTHER)['webhook-signature']} {signed()['webhook-signature']}"
    assert fault(signed() | {"webhook-signature": both}) is None


@pytest.mark.parametrize(
    "headers",
    [
        signed(OTHER),
        signed() | {"webhook-id": "dlv_2"},
        signed() | {"webhook-signature": ""},
        signed() | {"webhook-signature": "v1,"},
    ],
    ids=["another secret", "another id", "none", "empty"],
)
def test_any_other_signature_is_refused(headers: dict[str, str]) -> None:
    assert fault(headers) == "its signature is not by our secret"


def test_a_changed_body_is_refused() -> None:
    assert fault(signed(), BODY + b" ") is not None


@pytest.mark.parametrize("late_s", [-301, 301])
def test_a_webhook_of_another_time_is_refused(late_s: float) -> None:
    assert fault(signed(), late_s=late_s) == "its webhook-timestamp is more than five minutes off"


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp"])
def test_a_webhook_without_its_headers_is_refused(name: str) -> None:
    headers = {key: value for key, value in signed().items() if key != name}
    assert fault(headers) is not None
