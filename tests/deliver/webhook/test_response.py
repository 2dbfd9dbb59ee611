"""What each answer of a receiver means."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.deliver.webhook.response import outcome_of, parse_retry_after
from alerts.model.delivery import Delivered, Refused, TryAgain

NOW = datetime(2021, 7, 13, tzinfo=UTC)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_2xx_is_delivered(status: int) -> None:
    assert outcome_of(status, None, NOW) == Delivered(status)


def test_410_ends_it() -> None:
    assert outcome_of(410, "60", NOW) == Refused("410 Gone", 410)


@pytest.mark.parametrize("status", [301, 302, 303, 304, 307, 308])
def test_a_redirect_is_a_failure_that_seldom_mends(status: int) -> None:
    outcome = outcome_of(status, None, NOW)
    assert isinstance(outcome, TryAgain)
    assert not outcome.temporary
    assert "redirects are not followed" in outcome.reason


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 422, 451, 499])
def test_other_4xx_are_given_up_sooner(status: int) -> None:
    outcome = outcome_of(status, None, NOW)
    assert isinstance(outcome, TryAgain)
    assert (outcome.status, outcome.temporary) == (status, False)


@pytest.mark.parametrize("status", [101, 199, 408, 425, 429, 500, 502, 503, 504, 599, 600, 999])
def test_what_time_mends_is_tried_to_the_end(status: int) -> None:
    outcome = outcome_of(status, "120", NOW)
    assert isinstance(outcome, TryAgain)
    assert (outcome.temporary, outcome.after) == (True, timedelta(seconds=120))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", timedelta(0)),
        (" 120 ", timedelta(seconds=120)),
        ("9" * 5000, timedelta(days=7)),
        ("Tue, 13 Jul 2021 01:00:00 GMT", timedelta(hours=1)),
        ("Tue, 13 Jul 2021 01:00:00", timedelta(hours=1)),
        ("Tue, 13 Jul 2021 04:00:00 +0300", timedelta(hours=1)),
        ("Mon, 12 Jul 2021 00:00:00 GMT", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("Tue, 99 Jul 99999 01:00:00 GMT", None),
    ],
)
def test_retry_after(value: str | None, expected: timedelta | None) -> None:
    assert parse_retry_after(value, NOW) == expected


@given(st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d+ \d+:\d+:\d+ [A-Z+-]\w+"))
def test_no_text_breaks_retry_after(value: str) -> None:
    pause = parse_retry_after(value, NOW)
    assert pause is None or pause >= timedelta(0)
