"""A peer that cannot be measured is named, and costs the others nothing."""

import json
import sys
from pathlib import Path

import pytest

from bench.peers import run
from bench.peers.cache import NotInstalled


def settings(**printed: str) -> dict[str, list[str]]:
    """Stand in for programs: each prints a line and fails if that is empty."""
    script = "import sys; print(sys.argv[1]); sys.exit(not sys.argv[1])"
    return {name: [sys.executable, "-c", script, line] for name, line in printed.items()}


def test_a_peer_that_is_not_installed_is_told_loudly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing() -> dict[str, list[str]]:
        raise NotInstalled("there is no Go (go)")

    monkeypatch.setattr(run, "PEERS", {"quamina": missing})
    assert run.measured("quamina", tmp_path, tmp_path, rounds=1) == {"installed": False}
    assert "LEFT OUT: quamina is not installed: there is no Go (go)" in capsys.readouterr().err


def test_a_peer_is_judged_in_its_best_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fast, slow = ({"mean_us": mean, "matches": 3} for mean in (1.5, 9.0))
    made = settings(slow=json.dumps(slow), fast=json.dumps(fast), broken="")
    monkeypatch.setattr(run, "PEERS", {"peer": lambda: made})
    row = run.measured("peer", tmp_path, tmp_path, rounds=1)
    assert row == {"setting": "fast"} | fast


def test_a_peer_that_fails_in_every_setting_has_no_figures(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "PEERS", {"peer": lambda: settings(default="")})
    assert run.measured("peer", tmp_path, tmp_path, rounds=1) == {"failed": True}
    assert "peer (default) failed" in capsys.readouterr().err
