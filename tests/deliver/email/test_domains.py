"""Mails to one domain keep their distance; those to others do not wait for them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from alerts.deliver.email.domains import DomainPace


def test_the_first_goes_at_once_and_the_next_in_its_turn() -> None:
    pace = DomainPace(2)
    assert [pace.wait_s("a.example", 10.0, 60) for _ in range(3)] == [0.0, 0.5, 1.0]
    assert pace.wait_s("b.example", 10.0, 60) == 0.0
    assert pace.wait_s("a.example", 20.0, 60) == 0.0


def test_a_turn_too_far_off_is_not_taken() -> None:
    pace = DomainPace(1)
    waits = [pace.wait_s("a.example", 0.0, 2) for _ in range(5)]
    assert waits == [0.0, 1.0, 2.0, None, None]
    assert pace.wait_s("a.example", 1.0, 2) == 2.0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 5)), min_size=2, max_size=50))
def test_no_two_to_a_domain_are_nearer_than_the_rate_allows(asked: list[tuple[str, float]]) -> None:
    pace, now, sent = DomainPace(4), 0.0, dict[str, list[float]]()
    for domain, passed in asked:
        now += passed
        wait = pace.wait_s(domain, now, 1000)
        assert wait is not None
        sent.setdefault(domain, []).append(now + wait)
    for times in sent.values():
        pairs = pairwise(times)
        assert all(later - earlier >= 0.25 - 1e-9 for earlier, later in pairs)


def test_domains_that_are_long_done_are_forgotten() -> None:
    pace = DomainPace(1)
    for number in range(2000):
        assert pace.wait_s(f"{number}.example", float(number * 10), 60) == 0.0
    assert len(vars(pace)["_next"]) < 1100
