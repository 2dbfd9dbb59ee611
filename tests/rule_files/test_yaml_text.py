"""YAML means what JSON would, each value has its place, and nothing hostile gets further."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from alerts.rule_files.yaml_text import Place, Unreadable, read_yaml

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc/~ é"), inner),
)


def refused(text: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_yaml(text)
    return caught.value


@given(JSON)
def test_json_is_read_as_what_it_is(value: object) -> None:
    assert read_yaml(json.dumps(value, ensure_ascii=False)).value == value


@given(TEXT)
def test_what_is_quoted_is_text_whatever_it_looks_like(text: str) -> None:
    assert read_yaml(yaml.safe_dump(text, default_style='"')).value == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("on", "on"),
        ("y", "y"),
        ("2021-07-12", "2021-07-12"),
        ("2021-07-12T21:00:00Z", "2021-07-12T21:00:00Z"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("SY-DY", "SY-DY"),
        ("'7'", "7"),
        ("!!str 7", "7"),
        ("7", 7),
        ("-1.5e3", -1500.0),
        ("true", True),
        ("False", False),
        ("fAlse", "fAlse"),
        ("~", None),
        ("", None),
        ("{NO: 1, 7: 2, null: 3}", {"NO": 1, "7": 2, "null": 3}),
        ("a: &x [1, 2]\nb: *x", {"a": [1, 2], "b": [1, 2]}),
    ],
)
def test_a_plain_word_is_text_unless_json_has_what_it_means(text: str, value: object) -> None:
    found = read_yaml(text).value
    assert (found, type(found)) == (value, type(value))


def test_what_was_written_is_found_by_its_pointer() -> None:
    written = read_yaml("rules:\n  - name: x\n    when: {region: [SY,\n       NO]}\n")
    assert written.place("") == Place(1, 1)
    assert written.place("/rules") == Place(1, 1)
    assert written.place("/rules/0") == Place(2, 5)
    assert written.place("/rules/0/when/region") == Place(3, 12)
    assert written.place("/rules/0/when/region/1") == Place(4, 8)


def test_what_is_missing_is_where_it_would_be() -> None:
    assert read_yaml("rules:\n  - name: x\n").place("/rules/0/when/region/3") == Place(2, 5)


def test_a_member_with_a_slash_has_a_pointer_too() -> None:
    assert read_yaml("x: 1\na/b~c: 2").place("/a~1b~0c") == Place(2, 1)


@pytest.mark.parametrize(
    ("text", "told", "place"),
    [
        ("a: 1\nb: 2\na: 3", "stands twice here; the other is in line 1", Place(3, 1)),
        ("a: [1, 2", "is no YAML", Place(2, 1)),
        ("a: 1\n---\nb: 2", "second document", Place(2, 1)),
        ("a: !!python/object:os.system x", "tag", Place(1, 4)),
        ("a: !!set {x}", "tag", Place(1, 4)),
        ("&a [*a]", "not there, or not whole", Place(1, 5)),
        ("a: *b", "not there, or not whole", Place(1, 4)),
        ("? [a]\n: b", "name of a member", Place(1, 3)),
        ("&x a: 1\n*x : 2", "name of a member", Place(2, 1)),
        ('a: "\\0"', "NUL", Place(1, 4)),
        ('"\\0": 1', "NUL", Place(1, 1)),
        ("a: \x01", "is no YAML", Place(1, 1)),
        ("[" * 100_000, "nested too deeply", Place(1, 101)),
        ("{a: " * 100_000, "nested too deeply", Place(1, 401)),
    ],
)
def test_what_no_rule_needs_is_refused_with_its_place(text: str, told: str, place: Place) -> None:
    error = refused(text)
    assert told in error.detail
    assert error.place == place


def test_copies_of_copies_are_counted_before_they_are_made() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    assert "values" in refused("\n".join(lines)).detail
