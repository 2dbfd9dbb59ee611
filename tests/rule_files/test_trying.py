"""Reports beside a rule are judged as the service would judge them, and told why not."""

from pathlib import Path

from alerts.resolve.resolver import Resolver
from alerts.rule_files.trying import Trial, trials
from tests.rule_files.making import LIMITS, checked, sound
from tests.web.site import gazetteer


def tried(folder: Path, text: str) -> list[Trial]:
    examples, _ = checked(sound(folder, text))
    return list(trials(examples, Resolver(gazetteer()), LIMITS))


def test_each_report_is_as_it_should_be_or_not(tmp_path: Path) -> None:
    found = tried(
        tmp_path,
        """\
        rules:
          - name: Plant
            when: {facility: [Koniko]}
            must_match: [A drone hit the Conoco gas plant., A drone hit the Omar gas plant.]
            must_not_match: [A drone hit the Omar gas plant., {facilities: [Koniko]}]
          - {name: No reports, when: {region: [SY]}}
        """,
    )
    assert [trial.passed for trial in found] == [True, False, True, False]
    assert [bool(trial.explanation.because) for trial in found] == [True, False, False, True]


def test_a_miss_comes_with_the_least_change_that_mends_it(tmp_path: Path) -> None:
    (missed,) = tried(
        tmp_path,
        """\
        rules:
          - name: Plant
            when: {facility: [Koniko], severity: {at_least: extreme}}
            must_match: [{body: A drone hit the Conoco gas plant., severity: severe}]
        """,
    )
    assert missed.changes is not None
    assert [(c.pointer, c.to) for c in missed.changes] == [("/severity", {"at_least": "severe"})]


def test_a_disabled_rule_is_tried_too(tmp_path: Path) -> None:
    (trial,) = tried(
        tmp_path,
        "rules: [{name: x, enabled: false, when: {words: [drone]}, must_match: [a drone]}]",
    )
    assert trial.passed
