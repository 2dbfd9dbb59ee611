"""What the documents claim, and no other test says."""

import json
import re
import subprocess
import sys

from tests.docs.pages import ROOT, Page

_LOGGING = """
import logging, sys, structlog
from alerts.telemetry.log import LogFormat, configure
configure("info", LogFormat.JSON)
structlog.get_logger().info("report.rejected", detail=sys.argv[1])
logging.getLogger("library").warning(sys.argv[1])
"""


def test_a_line_break_in_a_report_makes_no_line_of_its_own() -> None:
    forged = 'x\n{"event":"report.processed"}\r\x1b[2J'
    run = subprocess.run(
        [sys.executable, "-c", _LOGGING, forged], capture_output=True, text=True, check=True
    )
    lines = [json.loads(line) for line in run.stderr.splitlines()]
    assert [line["level"] for line in lines] == ["info", "warning"]
    assert "\x1b" not in run.stderr


def test_the_two_commands_stand_first_and_ci_runs_what_the_second_says() -> None:
    first, *_ = Page.at("README.md").blocks("sh")
    assert first.splitlines() == ["make run", "make test"]
    ran = re.findall(r"^make \w+", (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE)
    assert ran == ["make check", "make test"]


def test_the_readme_says_how_many_samples_there_are() -> None:
    count = len((ROOT / "alerts/demo/samples.jsonl").read_text("utf-8").splitlines())
    assert count == 19
    assert "Nineteen sample reports" in " ".join(Page.at("README.md").text.split())
