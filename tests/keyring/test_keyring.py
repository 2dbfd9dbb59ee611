"""What is sealed opens only where it belongs; a link does only what it says, and expires."""

from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.keyring import (
    Key,
    Keyring,
    TokenPurpose,
    key_id_of,
    new_webhook_secret,
    open_headers,
    open_webhook_secrets,
    parse_secret_keys,
    replace_webhook_secret,
    seal_headers,
    seal_webhook_secret,
)
from alerts.model.errors import InvalidInput, Unavailable

NOW = datetime(2021, 7, 13, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
OLD, NEW = (Key(key_id_of(secret), secret) for secret in (b"old secret" * 4, b"new secret" * 4))
NONCE = b"n" * 12
RING = Keyring([NEW])


def refused(token: str, purpose: TokenPurpose = TokenPurpose.CONFIRM) -> str:
    with pytest.raises(InvalidInput) as error:
        RING.verify_token(token, purpose, NOW)
    return error.value.detail


@given(st.binary(), st.text())
def test_what_is_sealed_opens_for_its_own_record(plaintext: bytes, record: str) -> None:
    sealed = RING.seal(plaintext, record=record, nonce=NONCE)
    assert RING.open(sealed, record=record) == plaintext


def test_a_sealed_value_opens_for_no_other_record() -> None:
    sealed = RING.seal(b"secret", record="dst_1", nonce=NONCE)
    with pytest.raises(InvalidInput, match="another record"):
        RING.open(sealed, record="dst_2")


@given(st.integers(0, 40), st.integers(1, 255))
def test_no_changed_byte_goes_unnoticed(place: int, difference: int) -> None:
    sealed = bytearray(RING.seal(b"secret", record="dst_1", nonce=NONCE))
    sealed[place % len(sealed)] ^= difference
    with pytest.raises((InvalidInput, Unavailable)):
        RING.open(bytes(sealed), record="dst_1")


@given(st.binary(max_size=40))
def test_bytes_that_nobody_sealed_are_refused(noise: bytes) -> None:
    with pytest.raises((InvalidInput, Unavailable)):
        RING.open(noise, record="dst_1")


def test_a_new_secret_in_front_leaves_all_that_was_made_before_working() -> None:
    before, after = Keyring([OLD]), Keyring([NEW, OLD])
    sealed = before.seal(b"secret", record="dst_1", nonce=NONCE)
    token = before.sign_token(TokenPurpose.CONFIRM, "dst_1", LATER)
    assert after.open(sealed, record="dst_1") == b"secret"
    assert after.verify_token(token, TokenPurpose.CONFIRM, NOW) == "dst_1"
    assert after.seal(b"x", record="r", nonce=NONCE) == RING.seal(b"x", record="r", nonce=NONCE)


def test_a_value_whose_key_is_gone_waits_for_the_operator() -> None:
    sealed = Keyring([OLD]).seal(b"secret", record="dst_1", nonce=NONCE)
    with pytest.raises(Unavailable, match="SECRET_KEY"):
        RING.open(sealed, record="dst_1")


def test_a_token_names_its_destination_until_it_expires() -> None:
    token = RING.sign_token(TokenPurpose.CONFIRM, "dst_1", LATER)
    assert RING.verify_token(token, TokenPurpose.CONFIRM, NOW) == "dst_1"
    with pytest.raises(InvalidInput, match="expired"):
        RING.verify_token(token, TokenPurpose.CONFIRM, LATER)


def test_a_token_stands_in_a_path_as_it_is() -> None:
    token = RING.sign_token(TokenPurpose.UNSUBSCRIBE, "dst_1", LATER)
    assert all(c.isalnum() or c in "-_." for c in token)


def test_a_token_for_one_purpose_is_nothing_to_the_other() -> None:
    token = RING.sign_token(TokenPurpose.UNSUBSCRIBE, "dst_1", LATER)
    assert "not valid" in refused(token)


def test_a_token_of_another_house_is_refused() -> None:
    assert "not valid" in refused(Keyring([OLD]).sign_token(TokenPurpose.CONFIRM, "dst_1", LATER))


@given(st.text() | st.from_regex(r"[0-9a-f]{8}\.[\w-]+\.[\w-]{43}", fullmatch=True))
def test_no_text_breaks_the_check_of_a_token(token: str) -> None:
    assert "not valid" in refused(token)


@pytest.mark.parametrize("swap", ["dst_2", "dst_1.9"])
def test_a_claim_cannot_be_changed(swap: str) -> None:
    key_id, claim, mac = RING.sign_token(TokenPurpose.CONFIRM, "dst_1", LATER).split(".")
    text = urlsafe_b64decode(claim + "==").replace(b"dst_1", swap.encode())
    changed = urlsafe_b64encode(text).decode().rstrip("=")
    assert "not valid" in refused(f"{key_id}.{changed}.{mac}")


def test_a_keyring_without_keys_is_refused() -> None:
    with pytest.raises(InvalidInput):
        Keyring([])


def test_a_nonce_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="12 bytes"):
        RING.seal(b"x", record="r", nonce=b"short")


