"""However many ask, each is sent away once, and no two go nearer than the line allows."""

import heapq
import itertools
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model.turns import NEAR, SLACK, Line, has_strayed, turn, urgent

SECOND = 1_000_000
NOW = 1_800_000_000 * SECOND
STEP = SECOND // 2
EMPTY = Line(0, 0)


def test_those_who_ask_together_get_one_turn_after_the_other() -> None:
    first = turn(EMPTY, None, NOW, STEP)
    second = turn(first.line, None, NOW, STEP)
    third = turn(second.line, None, NOW, STEP)
    assert [it.at - NOW for it in (first, second, third)] == [0, STEP, 2 * STEP]
    assert [it.is_near for it in (first, second, third)] == [True, False, False]


def test_a_near_turn_is_waited_for_on_the_spot() -> None:
    line = turn(EMPTY, None, NOW, NEAR).line
    assert turn(line, None, NOW, NEAR).is_near


@pytest.mark.parametrize("early", [2 * NEAR, NEAR + 1])
def test_who_comes_back_too_early_has_the_same_turn_still(early: int) -> None:
    line = Line(NOW + 10 * SECOND, NOW)
    back = turn(line, NOW + SECOND, NOW + SECOND - early, STEP)
    assert (back.at, back.is_near, back.line) == (NOW + SECOND, False, line)


def test_who_comes_back_in_time_goes_before_all_who_came_meanwhile() -> None:
    line = Line(NOW + 60 * SECOND, NOW)
    assert turn(line, None, NOW, STEP).at == NOW + 60 * SECOND
    assert turn(line, NOW, NOW, STEP).is_near


def test_who_comes_back_late_takes_what_nobody_used() -> None:
    line = Line(NOW, NOW - 60 * SECOND)
    back = turn(line, NOW - 60 * SECOND, NOW, STEP)
    assert (back.at, back.is_near) == (NOW, True)


def test_many_who_come_back_late_do_not_all_go_at_once() -> None:
    line, gone, away = Line(NOW, NOW - 60 * SECOND), 0, list[int]()
    for _ in range(120):
        back = turn(line, NOW - 30 * SECOND, NOW, STEP)
        line = back.line
        if back.is_near:
            gone += 1
        else:
            away.append(back.at)
    assert gone <= SLACK // STEP + 1
    assert [later - sooner for sooner, later in itertools.pairwise(away)] == (
        [STEP] * (len(away) - 1)
    )


