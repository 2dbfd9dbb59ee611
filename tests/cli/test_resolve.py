"""`alerts resolve`: one line out for each report in, and one that cannot be read costs only itself."""

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from alerts.cli.resolved import resolved_line
from alerts.model.entity import Entity, Kind, Link
from alerts.model.report import report_of
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver

BODY = "A drone struck the Koniko gas field on Monday. Iraq condemned it. Sami told us."
GAZETTEER = Gazetteer.of(
    [
        Entity("SY", Kind.REGION, "country", "Syria"),
        Entity("IQ", Kind.REGION, "country", "Iraq"),
        Entity("SY-DY", Kind.REGION, "admin1", "Deir ez-Zor", (Link("SY", "lies_in"),)),
        Entity(
            "conoco-gas-plant",
            Kind.FACILITY,
            "gas_plant",
            "Conoco gas plant",
            (Link("SY-DY", "lies_in"),),
            {"en": ("Koniko gas field",)},
        ),
        Entity("sami-field", Kind.FACILITY, "oil_field", "Sami field", short={"en": ("Sami",)}),
    ]
)


def run(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("ALERTS_")}
    return subprocess.run(
        [sys.executable, "-m", "alerts", "resolve", *words],
        input=given,
        capture_output=True,
        check=False,
        env=surroundings,
    )


def test_a_line_has_what_was_found_and_the_regions_that_a_rule_matches() -> None:
    report = report_of(
        {
            "id": "r-1",
            "source": {"name": "Zhyan"},
            "body": BODY,
            "actors": ["The Nobodies"],
            "published_at": "2021-07-14T10:00:00Z",
        }
    )
    line = orjson.loads(resolved_line(report, Resolver(GAZETTEER).resolve(report), GAZETTEER))
    assert line.keys() == {"id", "entities", "regions", "ambiguous", "unresolved", "event"}
    assert line["id"] == "r-1"
    assert {e["id"]: (e["mention"], e["via"]) for e in line["entities"]} == {
        "conoco-gas-plant": ("primary", None),
        "SY-DY": ("primary", "conoco-gas-plant"),
        "SY": ("primary", "conoco-gas-plant"),
        "IQ": ("context", None),
    }
    assert line["entities"][0] == {
        "id": "conoco-gas-plant",
        "kind": "facility",
        "name": "Conoco gas plant",
        "mention": "primary",
        "part": None,
        "via": None,
        "evidence": [{"field": "/body", "start": 19, "end": 35, "text": "Koniko gas field"}],
    }
    assert line["regions"] == ["SY-DY", "SY"]
    assert [(a["text"], a["candidates"]) for a in line["ambiguous"]] == [("Sami", ["sami-field"])]
    assert [u["text"] for u in line["unresolved"]] == ["The Nobodies"]
    assert line["event"]["event_type"] == "air_drone_strike"
    assert line["event"]["occurred_at"] == "2021-07-12T00:00:00+03:00"


def test_lines_are_read_in_order_and_a_bad_one_is_named(tmp_path: Path) -> None:
    lines = b"\n".join(
        [
            b'{"id": "a", "source": {"name": "x"}, "facilities": ["Koniko"]}',
            b"",
            b"{nonsense}",
            '{"id": "b", "source": {"name": "x"}, "body": "قصفت طائرة حقل العمر"}'.encode(),
        ]
    )
    ended = run(given=lines)
    assert [orjson.loads(line)["id"] for line in ended.stdout.splitlines()] == ["a", "b"]
    assert ended.stderr.startswith(b"alerts: standard input:3: not JSON")
    assert ended.returncode == 2

    file = tmp_path / "reports.jsonl"
    file.write_bytes(lines.splitlines()[0])
    ended = run(str(file), "--json")
    assert "SY-DY" in orjson.loads(ended.stdout)["regions"]
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.parametrize("is_piped", [False, True])
def test_a_text_alone_is_resolved(*, is_piped: bool) -> None:
    text = "Взрыв прогремел у завода Конико"
    ended = run("--text", "-", given=text.encode()) if is_piped else run("--text", text)
    (line,) = ended.stdout.splitlines()
    found = orjson.loads(line)
    assert found["id"] == "text"
    assert "conoco-gas-plant" in {e["id"] for e in found["entities"]}


@pytest.mark.parametrize("words", [("--text", " "), ("--text", "a", __file__), ("missing.jsonl",)])
def test_a_wrong_word_is_said_so(words: tuple[str, ...]) -> None:
    ended = run(*words)
    assert ended.returncode == 2
    assert ended.stdout == b""
    assert b"Traceback" not in ended.stderr
