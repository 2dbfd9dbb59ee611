"""A posting is a set of numbers, in whichever form it is kept."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from alerts.match.postings import Posting, united, with_number, without_number

TOGGLED = st.lists(st.integers(0, 150) | st.integers(0, 2**32 - 1), max_size=300)


def toggled(numbers: list[int]) -> tuple[Posting | None, set[int]]:
    posting: Posting | None = None
    held = set[int]()
    for number in numbers:
        if number in held:
            assert posting is not None
            posting = without_number(posting, number)
        else:
            posting = number if posting is None else with_number(posting, number)
        held ^= {number}
    return posting, held


@settings(max_examples=500, deadline=None)
@given(st.lists(TOGGLED, max_size=10))
def test_postings_united_are_the_union_of_their_sets(histories: list[list[int]]) -> None:
    made = [toggled(history) for history in histories]
    together = united(posting for posting, _ in made if posting is not None)
    assert set(together) == set().union(*(held for _, held in made))
    assert all((posting is None) == (not held) for posting, held in made)


def test_a_posting_grows_into_a_bitmap_and_shrinks_back() -> None:
    posting: Posting | None = None
    forms = list[type]()
    for number in range(200):
        posting = number if posting is None else with_number(posting, number)
        forms.append(type(posting))
    for number in range(199):
        assert posting is not None
        posting = without_number(posting, number)
        forms.append(type(posting))
    changes = [a for a, b in zip(forms, [*forms[1:], None], strict=True) if a is not b]
    assert changes == [int, bytes, BitMap, bytes, int]


def test_a_union_is_a_bitmap_of_its_own() -> None:
    posting, _ = toggled(list(range(100)))
    assert posting is not None
    united([posting]).clear()
    assert len(united([posting])) == 100
