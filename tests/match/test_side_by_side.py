"""Records side by side are those that were put there and not taken away, however many."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.match.side_by_side import Records, with_one, without_one

SIZE = 4
# Of two letters, so that records look like one another across their borders.
RECORDS = st.lists(st.sampled_from(b"ab"), min_size=SIZE, max_size=SIZE).map(bytes)


def apart(held: Records) -> Counter[bytes]:
    assert len(held) % SIZE == 0
    return Counter(bytes(held[at : at + SIZE]) for at in range(0, len(held), SIZE))


PUT_AND_TAKEN = st.lists(RECORDS, max_size=150).flatmap(
    lambda records: st.tuples(st.just(records), st.permutations(records))
)


@given(PUT_AND_TAKEN)
def test_they_hold_what_was_put_there_and_not_taken_away(
    records: tuple[list[bytes], list[bytes]],
) -> None:
    put, taken = records
    held: Records = b""
    for record in put:
        held = with_one(held, record)
    left = Counter(put)
    assert apart(held) == left
    for record in taken:
        held = without_one(held, record)
        left[record] -= 1
        assert apart(held) == +left
    assert held == b""


@pytest.mark.parametrize("count", [1, 3, 64])
def test_few_have_no_room_to_spare(count: int) -> None:
    held: Records = b""
    for number in range(count):
        held = with_one(held, number.to_bytes(SIZE))
    assert isinstance(held, bytes)


def test_many_grow_in_place_and_few_that_are_left_give_the_room_back() -> None:
    many = with_one(bytes(64 * SIZE), b"last")
    assert with_one(many, b"more") is many
    while len(many) > SIZE:
        many = without_one(many, bytes(many[:SIZE]))
    assert isinstance(many, bytes)
