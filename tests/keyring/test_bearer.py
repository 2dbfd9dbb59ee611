"""An API key is shown once, found by its id, and known again by its hash alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.keyring import check_api_key, new_api_key, split_bearer

KEY, HASH = new_api_key("key_abc234", bytes(range(32)))


def test_a_key_is_known_again_by_its_hash() -> None:
    assert check_api_key(KEY, HASH)
    assert KEY not in HASH


def test_another_key_is_not() -> None:
    other, _ = new_api_key("key_abc234", bytes(32))
    assert not check_api_key(other, HASH)
    assert not check_api_key("", HASH)
    assert not check_api_key("\ud800", HASH)


def test_a_key_tells_its_id() -> None:
    assert split_bearer(KEY) == "key_abc234"


@pytest.mark.parametrize("text", ["", "key_abc234", "key_abc234.", f"{KEY} ", f"x{KEY}", "a.b"])
def test_what_cannot_be_a_key_has_no_id(text: str) -> None:
    assert split_bearer(text) is None


@given(st.text())
def test_no_text_breaks_the_check(text: str) -> None:
    assert not check_api_key(text, HASH)


def test_a_key_needs_all_its_chance() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        new_api_key("key_abc234", b"short")
