"""The benchmark of previews runs, and tells what was named."""

import json

import pytest

from bench import preview


def test_it_prints_a_row_for_each_rule(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["preview", "--reports", "300", "--json"])
    preview.main()
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()][1:]
    assert [row["rule"] for row in rows] == [
        *("a facility", "a region and an actor", "a region", "words alone")
    ]
    for row in rows:
        assert 0 < row["matches"] <= row["read"] <= row["candidates"] <= 300
        assert {"first_s", "again_s"} < set(row)
