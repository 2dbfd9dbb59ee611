"""One address, or none: nothing that could be read in two ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.deliver.email.address import parse_address
from alerts.model.errors import InvalidInput


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("desk@newsroom.example", "desk@newsroom.example"),
        (" desk@newsroom.example ", "desk@newsroom.example"),
        ("First.Last+tag@Newsroom.Example", "First.Last+tag@newsroom.example"),
        ("desk@bücher.example", "desk@xn--bcher-kva.example"),
        ("desk@xn--bcher-kva.example", "desk@xn--bcher-kva.example"),
        ("desk@localhost", "desk@localhost"),
        ("o'neil@newsroom.example", "o'neil@newsroom.example"),
    ],
)
def test_a_plain_address_is_taken(text: str, address: str) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "", "desk", "@newsroom.example", "desk@", "desk@@newsroom.example", "a@x.example,b@y.example",
        "a@x.example b@y.example", "a@x.example;b@y.example", "Desk <desk@newsroom.example>",
        "<desk@newsroom.example>", '"a b"@newsroom.example', "a..b@newsroom.example",
        ".a@newsroom.example", "a.@newsroom.example", "a@[127.0.0.1]", "a@127.0.0.1",
        "a@news room.example", "a@-x.example", "a@x..example", "a@x.example.", "ä@newsroom.example",
        "a\n@newsroom.example", "a@newsroom.example\r\nBcc: b@y.example", "a@newsroom.example\0",
        "a(comment)@newsroom.example", "a@b@c.example", f"{'a' * 65}@x.example",
        f"a@{'b' * 64}.example", f"a@{'b.' * 130}example",
        "=?utf-8?q?a=2Cb?=@x.example", "a.=?utf-8?q?=0D=0ABcc=3Ab?=@x.example",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_address(text)
    assert refused.value.problems[0].pointer == "/address"


@given(st.text() | st.from_regex(r"[\w.,<> ]+@[\w.-]+\Z"))
def test_what_is_taken_is_one_ascii_word_with_one_at(text: str) -> None:
    try:
        address = parse_address(text)
    except InvalidInput:
        return
    assert address.isascii()
    assert address.isprintable()
    assert address.count("@") == 1
    assert not set(" ,;<>()\"'") & set(address) - {"'"}
    assert parse_address(address) == address
