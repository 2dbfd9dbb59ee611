"""The matcher's workloads are what the figures say they are."""

from collections import Counter

import orjson
import pytest

from bench.match_work import Kind, reports, rules


def drawn(kind: Kind, count: int) -> list[dict[str, list[str]]]:
    return [orjson.loads(line)["when"] for line in rules(kind, count)]


@pytest.mark.parametrize("kind", Kind)
def test_the_same_rules_are_drawn_each_time_and_fewer_are_the_first_of_more(kind: Kind) -> None:
    assert list(rules(kind, 50)) == list(rules(kind, 80))[:50]


def test_selective_rules_have_one_value_in_each_key() -> None:
    for when in drawn(Kind.SELECTIVE, 200):
        assert {key: len(values) for key, values in when.items()} == {
            "region": 1,
            "facility": 1,
            "actor": 1,
        }


def test_sparse_rules_constrain_something_and_name_up_to_three_values_once() -> None:
    named = drawn(Kind.SPARSE, 2000)
    assert all(named)
    counts = Counter(len(values) for when in named for values in when.values())
    assert set(counts) == {1, 2, 3}
    assert counts[1] > counts[2] > counts[3]
    assert all(len(set(values)) == len(values) for when in named for values in when.values())


def test_templates_come_again_the_first_most_often() -> None:
    seen = Counter(str(when) for when in drawn(Kind.TEMPLATES, 2000))
    assert seen.most_common(1)[0][1] > 100


def test_a_report_names_a_place_with_all_it_lies_in() -> None:
    for line in reports(Kind.SPARSE, 100):
        report = orjson.loads(line)
        country, province, district = report["region"]
        assert province.startswith(country + "-")
        assert district.startswith(province + "/")
        assert len(report["facility"]) <= 2
        assert len(report["actor"]) in {1, 2}
