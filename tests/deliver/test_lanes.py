"""A process that runs for months remembers only so many lanes."""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.deliver import lanes as module
from alerts.deliver.breaker import NARROWEST
from alerts.deliver.lanes import Lanes
from alerts.model.delivery import Delivered, Delivery, Outcome, Refused, TryAgain
from tests.deliver.email.test_email_channel import delivery


@pytest.mark.parametrize(
    "outcome", [Delivered(200), TryAgain("503", 503), Refused("410")], ids=repr
)
def test_destinations_that_are_not_heard_of_again_are_forgotten(
    outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WELL", 20)
    monkeypatch.setattr(module, "_TROUBLED", 20)
    lanes = Lanes(10, 5, lambda: 0.0)
    for number in range(100):
        one = replace(delivery(), destination_id=f"dst_{number}")
        lanes.line_up(one)
        assert lanes.begin() is one
        lanes.answered(one, outcome)
        lanes.leave(one)
    assert len(lanes.room().of) == (0 if isinstance(outcome, Refused) else 20)
    assert len(lanes.room().under_way) == len(lanes.room().of)


def test_a_failing_one_is_remembered_beside_many_that_are_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_WELL", 20)
    lanes = Lanes(10, 5, lambda: 0.0)
    sent: list[tuple[str, Outcome]] = [
        ("bad", TryAgain("503", 503)),
        *((f"{n}", Delivered()) for n in range(99)),
    ]
    for name, outcome in sent:
        for _ in range(5):
            one = replace(delivery(), destination_id=name)
            lanes.line_up(one)
            assert lanes.begin() is one
            lanes.answered(one, outcome)
            lanes.leave(one)
    assert lanes.room().for_one("bad") == 0
    assert lanes.room().for_one("new") == NARROWEST


def test_those_that_are_shut_may_be_asked_for_while_lanes_come_and_go() -> None:
    """As a transaction does that runs in a thread of its own."""
    lanes = Lanes(20, 5, lambda: 0.0)
    room = lanes.room()

    def come_and_go() -> None:
        for _ in range(20_000):
            lanes.line_up(delivery())
            begun = lanes.begin()
            assert begun is not None
            lanes.answered(begun, Refused("410"))
            lanes.leave(begun)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(1) as thread:
            going = thread.submit(come_and_go)
            while not going.done():
                assert room.are_shut() <= {delivery().destination_id}
            going.result()
    finally:
        sys.setswitchinterval(interval)


STEPS = ["begin", "good", "bad", "gone", "leave"]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from(STEPS)),
        max_size=80,
    ),
    st.floats(0, 100),
)
def test_those_known_to_be_shut_are_those_without_room(
    steps: list[tuple[str, str]], passed_s: float
) -> None:
    outcomes: dict[str, Outcome] = {
        "good": Delivered(200),
        "bad": TryAgain("503", 503),
        "gone": Refused("410"),
    }
    now, flying = 0.0, dict[str, list[Delivery]]()
    lanes = Lanes(20, 5, lambda: now)
    for name, step in steps:
        if step == "begin":
            lanes.line_up(replace(delivery(), destination_id=name))
            while (begun := lanes.begin()) is not None:
                flying.setdefault(begun.destination_id, []).append(begun)
        elif flying.get(name):
            if step == "leave":
                lanes.leave(flying[name].pop())
            else:
                lanes.answered(flying[name][-1], outcomes[step])
        lanes.pace({"f": 0.5} if step == "gone" else {})
    for later in (0.0, passed_s):
        now = later
        room = lanes.room()
        assert room.are_shut() == {one for one in room.of if room.for_one(one) <= 0}
