"""`alerts gazetteer`: checks end with a status, imports with a file that the service loads."""

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

TRACKER = (
    "project,unit,capacity,status,country,province,lat,lng\n"
    "Kasra power station,1,9,operating,Syria,Deir ez-Zor,35.5,39.9\n"
    "Nowhere power station,1,9,operating,Atlantis,,1,2\n"
)
DUMP = "7\tKasra Refinery\tKasra Refinery\t\t35.5\t39.9\tS\tOILR\tSY\t\t\t\t\t\t0\t\t\t\t\n"


def run(*words: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("ALERTS_")}
    return subprocess.run(
        [sys.executable, "-m", "alerts", *words],
        capture_output=True,
        check=False,
        env=surroundings | settings,
    )


def test_the_shipped_gazetteer_is_sound_and_a_file_may_not_be(tmp_path: Path) -> None:
    assert run("gazetteer", "check").returncode == 0
    file = tmp_path / "own.yaml"
    file.write_text("- {id: Bad_Id, kind: actor, type: t, name: Some people}")
    for ended in (
        run("gazetteer", "check", str(file), "--json"),
        run("gazetteer", "check", ALERTS_GAZETTEER=str(tmp_path)),
    ):
        assert ended.returncode == 1
        first = orjson.loads(ended.stdout.splitlines()[0])
        assert first == {
            "severity": "error",
            "check": "id",
            "file": str(file),
            "entity": "Bad_Id",
            "detail": "the id is no slug (lower-case letters, digits, single hyphens)",
            "fix": "call it some-people",
        }
        assert b"1 errors" in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="it has no pseudo-terminals")
def test_a_terminal_is_told_how_far_the_check_is() -> None:
    master, terminal = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "alerts", "gazetteer", "check"],
        stdout=subprocess.PIPE,
        stderr=terminal,
        env=os.environ | {"TERM": "xterm"},
    ) as ended:
        os.close(terminal)
        seen = b""
        while b" errors, " not in seen:
            seen += os.read(master, 4096)
    os.close(master)
    assert ended.returncode == 0
    assert b"Checking coordinates" in seen


@pytest.mark.parametrize(
    ("words", "content", "entity", "name"),
    [
        (("gem",), TRACKER, "kasra-power-station-sy", "Kasra power plant"),
        (("geonames", "--code", "oilr"), DUMP, "kasra-refinery-sy", "kasra refinery"),
    ],
)
def test_an_import_makes_a_file_that_the_setting_loads(
    tmp_path: Path, words: tuple[str, ...], content: str, entity: str, name: str
) -> None:
    register = tmp_path / "register"
    register.write_text(content, encoding="utf-8")
    output = tmp_path / "own.jsonl"
    ended = run("gazetteer", "import", *words, str(register), "--output", str(output))
    assert (ended.returncode, ended.stdout) == (0, b"")
    assert b"1 new, 0 known already" in ended.stderr
    assert b"Traceback" not in ended.stderr
    first = output.read_bytes()
    again = ("gazetteer", "import", *words, str(register), "--output", str(output))
    assert run(*again, ALERTS_GAZETTEER=str(tmp_path / "own.jsonl")).returncode == 0
    assert output.read_bytes() == first
    found = run("entities", name, "--limit", "1", ALERTS_GAZETTEER=str(output))
    assert orjson.loads(found.stdout)["id"] == entity


def test_a_wrong_file_or_name_is_said_so(tmp_path: Path) -> None:
    register = tmp_path / "register"
    register.write_text("a,b\n1,2\n")
    for words in (
        ("gem", str(register)),
        ("geonames", str(register)),
        ("gem", str(register), "--output", "own.txt"),
        ("gem", str(tmp_path / "missing.csv")),
    ):
        ended = run("gazetteer", "import", *words)
        assert ended.returncode == 2
        assert ended.stdout == b""
        assert ended.stderr.startswith(b"alerts: ")
