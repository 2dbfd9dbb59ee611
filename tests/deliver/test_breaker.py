"""What a destination is given at once, after every kind of answer; and what the lanes keep free."""

from datetime import UTC, datetime, timedelta

import pytest

from alerts.deliver.breaker import (
    FAILURES,
    FIRST_PAUSE_S,
    LONGEST_PAUSE_S,
    NARROWEST,
    Breaker,
    Closed,
    Gone,
    Open,
    after,
    room,
)
from alerts.deliver.lanes import Lanes
from alerts.model.delivery import Delivered, Delivery, Outcome, Purpose, Refused, TryAgain
from alerts.model.rule import Channel

NOW = 1000.0
AWAY = TryAgain("503 Service Unavailable", 503)
REJECTED = TryAgain("404 Not Found", 404, temporary=False)
OURS = TryAgain("the mail server is away", ours=True)
BUSY = TryAgain("429 Too Many Requests", 429, after=timedelta(seconds=30))
BUSY_FOR_DAYS = TryAgain("429 Too Many Requests", 429, after=timedelta(days=3))
PAST = Closed(NOW - 1, 10.0)


@pytest.mark.parametrize(
    ("before", "outcome", "expected"),
    [
        pytest.param(Open(), Delivered(200), Open(NARROWEST + 1), id="widens"),
        pytest.param(Open(32), Delivered(200), Open(32), id="to the widest"),
        pytest.param(Open(8, 3), Delivered(200), Open(9), id="an answer clears failures"),
        pytest.param(Open(8), AWAY, Open(4, 1), id="narrows"),
        pytest.param(Open(1, 2), AWAY, Open(1, 3), id="never to nothing"),
        pytest.param(
            Open(1, FAILURES - 1), AWAY, Closed(NOW + FIRST_PAUSE_S, FIRST_PAUSE_S), id="closes"
        ),
        pytest.param(Open(8, 3), REJECTED, Open(8), id="a rejection is an answer"),
        pytest.param(Open(8, 3), OURS, Open(8, 3), id="our fault says nothing"),
        pytest.param(Open(), BUSY, Closed(NOW + 30, FIRST_PAUSE_S), id="it asked for time"),
        pytest.param(
            Open(), BUSY_FOR_DAYS, Closed(NOW + LONGEST_PAUSE_S, FIRST_PAUSE_S), id="it asked much"
        ),
        pytest.param(Open(), Refused("410 Gone", 410), Gone(), id="gone"),
        pytest.param(PAST, Delivered(200), Open(), id="back"),
        pytest.param(PAST, REJECTED, Open(), id="back, with a rejection"),
        pytest.param(PAST, AWAY, Closed(NOW + 20, 20.0), id="still away, twice as long"),
        pytest.param(PAST, OURS, PAST, id="our fault proves nothing"),
        pytest.param(
            Closed(NOW - 1, LONGEST_PAUSE_S),
            AWAY,
            Closed(NOW + LONGEST_PAUSE_S, LONGEST_PAUSE_S),
            id="no longer than the longest",
        ),
        pytest.param(
            Closed(NOW + 3, 10.0), AWAY, Closed(NOW + 3, 10.0), id="sent before it was closed"
        ),
        pytest.param(Gone(), AWAY, Gone(), id="gone stays gone"),
        pytest.param(Gone(), Delivered(200), Gone(), id="gone, though a late one arrives"),
    ],
)
def test_an_answer_changes_what_it_is_given(
    before: Breaker, outcome: Outcome, expected: Breaker
) -> None:
    assert after(before, outcome, 32, NOW) == expected


@pytest.mark.parametrize(
    ("breaker", "expected"),
    [
        (Open(8), 8),
        (Open(80), 32),
        (Closed(NOW + 1, 5.0), 0),
        (Closed(NOW, 5.0), 1),
        (Gone(), 0),
    ],
)
def test_its_room_follows(breaker: Breaker, expected: int) -> None:
    assert room(breaker, 32, NOW) == expected


def delivery(destination: str, *, attempts: int = 0) -> Delivery:
    return Delivery(
        id="dlv_1",
        destination_id=destination,
        subscriber_id="sub_1",
        alert_id=None,
        channel=Channel.WEBHOOK,
        purpose=Purpose.ALERT,
        event=b"{}",
        target="https://receiver.example",
        headers=None,
        secret=None,
        attempts=attempts,
        created_at=datetime(2026, 3, 1, tzinfo=UTC),
        lease="dlv_1.x.y",
    )


def start(lanes: Lanes, one: Delivery) -> None:
    lanes.line_up(one)
    assert lanes.begin() is one


def test_a_full_lane_takes_no_more_and_no_others_place() -> None:
    lanes = Lanes(128, 32, lambda: NOW)
    hanging = [delivery("dst_h") for _ in range(NARROWEST)]
    for one in hanging:
        start(lanes, one)

    assert (lanes.room().slots, lanes.room().for_one("dst_h")) == (124, 0)
    assert lanes.room().for_one("dst_other") == NARROWEST
    lanes.leave(hanging[0])
    assert lanes.room().for_one("dst_h") == 1


def test_a_quarter_of_the_slots_is_kept_for_what_was_never_tried() -> None:
    lanes = Lanes(8, 8, lambda: NOW)
    for number in range(5):
        start(lanes, delivery(f"dst_{number}", attempts=1))

    assert (lanes.room().slots, lanes.room().retries) == (3, 1)
    assert Lanes(1, 1, lambda: NOW).room().retries == 1


def test_a_lane_that_is_gone_is_forgotten_when_it_is_empty() -> None:
    lanes = Lanes(8, 8, lambda: NOW)
    first, second = delivery("dst_g"), delivery("dst_g")
    start(lanes, first)
    start(lanes, second)
    lanes.answered(first, Refused("410 Gone", 410))
    lanes.leave(first)
    assert lanes.room().for_one("dst_g") == 0
    lanes.leave(second)
    assert lanes.room().for_one("dst_g") == NARROWEST


def test_a_broken_lane_is_remembered_and_many_sound_ones_are_not() -> None:
    lanes = Lanes(10_000, 8, lambda: NOW)
    broken = delivery("dst_broken")
    start(lanes, broken)
    lanes.answered(broken, BUSY)
    lanes.leave(broken)
    sound = [delivery(f"dst_{number}") for number in range(3000)]
    for one in sound:
        start(lanes, one)
    for one in sound:
        lanes.leave(one)

    assert len(lanes.room().of) == 2000 + 1
    assert lanes.room().for_one("dst_broken") == 0
