"""`alerts rules`: what a person and a pipeline see of it."""

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

FILE = """\
rules:
  - name: Norway
    when: {region: [NO], words: [drone]}
    must_match: [A drone hit the airport of Oslo.]
    must_not_match: [A drone hit the harbour of Oslo., A drone hit the airport of Damascus.]
"""
SOUND = FILE.replace("A drone hit the harbour of Oslo., ", "")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(FILE, "utf-8")
    return path


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    own = {k: v for k, v in os.environ.items() if not k.startswith("ALERTS_")}
    return subprocess.run(
        [sys.executable, "-m", "alerts", "rules", *words],
        capture_output=True,
        check=False,
        env={**own, **environment},
        stdin=subprocess.DEVNULL,
    )


def test_sound_files_are_told_on_standard_error_alone(file: Path) -> None:
    done = run("validate", str(file))
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"1 rules, 3 reports: nothing wrong" in done.stderr


def test_what_is_wrong_is_a_line_of_json_each(file: Path) -> None:
    file.write_text(FILE.replace("[NO]", "[Norwey, Syria]").replace("drone]", "2024]"), "utf-8")
    done = run("validate", str(file))
    assert done.returncode == 2
    wrong = [orjson.loads(line) for line in done.stdout.splitlines()]
    assert [(it["line"], it["column"], it["pointer"]) for it in wrong] == [
        (3, 45, "/rules/0/when/words/0"),
    ]
    file.write_text(FILE.replace("[NO]", "[Norwey, Syria]"), "utf-8")
    (told,) = (orjson.loads(line) for line in run("validate", str(file)).stdout.splitlines())
    assert (told["file"], told["line"], told["column"]) == (str(file), 3, 21)
    assert {"id": "NO", "kind": "region", "name": "Norway"} in told["candidates"]


def test_each_report_has_a_line_with_its_verdict_and_why(file: Path) -> None:
    done = run("test", str(file))
    assert done.returncode == 1
    hit, oslo, damascus = (orjson.loads(line) for line in done.stdout.splitlines())
    assert (hit["must_match"], hit["matches"], hit["passed"]) == (True, True, True)
    assert [reason["clause"] for reason in hit["because"]] == ["region", "words"]
    assert (oslo["must_match"], oslo["matches"], oslo["passed"]) == (False, True, False)
    assert (oslo["line"], oslo["pointer"]) == (5, "/rules/0/must_not_match/0")
    assert damascus["passed"]
    assert [(c["pointer"], c["verdict"]) for c in damascus["clauses"]] == [
        ("/when/region", "false"),
        ("/when/words", "true"),
    ]
    assert b"3 reports tried on 1 rules: 1 failed" in done.stderr
    file.write_text(SOUND, "utf-8")
    assert run("test", str(file)).returncode == 0


def test_text_has_no_colour_where_no_terminal_is_and_steers_none(file: Path) -> None:
    steering = r'"A drone hit the harbour of Oslo. \e[31m\x9b2J \u202e backwards"'
    file.write_text(FILE.replace("A drone hit the harbour of Oslo.", steering), "utf-8")
    done = run("test", str(file), "--text")
    assert done.returncode == 1, done.stderr
    shown = done.stdout.decode()
    assert "Norway must not match “A drone hit the harbour of Oslo" in shown
    assert "it matches by region: Norway (NO)" in shown
    assert not {"\x1b", "\x9b", "\u202e"} & set(shown)


@pytest.mark.parametrize("command", ["plan", "apply"])
def test_without_a_key_or_a_service_the_end_says_so(file: Path, command: str) -> None:
    done = run(command, str(file))
    assert done.returncode == 2
    assert b"ALERTS_API_KEY: is not set" in done.stderr
    done = run(command, str(file), "--server", "http://127.0.0.1:9", ALERTS_API_KEY="key_a.b")
    assert done.returncode == 69
    assert b"no answer from http://127.0.0.1:9" in done.stderr


def test_a_file_that_is_wrong_ends_a_plan_before_anybody_is_called(file: Path) -> None:
    file.write_text("rules: [{name: x}]", "utf-8")
    done = run("plan", str(file), "--server", "http://127.0.0.1:9", ALERTS_API_KEY="key_a.b")
    assert done.returncode == 2
    assert orjson.loads(done.stdout)["pointer"] == "/rules/0/when"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("validate", str(tmp_path / "none.yaml"))
    assert done.returncode == 2
    assert b"none.yaml: No such file or directory" in done.stderr