def test_in_the_place_of_those_who_never_come_others_go_at_the_rate() -> None:
    line = Line(NOW + 3600 * SECOND, NOW)
    gone = []
    for now in range(NOW, NOW + 60 * SECOND, SECOND // 10):
        got = turn(line, None, now, STEP)
        if got.is_near:
            line = got.line
            gone.append(now)
    assert len(gone) == pytest.approx((60 * SECOND - SLACK) / STEP, abs=2)
    assert min(later - sooner for sooner, later in itertools.pairwise(gone)) >= STEP - SECOND // 10


@dataclass
class Office:
    """Some hands that send what is due, longest due first; each mail keeps one for a while."""

    step: int
    takes: int
    hands: int
    stalls: list[tuple[int, int]]
    line: Line = EMPTY
    promised: dict[int, int] = field(default_factory=dict)
    put_off: dict[int, int] = field(default_factory=dict)
    sent: list[int] = field(default_factory=list)
    cancelled: frozenset[int] = frozenset()

    def send(self, mails: list[int]) -> None:
        """Send mails, which are there from the instants given."""
        due = [(at, number) for number, at in enumerate(mails)]
        free = [NOW] * self.hands
        heapq.heapify(due)
        while due:
            at, number = heapq.heappop(due)
            now = max(at, heapq.heappop(free))
            for begins, ends in self.stalls:
                now = ends if begins <= now < ends else now
            got = turn(self.line, self.promised.get(number), now, self.step)
            self.line = got.line
            if got.is_near:
                self.sent.append(got.at)
                heapq.heappush(free, got.at + self.takes)
                continue
            heapq.heappush(free, now)
            if number in self.cancelled:
                continue
            self.promised[number] = got.at
            self.put_off[number] = self.put_off.get(number, 0) + 1
            heapq.heappush(due, (got.at, number))


@given(
    per_second=st.floats(0.5, 50),
    takes=st.integers(0, 3 * SECOND),
    hands=st.integers(1, 16),
    mails=st.lists(st.integers(0, 20 * SECOND), min_size=1, max_size=200),
    stalls=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=2),
    cancelled=st.frozensets(st.integers(0, 199)),
)
def test_each_is_put_off_once_and_once_more_for_a_stall_and_the_rate_is_kept(
    per_second: float,
    takes: int,
    hands: int,
    mails: list[int],
    stalls: list[tuple[int, int]],
    cancelled: frozenset[int],
) -> None:
    step = round(SECOND / per_second)
    spans = [(NOW + a * SECOND, NOW + (a + b) * SECOND) for a, b in stalls]
    office = Office(step, takes, hands, spans, cancelled=cancelled)
    office.send([NOW + at for at in mails])
    assert len(office.sent) >= len(mails) - len(cancelled)
    assert max(office.put_off.values(), default=0) <= 1 + len(stalls)
    sent = sorted(office.sent)
    slack = max(SLACK, step) + NEAR
    for first in range(0, len(sent), 7):
        for last in range(first, len(sent)):
            span = sent[last] - sent[first]
            assert last - first <= (span + slack) / step + 1


@pytest.mark.parametrize("back", [60 * SECOND, 24 * 3600 * SECOND])
def test_a_line_of_a_future_that_is_none_any_more_has_strayed(back: int) -> None:
    then = turn(turn(EMPTY, None, NOW + back, STEP).line, None, NOW + back, STEP)
    assert has_strayed(then.line, NOW, STEP)
    anew = turn(Line(NOW, NOW), None, NOW, STEP)
    promised_then = turn(anew.line, then.at, NOW, STEP)
    assert promised_then.at == NOW + STEP, "a promise of then binds nobody"


@given(
    asks=st.lists(st.tuples(st.booleans(), st.integers(0, SECOND)), max_size=200),
    per_second=st.floats(0.5, 50),
)
def test_while_time_only_grows_no_line_strays(
    asks: list[tuple[bool, int]], per_second: float
) -> None:
    step, line, now = round(SECOND / per_second), EMPTY, NOW
    for is_urgent, passed in asks:
        now += passed
        got = (urgent if is_urgent else turn)(line, None, now, step)
        line = got.line
        assert not has_strayed(line, now, step)


def test_what_is_urgent_goes_at_once_past_a_line_of_those_who_wait() -> None:
    crowded = Line(NOW + 3600 * SECOND, NOW)
    assert urgent(crowded, None, NOW, STEP).at == NOW


def test_a_flood_of_what_is_urgent_leaves_the_others_their_turns() -> None:
    step, line, sent = SECOND // 10, EMPTY, 0
    # Each second ten that are urgent and one that is not: a tenth more than the domain takes.
    comes: list[tuple[int, bool, int]] = [
        (NOW + n * SECOND // 11, n % 11 != 0, 0) for n in range(11 * 300)
    ]
    while comes:
        now, is_urgent, promised = heapq.heappop(comes)
        if now > NOW + 300 * SECOND:
            break
        got = (urgent if is_urgent else turn)(line, promised or None, now, step)
        line = got.line
        if got.is_near:
            sent += not is_urgent
        else:
            heapq.heappush(comes, (max(got.at, now + 1), is_urgent, got.at))
    assert sent > 250


def test_for_what_is_urgent_others_make_room() -> None:
    first = turn(EMPTY, None, NOW, STEP)
    between = urgent(first.line, None, NOW, STEP)
    assert turn(between.line, None, NOW, STEP).at == NOW + 2 * STEP
