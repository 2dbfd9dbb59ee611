"""How often one key may call."""

from hypothesis import given
from hypothesis import strategies as st

from alerts.web.rate import Buckets


def test_a_minutes_worth_of_calls_may_come_at_once_and_then_one_waits() -> None:
    buckets = Buckets(per_minute=60)
    assert [buckets.take("a", 0.0) for _ in range(60)] == [0.0] * 60
    assert buckets.take("a", 0.0) == 1.0


def test_whoever_waits_as_long_as_told_may_call_again() -> None:
    buckets = Buckets(per_minute=2)
    for _ in range(2):
        buckets.take("a", 0.0)
    wait = buckets.take("a", 0.0)
    assert buckets.take("a", wait) == 0.0


def test_one_keys_calls_cost_another_nothing() -> None:
    buckets = Buckets(per_minute=1)
    buckets.take("a", 0.0)
    assert buckets.take("b", 0.0) == 0.0


@given(st.lists(st.floats(0, 5), max_size=200), st.integers(1, 30))
def test_never_more_than_a_full_bucket_and_what_ran_in_since(
    pauses: list[float], per_minute: int
) -> None:
    buckets, now, taken = Buckets(per_minute), 0.0, 0
    for pause in pauses:
        now += pause
        taken += buckets.take("a", now) == 0.0
        assert taken <= per_minute + now * per_minute / 60 + 1e-6


def test_thousands_of_idle_keys_are_forgotten_and_busy_ones_are_not() -> None:
    buckets = Buckets(per_minute=1)
    for number in range(10_000):
        buckets.take(f"idle {number}", 0.0)
    buckets.take("busy", 3599.0)
    buckets.take("another", 3600.0)
    assert buckets.take("busy", 3600.0) > 0
