"""Every rule about what becomes of a delivery, in one table; and what holds for all of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.deliver.retry import GIVE_UP, JITTER, LONGEST_ASKED, PAUSES, advance
from alerts.model.delivery import Advance, Delivered, Outcome, Refused, Standing, Status, TryAgain

T0 = datetime(2021, 7, 13, tzinfo=UTC)
S, M, H = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
FAILED = TryAgain("500 Internal Server Error", 500)
REJECTED = TryAgain("404 Not Found", 404, temporary=False)
OURS = TryAgain("the mail server is away", ours=True)
GAVE_UP = Advance(
    Status.FAILED,
    None,
    disable="nothing but failures for 72 h: 500 Internal Server Error",
    unless_delivered_since=T0,
    silent=True,
)


def retrying(at: datetime, *, silent: bool = True) -> Advance:
    return Advance(Status.RETRYING, at, silent=silent)


def asked(after: timedelta) -> TryAgain:
    return TryAgain("429 Too Many Requests", 429, after=after)


@pytest.mark.parametrize(
    ("attempts", "outcome", "elapsed", "expected"),
    [
        (1, Delivered(200), 0 * S, Advance(Status.DELIVERED, None)),
        (9, Delivered(), 80 * H, Advance(Status.DELIVERED, None)),
        (1, Refused("410 Gone", 410), 0 * S, Advance(Status.FAILED, None, disable="410 Gone")),
        (1, FAILED, 0 * S, retrying(T0 + 5 * S)),
        (2, FAILED, 5 * S, retrying(T0 + 35 * S)),
        (3, FAILED, 35 * S, retrying(T0 + 35 * S + 5 * M)),
        (4, FAILED, 6 * M, retrying(T0 + 36 * M)),
        (5, FAILED, 36 * M, retrying(T0 + 36 * M + 2 * H)),
        (6, FAILED, 3 * H, retrying(T0 + 8 * H)),
        (7, FAILED, 8 * H, retrying(T0 + 18 * H)),
        (8, FAILED, 18 * H, retrying(T0 + 28 * H)),
        (12, FAILED, 58 * H, retrying(T0 + 68 * H)),
        pytest.param(13, FAILED, 68 * H, retrying(T0 + 72 * H), id="a last try at 72 h"),
        pytest.param(14, FAILED, 72 * H, GAVE_UP, id="given up at 72 h"),
        pytest.param(1, FAILED, 96 * H, retrying(T0 + 96 * H + 5 * S), id="it waited for us"),
        pytest.param(7, FAILED, 96 * H, retrying(T0 + 106 * H), id="the last pause it is owed"),
        pytest.param(8, FAILED, 106 * H, GAVE_UP, id="it had the whole schedule"),
        (1, REJECTED, 0 * S, retrying(T0 + 5 * S)),
        pytest.param(8, REJECTED, 18 * H, retrying(T0 + 24 * H), id="a last try after a day"),
        pytest.param(
            9,
            REJECTED,
            24 * H,
            Advance(Status.FAILED, None, silent=True),
            id="a day of 4xx costs one delivery",
        ),
        pytest.param(14, OURS, 72 * H, Advance(Status.FAILED, None), id="our fault disables none"),
        (9, FAILED, 24 * H, retrying(T0 + 34 * H)),
        pytest.param(1, asked(60 * S), 0 * S, retrying(T0 + 60 * S), id="later, as it asked"),
        pytest.param(4, asked(60 * S), 0 * S, retrying(T0 + 30 * M), id="never sooner"),
        pytest.param(1, asked(99 * H), 0 * S, retrying(T0 + 24 * H), id="asked too much"),
        pytest.param(9, asked(9 * H), 70 * H, retrying(T0 + 72 * H), id="not beyond the end"),
    ],
)
def test_what_becomes_of_a_delivery(
    attempts: int, outcome: Outcome, elapsed: timedelta, expected: Advance
) -> None:
    assert advance(attempts, outcome, now=T0 + elapsed, first_due=T0, jitter=0.0) == expected


STILL = Standing(T0 - 40 * H)
TOLD = Standing(T0 - 40 * H, is_failing=True)
LONG = Standing(T0 - 72 * H, is_failing=True)
SOON = T0 + 5 * S
WARNED = Advance(
    Status.RETRYING,
    SOON,
    failing="nothing but failures for 36 h: 500 Internal Server Error",
    unless_delivered_since=STILL.since,
    silent=True,
)
_FOR_36_H = "nothing but failures for 36 h: 404 Not Found"
_FOR_72_H = "nothing but failures for 72 h: 404 Not Found"
ENDED = Advance(
    Status.RETRYING,
    SOON,
    disable="nothing but failures for 72 h: 500 Internal Server Error",
    unless_delivered_since=LONG.since,
    silent=True,
)


@pytest.mark.parametrize(
    ("standing", "outcome", "expected"),
    [
        pytest.param(Standing(), FAILED, retrying(SOON), id="the first failure"),
        pytest.param(Standing(T0 - 35 * H), FAILED, retrying(SOON), id="not for long"),
        pytest.param(STILL, FAILED, WARNED, id="half of the time has passed"),
        pytest.param(TOLD, FAILED, retrying(SOON), id="told once"),
        pytest.param(LONG, FAILED, ENDED, id="all of it has passed, whoever tried last"),
        pytest.param(STILL, REJECTED, replace(WARNED, failing=_FOR_36_H), id="only rejections"),
        pytest.param(LONG, REJECTED, replace(ENDED, disable=_FOR_72_H), id="rejected to the end"),
        pytest.param(TOLD, REJECTED, retrying(SOON), id="a rejection is no recovery"),
        pytest.param(LONG, OURS, retrying(SOON, silent=False), id="our fault proves nothing"),
        pytest.param(STILL, Delivered(200), Advance(Status.DELIVERED, None), id="back unnoticed"),
        pytest.param(
            TOLD, Delivered(200), Advance(Status.DELIVERED, None, recovered=True), id="back"
        ),
        pytest.param(
            LONG, Refused("410", 410), Advance(Status.FAILED, None, disable="410"), id="gone"
        ),
    ],
)
def test_what_it_means_for_the_destination(
    standing: Standing, outcome: Outcome, expected: Advance
) -> None:
    decided = advance(1, outcome, now=T0, first_due=T0, jitter=0.0, standing=standing)
    assert decided == expected


def test_jitter_only_adds() -> None:
    spread = [
        advance(5, FAILED, now=T0, first_due=T0, jitter=jitter).next_at for jitter in (0.0, 0.999)
    ]
    first, last = spread
    assert first is not None
    assert last is not None
    assert first == T0 + 2 * H
    assert first < last < T0 + 2 * H * (1 + JITTER)


_OUTCOMES = st.builds(
    TryAgain,
    st.just("failed"),
    after=st.none() | st.timedeltas(timedelta(0), timedelta(days=400)),
    temporary=st.booleans(),
)


@given(
    attempts=st.integers(1, 50),
    outcome=_OUTCOMES,
    elapsed=st.timedeltas(timedelta(0), timedelta(days=30)),
    jitter=st.floats(0, 1, exclude_max=True),
)
def test_the_next_try_lies_ahead_and_within_reach(
    attempts: int, outcome: TryAgain, elapsed: timedelta, jitter: float
) -> None:
    now = T0 + elapsed
    advanced = advance(attempts, outcome, now=now, first_due=T0, jitter=jitter)
    if advanced.next_at is None:
        assert advanced.status is Status.FAILED
        return
    assert now < advanced.next_at
    assert advanced.next_at <= max(T0 + GIVE_UP, now + max(LONGEST_ASKED, PAUSES[-1] * 1.1))


@given(st.lists(_OUTCOMES, min_size=60, max_size=60), st.floats(0, 1, exclude_max=True))
def test_a_failing_delivery_ends_at_72_hours_whatever_its_receiver_says(
    outcomes: list[TryAgain], jitter: float
) -> None:
    now = T0
    for attempts, outcome in enumerate(outcomes, 1):
        advanced = advance(attempts, outcome, now=now, first_due=T0, jitter=jitter)
        if advanced.next_at is None:
            break
        now = advanced.next_at
    assert advanced.status is Status.FAILED
    assert T0 + timedelta(hours=24) <= now
    assert now <= T0 + GIVE_UP + len(PAUSES) * LONGEST_ASKED
