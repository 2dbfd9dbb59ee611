"""A subscriber's own headers can add, never replace, smuggle or forge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.deliver.webhook.headers import check_header
from alerts.model.errors import InvalidInput


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Authorization", "Bearer abc"),
        ("X-Team", "desk 7"),
        ("cookie", "a=b"),
        ("x", "1"),
    ],
)
def test_an_ordinary_header_is_taken(name: str, value: str) -> None:
    check_header(name, value)


@pytest.mark.parametrize(
    "name",
    [
        "Host", "content-length", "Content-Type", "Transfer-Encoding", "TE", "Connection",
        "Upgrade", "Expect", "Proxy-Authorization", "proxy-x", "User-Agent", "Webhook-Id",
        "webhook-signature", "traceparent", "", "a b", "a:b", "a\r\nb", "ä", "x" * 101,
    ],
)  # fmt: skip
def test_a_header_that_is_ours_or_no_name_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match=r"/headers/"):
        check_header(name, "value")


@pytest.mark.parametrize("value", ["", " x", "x ", "a\r\nHost: b", "a\nb", "a\0b", "é", "x" * 5000])
def test_a_value_that_could_break_out_is_refused(value: str) -> None:
    with pytest.raises(InvalidInput):
        check_header("X-Team", value)


@given(st.text(), st.text())
def test_what_is_taken_is_one_line(name: str, value: str) -> None:
    try:
        check_header(name, value)
    except InvalidInput:
        return
    assert f"{name}: {value}".isprintable() or "\t" in value
    assert len(f"{name}: {value}".splitlines()) == 1
