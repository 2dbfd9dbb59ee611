"""Mails to one domain keep their distance, and nobody else waits for them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from alerts.deliver.email.domains import DomainPace


def test_those_to_one_domain_follow_each_other_and_others_go_at_once() -> None:
    pace = DomainPace(2)
    assert [pace.wait_s("a.example", f"{n}", 10.0) for n in range(3)] == [0.0, 0.5, 1.0]
    assert pace.wait_s("b.example", "other", 10.0) == 0.0
    assert pace.wait_s("a.example", "late", 20.0) == 0.0


def test_who_was_told_to_come_back_finds_its_turn_kept() -> None:
    pace = DomainPace(1)
    assert [pace.wait_s("a.example", one, 0.0) for one in "abc"] == [0.0, 1.0, 2.0]
    assert pace.wait_s("a.example", "c", 0.5) == 1.5
    assert pace.wait_s("a.example", "d", 1.0) == 2.0
    assert pace.wait_s("a.example", "b", 1.1) == 0.0
    assert pace.wait_s("a.example", "c", 2.0) == 0.0


def test_who_stays_away_for_long_takes_another_turn() -> None:
    pace = DomainPace(1)
    for one in "abcde":
        pace.wait_s("a.example", one, 0.0)
    assert [pace.wait_s("a.example", one, 60.0) for one in "edcb"] == [0.0, 1.0, 2.0, 3.0]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 5)), min_size=2, max_size=50))
def test_no_two_to_a_domain_are_nearer_than_the_rate_allows(asked: list[tuple[str, float]]) -> None:
    pace, now, sent = DomainPace(4), 0.0, dict[str, list[float]]()
    for number, (domain, passed) in enumerate(asked):
        now += passed
        wait = pace.wait_s(domain, str(number), now)
        sent.setdefault(domain, []).append(now + wait)
    for times in sent.values():
        pairs = pairwise(times)
        assert all(later - earlier >= 0.25 - 1e-9 for earlier, later in pairs)


def test_domains_and_turns_that_are_long_done_are_forgotten() -> None:
    pace = DomainPace(1)
    for number in range(2000):
        at = float(number * 10)
        assert pace.wait_s(f"{number}.example", "first", at) == 0.0
        assert pace.wait_s(f"{number}.example", f"gone{number}", at) == 1.0
    assert len(vars(pace)["_next"]) < 1100
    assert len(vars(pace)["_kept"]) < 10
