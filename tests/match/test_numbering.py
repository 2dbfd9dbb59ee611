"""Numbers of three kinds share a key, and each can be told from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.match.numbering import ACTOR, ANY, FACILITY, PLACE, Numbering

FIELDS = (PLACE, FACILITY, ACTOR)
LONGEST_KEY = 60  # bits that Python keeps in 32 bytes


@given(st.tuples(*(st.integers(0, field.most) for field in FIELDS)))
def test_each_number_can_be_told_from_the_key_that_they_make(numbers: tuple[int, ...]) -> None:
    key = sum(field.part(number) for field, number in zip(FIELDS, numbers, strict=True))
    assert tuple(field.number(key) for field in FIELDS) == numbers
    assert key.bit_length() <= LONGEST_KEY
    for field, number in zip(FIELDS, numbers, strict=True):
        assert key & field.mask == field.part(number)
        assert (field.part(number) == ANY) is (number == ANY)


def test_a_value_keeps_its_part_and_there_are_no_more_than_there_is_room_for() -> None:
    numbering = Numbering(ACTOR, most=2)
    first, second = numbering["iran"], numbering["israel"]
    assert ANY not in {first, second}
    assert numbering["iran"] == first != second
    assert numbering.get("russia") is None
    with pytest.raises(OverflowError):
        numbering["russia"]
