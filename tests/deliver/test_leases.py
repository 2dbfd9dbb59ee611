"""A lease is ours until its deadline by our own clock, counted from when we asked."""

from datetime import timedelta

from alerts.deliver.leases import Leases


def leases() -> Leases:
    held = Leases(timedelta(seconds=60))
    held.take(["a", "b"], asked_at=100.0)
    return held


def test_a_lease_holds_until_its_deadline() -> None:
    assert leases().holds("a", 159.9)
    assert not leases().holds("a", 160.0)


def test_leases_have_lapsed_as_soon_as_one_has() -> None:
    held = leases()
    held.take(["c"], asked_at=120.0)
    assert not held.have_lapsed(159.9)
    assert held.have_lapsed(160.0)


def test_a_lease_that_was_never_taken_or_is_done_with_does_not_hold() -> None:
    held = leases()
    held.drop(["a"])
    assert not held.holds("a", 100.0)
    assert not held.holds("c", 0.0)
    assert held.all() == ["b"]


def test_a_renewal_moves_the_deadline_and_what_was_not_granted_is_lost() -> None:
    held = leases()
    held.renewed(["a", "b"], ["a"], asked_at=150.0)
    assert held.holds("a", 209.0)
    assert not held.holds("b", 150.0)


def test_a_renewal_does_not_bring_back_what_was_done_with_meanwhile() -> None:
    held = leases()
    held.drop(["a"])
    held.renewed(["a", "b"], ["a", "b"], asked_at=150.0)
    assert held.all() == ["b"]
