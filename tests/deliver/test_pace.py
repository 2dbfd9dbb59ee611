"""What costs much is done seldom; what costs little, as often as it is worth."""

from alerts.deliver.pace import Sparingly


def test_what_is_quick_is_done_every_so_often() -> None:
    looks = Sparingly(0.05)
    assert looks.wait_s(7.0) == 0
    looks.done(7.0, 7.001)
    assert round(looks.wait_s(7.001), 3) == 0.049
    assert looks.wait_s(7.06) == 0


def test_what_is_slow_takes_a_fifth_of_the_time() -> None:
    looks, now, busy = Sparingly(0.05), 7.0, 0.0
    for _ in range(50):
        now += looks.wait_s(now)
        looks.done(now, now + 0.3)
        now, busy = now + 0.3, busy + 0.3
    assert 0.2 <= busy / (now - 7.0) < 0.21
