"""`alerts match`: the service's own verdicts, without the service."""

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

REPORTS = b"""
{"id": "a", "source": {"name": "x"}, "body": "A drone hit the Conoco gas plant. Two were killed."}
{"id": "b", "source": {"name": "x"}, "body": "A drone hit a checkpoint in Homs."}
"""
RULES = """
{"id": "plant", "name": "Plant", "when": {"facility": ["Koniko"], "words": ["drone"]}}
{"id": "elsewhere", "when": {"region": ["Syria"], "not": {"region": ["Deir ez-Zor"]}}}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    file = tmp_path / "rules.jsonl"
    file.write_text(RULES, "utf-8")
    return file


def run(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("ALERTS_")}
    return subprocess.run(
        [sys.executable, "-m", "alerts", "match", *words],
        input=given,
        capture_output=True,
        check=False,
        env=surroundings,
    )


def test_each_report_has_a_line_with_the_rules_it_meets_and_why(rules: Path) -> None:
    done = run("--rules", str(rules), given=REPORTS)
    assert done.returncode == 0, done.stderr
    first, second = map(orjson.loads, done.stdout.splitlines())
    assert (first["id"], [m["rule"] for m in first["matches"]]) == ("a", ["plant"])
    assert [b["clause"] for b in first["matches"][0]["because"]] == ["facility", "words"]
    assert first["matches"][0]["because"][1]["evidence"] == {
        "field": "/body",
        "start": 2,
        "end": 7,
        "text": "drone",
    }
    assert (second["id"], [m["rule"] for m in second["matches"]]) == ("b", ["elsewhere"])


def test_a_bad_report_costs_its_line_and_a_bad_rule_everything(rules: Path) -> None:
    done = run("--rules", str(rules), given=b"{}\n" + REPORTS)
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 2
    assert b"standard input:1" in done.stderr

    rules.write_text(RULES + '{"id": "x", "when": {"any": [{"region": ["Sirya"]}]}}', "utf-8")
    done = run("--rules", str(rules), given=REPORTS)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"rules.jsonl:4/when/any/0/region/0: no region is known as 'Sirya'" in done.stderr


def test_of_two_rules_with_one_id_none_is_lost_in_silence(rules: Path) -> None:
    rules.write_text(RULES + '{"id": "plant", "when": {"words": ["drone"]}}', "utf-8")
    done = run("--rules", str(rules), given=REPORTS)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"rules.jsonl:4/id: 'plant' is also the id in" in done.stderr


def test_a_disabled_rule_matches_nothing(rules: Path) -> None:
    rules.write_text('{"id": "x", "when": {"words": ["drone"]}, "enabled": false}', "utf-8")
    done = run("--rules", str(rules), given=REPORTS)
    assert [orjson.loads(line)["matches"] for line in done.stdout.splitlines()] == [[], []]
