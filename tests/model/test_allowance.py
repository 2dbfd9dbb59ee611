"""A destination gets its rate, and a second's worth at once; never more, and not much less."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model.allowance import FASTEST, SLOWEST, Allowance

SECOND = 1_000_000
NOW = 1_800_000_000 * SECOND
RATES = st.floats(SLOWEST, FASTEST)


@pytest.mark.parametrize(
    ("per_second", "used_until", "left"),
    [
        (10.0, None, 10),
        (10.0, NOW, 0),
        (10.0, NOW - SECOND // 10, 1),
        (10.0, NOW - SECOND // 10 + 1000, 0),
        (10.0, NOW - SECOND // 2, 5),
        (10.0, NOW - 3600 * SECOND, 10),
        (10.0, NOW + 3600 * SECOND, 0),
        (0.1, None, 1),
        (0.1, NOW - 9 * SECOND, 0),
        (0.1, NOW - 3600 * SECOND, 1),
        (1.5, None, 1),
        (3.0, None, 3),
    ],
)
def test_what_is_left(per_second: float, used_until: int | None, left: int) -> None:
    assert Allowance(per_second, used_until, NOW).left == left


def test_how_long_the_next_one_waits() -> None:
    assert Allowance(10.0, None, NOW).wait_after(10) == SECOND // 10
    assert Allowance(10.0, None, NOW).wait_after(9) == 0
    assert Allowance(10.0, NOW - SECOND // 20, NOW).wait_after(0) == SECOND // 20


def test_a_clock_that_was_put_back_costs_no_more_than_one_turn() -> None:
    assert Allowance(10.0, NOW + 3600 * SECOND, NOW).wait_after(0) == SECOND // 10


@given(
    per_second=RATES,
    pauses=st.lists(st.integers(0, 3 * SECOND), min_size=1, max_size=60),
    wish=st.integers(1, 2000),
)
def test_in_any_span_of_time_it_is_no_more_than_the_rate_and_a_second_s_worth(
    per_second: float, pauses: list[int], wish: int
) -> None:
    used: int | None = None
    sent: list[tuple[int, int]] = []
    for now in accumulate(pauses, initial=NOW):
        allowance = Allowance(per_second, used, now)
        number = min(wish, allowance.left)
        used = allowance.after(number)
        sent.append((now, number))
    for begin, (since, _) in enumerate(sent):
        for end in range(begin, len(sent)):
            span = (sent[end][0] - since) / SECOND
            total = sum(number for _, number in sent[begin : end + 1])
            assert total <= per_second * span + max(per_second, 1) + 0.01


@given(per_second=RATES)
def test_who_comes_when_told_gets_one_and_loses_none(per_second: float) -> None:
    now, used, got = NOW, NOW, 0
    for _ in range(50):
        now += Allowance(per_second, used, now).wait_after(0)
        allowance = Allowance(per_second, used, now)
        assert allowance.left >= 1
        used = allowance.after(1)
        got += 1
    assert (now - NOW) / SECOND == pytest.approx(got / per_second, rel=0.01)
