import json
from pathlib import Path

import pytest

from alerts.demo.cast import CAST, receipts_of
from alerts.demo.judge import Receipt
from alerts.demo.samples import Sample, load_samples
from alerts.model.errors import InvalidInput
from alerts.model.rule import Channel

SAMPLES = load_samples()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
def test_every_field_of_a_sample_can_be_read(sample: Sample) -> None:
    assert sample.report.ignored_fields == ()


def test_the_samples_speak_five_languages() -> None:
    assert {sample.report.language for sample in SAMPLES} == {"en", "ar", "ckb", "ku", "ru"}


def test_each_subscriber_is_expected_to_hear_something_and_nobody_else_is() -> None:
    assert {name for s in SAMPLES for name in s.to} == {member.name for member in CAST}


def test_some_reports_must_alert_nobody() -> None:
    assert sum(not sample.to for sample in SAMPLES) >= 5


def test_the_last_report_is_one_that_must_alert_so_that_its_alert_ends_the_run() -> None:
    assert SAMPLES[-1].to


def test_ids_are_unique() -> None:
    assert len({sample.id for sample in SAMPLES}) == len(SAMPLES)


def test_a_subscriber_with_two_channels_gives_two_receipts() -> None:
    (first,) = [sample for sample in SAMPLES if sample.id == "al-omar-missile-en"]
    assert receipts_of(first) == {
        Receipt(first.id, "Deir ez-Zor desk", Channel.WEBHOOK),
        Receipt(first.id, "Deir ez-Zor desk", Channel.EMAIL),
    }


def test_expectations_that_leave_a_report_out_are_refused(tmp_path: Path) -> None:
    expected = tmp_path / "expected.json"
    expected.write_text(json.dumps({sample.id: [] for sample in SAMPLES[1:]}))
    with pytest.raises(InvalidInput, match=SAMPLES[0].id):
        load_samples(expected)


@pytest.mark.parametrize("content", ["", "[]", '{"a": "b"}'])
def test_expectations_of_another_shape_are_refused(tmp_path: Path, content: str) -> None:
    expected = tmp_path / "expected.json"
    expected.write_text(content)
    with pytest.raises(InvalidInput, match="cannot be read"):
        load_samples(expected)
