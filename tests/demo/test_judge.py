from alerts.demo.judge import Receipt, judge
from alerts.model.rule import Channel

A = Receipt("report-a", "Desk", Channel.WEBHOOK)
B = Receipt("report-b", "Desk", Channel.WEBHOOK)
B_BY_MAIL = Receipt("report-b", "Desk", Channel.EMAIL)
B_ELSEWHERE = Receipt("report-b", "Watch", Channel.WEBHOOK)


def test_all_that_was_expected_once_each_is_good() -> None:
    assert judge({A, B}, [B, A]).is_good


def test_what_did_not_come_is_missing() -> None:
    verdict = judge({A, B}, [A])
    assert verdict.missing == (B,)
    assert not verdict.is_good


def test_another_channel_does_not_make_up_for_a_missing_one() -> None:
    assert judge({B}, [B_BY_MAIL]).missing == (B,)


def test_what_came_twice_is_doubled() -> None:
    verdict = judge({A}, [A, A])
    assert verdict.doubled == (A,)
    assert not verdict.is_good


def test_what_went_to_another_is_wrong_however_often() -> None:
    verdict = judge({B}, [B, B_ELSEWHERE, B_ELSEWHERE])
    assert (verdict.wrong, verdict.doubled) == ((B_ELSEWHERE,), ())
    assert not verdict.is_good


def test_what_cannot_be_read_spoils_a_run() -> None:
    assert not judge({A}, [A], ["a webhook without a signature"]).is_good


def test_each_fault_is_named() -> None:
    verdict = judge({A, B}, [A, A, B_ELSEWHERE], ["a letter to nobody"])
    assert verdict.complaints() == (
        "missing: report-b to Desk by webhook",
        "doubled: report-a to Desk by webhook",
        "went to the wrong one: report-b to Watch by webhook",
        "no alert: a letter to nobody",
    )
