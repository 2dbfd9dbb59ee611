"""The benchmark of the matcher runs, and tells what was named."""

import json

import pytest

from bench import match
from bench.match_work import Kind


def test_it_prints_a_row_for_each_workload(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["match", "--rules", "300", "--rounds", "1", "--json"])
    with pytest.raises(SystemExit) as left:
        match.main()
    assert not left.value.code
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row.get("workload") for row in rows] == [None, *Kind]
    for row in rows[1:]:
        assert {"p50_us", "p99_us", "mean_us", "build_s", "bytes_per_rule"} < set(row)
        assert {"add_us", "remove_us", "matches"} < set(row)