def test_the_setting_is_a_list_whose_first_secret_leads() -> None:
    first, second = parse_secret_keys("a-secret-of-sixteen, another-of-sixteen ")
    assert first.secret == b"a-secret-of-sixteen"
    assert second.secret == b"another-of-sixteen"
    assert first.id == key_id_of(b"a-secret-of-sixteen")
    assert "secret-of" not in repr(first)


@pytest.mark.parametrize(
    "setting", ["", "short", "a-secret-of-sixteen,", "a-secret-of-sixteen,a-secret-of-sixteen"]
)
def test_a_setting_that_protects_nothing_is_refused_without_showing_it(setting: str) -> None:
    with pytest.raises(InvalidInput) as error:
        parse_secret_keys(setting)
    assert "a-secret" not in str(error.value)


def test_a_webhook_secret_is_kept_for_its_destination_and_its_column_alone() -> None:
    secret = new_webhook_secret(bytes(range(32)))
    assert b64decode(secret.removeprefix("whsec_")) == bytes(range(32))
    sealed = seal_webhook_secret(RING, "dst_1", secret, NONCE)
    assert open_webhook_secrets(RING, "dst_1", sealed).at(NOW) == [bytes(range(32))]
    with pytest.raises(InvalidInput):
        open_webhook_secrets(RING, "dst_2", sealed).at(NOW)
    with pytest.raises(InvalidInput):
        open_headers(RING, "dst_1", sealed)


def replaced(sealed: bytes, entropy: bytes, now: datetime) -> bytes:
    secret, until = new_webhook_secret(entropy), now + timedelta(hours=24)
    return replace_webhook_secret(RING, "dst_1", sealed, secret, now=now, until=until, nonce=NONCE)


def test_a_replaced_secret_signs_beside_the_new_one_until_its_end() -> None:
    old, new = b"o" * 32, b"n" * 32
    sealed = replaced(seal_webhook_secret(RING, "dst_1", new_webhook_secret(old), NONCE), new, NOW)
    for passed, signing in (
        (timedelta(0), [new, old]),
        (timedelta(hours=24, seconds=-1), [new, old]),
        (timedelta(hours=24), [new]),
    ):
        assert open_webhook_secrets(RING, "dst_1", sealed).at(NOW + passed) == signing


def test_a_secret_that_is_replaced_twice_keeps_its_first_end() -> None:
    secrets = [bytes([place]) * 32 for place in range(3)]
    sealed = seal_webhook_secret(RING, "dst_1", new_webhook_secret(secrets[0]), NONCE)
    sealed = replaced(sealed, secrets[1], NOW)
    sealed = replaced(sealed, secrets[2], NOW + timedelta(hours=12))
    signing = [
        open_webhook_secrets(RING, "dst_1", sealed).at(NOW + timedelta(hours=h))
        for h in (12, 24, 36)
    ]
    assert signing == [secrets[::-1], secrets[:0:-1], secrets[2:]]


def test_no_more_secrets_sign_at_once_than_a_header_can_bear() -> None:
    sealed = seal_webhook_secret(RING, "dst_1", new_webhook_secret(bytes(32)), NONCE)
    for place in range(1, 5):
        sealed = replaced(sealed, bytes([place]) * 32, NOW)
    assert len(open_webhook_secrets(RING, "dst_1", sealed).at(NOW)) == 5
    with pytest.raises(InvalidInput, match="5 secrets sign already"):
        replaced(sealed, b"x" * 32, NOW)
    later = NOW + timedelta(hours=24)
    assert open_webhook_secrets(RING, "dst_1", replaced(sealed, b"x" * 32, later)).at(later) == [
        b"x" * 32,
        bytes([4]) * 32,
    ]


def test_custom_headers_come_back_as_they_were() -> None:
    headers = [("Authorization", "Bearer x"), ("X-Team", "desk")]
    assert open_headers(RING, "dst_1", seal_headers(RING, "dst_1", headers, NONCE)) == headers


def test_a_webhook_secret_needs_all_its_chance() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        new_webhook_secret(b"short")
