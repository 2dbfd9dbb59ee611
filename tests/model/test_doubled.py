"""What an object of a JSON text has twice is told by its place."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model.doubled import doubled_members

VALUES = st.recursive(
    st.none() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b'{"when": {"region": ["SY"], "region": ["IQ"]}}', ["/when/region"]),
        (b'{"a": [{"b": 1}, {"b": 1, "b": 1}], "a": 2}', ["/a", "/a/1/b"]),
        (b'{"a/b": 1, "a\\u002fb": 2, "~": 3}', ["/a~1b"]),
        (b'[1, {"b": 1}, {"b": 2}]', []),
    ],
)
def test_a_name_that_comes_again_is_told(text: bytes, expected: list[str]) -> None:
    assert list(doubled_members(text)) == expected


@given(VALUES)
def test_what_a_value_is_written_as_has_nothing_twice(value: object) -> None:
    assert list(doubled_members(orjson.dumps(value))) == []
