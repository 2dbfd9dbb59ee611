"""What the settings say of a subscriber's rate is what alerts are recorded by."""

from datetime import timedelta

import pytest

from alerts.model.digest import Rate
from alerts.model.errors import InvalidInput
from alerts.settings import read_settings
from alerts.wiring.limits import alert_rate

PER_HOUR, INTERVAL = "ALERTS_MAX_ALERTS_PER_HOUR", "ALERTS_DIGEST_INTERVAL"


@pytest.mark.parametrize(
    ("given", "rate"),
    [
        ({}, Rate(10_000, timedelta(minutes=15))),
        ({PER_HOUR: "100", INTERVAL: "PT1H"}, Rate(100, timedelta(hours=1))),
        ({PER_HOUR: "0"}, Rate(None, timedelta(minutes=15))),
    ],
    ids=["as it comes", "as it is set", "no limit"],
)
def test_a_rate_is_read_from_the_settings(given: dict[str, str], rate: Rate) -> None:
    assert alert_rate(read_settings(given)) == rate


@pytest.mark.parametrize("given", [{PER_HOUR: "-1"}, {INTERVAL: "0"}, {INTERVAL: "P2D"}])
def test_a_rate_that_makes_no_sense_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        read_settings(given)
