"""A process that runs for months remembers only so many lanes."""

from dataclasses import replace

import pytest

from alerts.deliver import lanes as module
from alerts.deliver.breaker import NARROWEST
from alerts.deliver.lanes import Lanes
from alerts.model.delivery import Delivered, Outcome, Refused, TryAgain
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
