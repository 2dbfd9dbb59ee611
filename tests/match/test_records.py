"""A row is what was put, whatever came and went beside it, and its room is used again."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from alerts.match.records import Records

ROWS = st.lists(st.integers(0, 2**32 - 1), max_size=4).map(lambda row: array("I", row))


@given(st.lists(ROWS | st.none(), max_size=40))
def test_every_row_is_kept_until_it_is_taken(history: list["array[int] | None"]) -> None:
    records, held = Records("I"), dict[int, "array[int]"]()
    for row in history:
        if row is not None:
            at = records.put(row)
            assert at not in held
            held[at] = row
        elif held:
            at, taken = held.popitem()
            assert records.take(at) == taken
        assert all(records.row(at) == kept for at, kept in held.items())


def test_a_row_lies_where_one_of_its_size_was_taken() -> None:
    records = Records("q")
    places = [records.put(array("q", range(size))) for size in (1, 2, 3)]
    records.take(places[1])
    assert records.put(array("q", [5, 6])) == places[1]
    assert records.row(places[2]) == array("q", [0, 1, 2])
