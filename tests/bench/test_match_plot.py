"""The picture of growth is drawn from the rows that the benchmark prints."""

from pathlib import Path

import pytest

from bench.match_plot import draw


def test_rows_become_a_picture(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib").use("agg")
    ours = {"cpu_p50_us": 10.0, "cpu_mean_us": 12.0, "cpu_p99_us": 40.0}
    rows = [
        {"workload": "sparse", "of": "alerts", "rules": rules, **ours} for rules in (1_000, 10_000)
    ]
    peer = {"workload": "sparse", "of": "event-ruler", "rules": 1_000, "cpu_mean_us": 50.0}
    draw([{"row": "machine"}, *rows, peer], tmp_path / "match.png")
    assert (tmp_path / "match.png").read_bytes().startswith(b"\x89PNG")
