"""Numbers are given once at a time, side by side for one kind, and again when they came free."""

from hypothesis import given
from hypothesis import strategies as st

from alerts.match.ledger import Ledger

BLOCK = 65_536


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=60))
def test_no_two_conjunctions_have_a_number_and_what_is_written_under_it_is_told(
    history: list[tuple[str, bool]],
) -> None:
    ledger, held = Ledger[str](), dict[int, str]()
    for asked, is_added in history:
        if is_added or not held:
            number = ledger.fresh(asked)
            assert number not in held
            held[number] = asked
            ledger.write(number, f"rul_{number}", -number, number + 1)
        else:
            number, kind = held.popitem()
            assert ledger.rule(number) == f"rul_{number}"
            assert ledger.strike(number) == (kind, -number, number + 1)
            assert ledger.rule(number) is None


def test_a_kind_has_blocks_of_its_own() -> None:
    ledger = Ledger[str]()
    given = [(kind, ledger.fresh(kind)) for _ in range(BLOCK + 1) for kind in "ab"]
    kinds = {number // BLOCK: kind for kind, number in given}
    assert len({number for _, number in given}) == len(given)
    assert all(kinds[number // BLOCK] == kind for kind, number in given)
    assert len(kinds) == 4


def test_a_number_that_came_free_is_given_to_its_kind_alone() -> None:
    ledger = Ledger[str]()
    number = ledger.fresh("a")
    ledger.strike(number)
    assert ledger.fresh("b") != number
    assert ledger.fresh("a") == number
