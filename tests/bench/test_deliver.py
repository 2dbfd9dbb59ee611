"""The benchmark of deliveries runs, beside its bare client, and everything arrives."""

import json

import pytest

from bench import deliver


@pytest.mark.parametrize("row", ["backlog/sqlite", "recorded/sqlite"])
def test_it_sends_all_and_tells_how_it_compares(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    asked = ["--json", "--rows", row, "--runs", "1", "--deliveries", "50"]
    monkeypatch.setattr("sys.argv", ["deliver", *asked])
    deliver.main()
    _, told = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert told["row"] == row
    assert told["deliveries"] == 50
    for name in ("webhooks_per_s", "bare_client_per_s", "cpu_us_per_webhook"):
        assert told[name] > 0
