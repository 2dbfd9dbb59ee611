"""The demo as its user runs it: a process, its output, its exit status."""

import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alerts.demo.samples import load_samples
from tests.servers.ports import free_port

LIMIT_S = 120

pytestmark = pytest.mark.timeout(2 * LIMIT_S + 60)  # two waits at most, each with its own limit


def command(*options: str) -> list[str]:
    return [sys.executable, "-m", "alerts", "demo", "--port", str(free_port()), *options]


def demo(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*options), capture_output=True, text=True, timeout=LIMIT_S, check=False
    )


@contextmanager
def open_demo() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        with process:
            yield process
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=LIMIT_S)
    finally:
        process.kill()


def lines_until(process: subprocess.Popen[str], pattern: str) -> list[str]:
    """Read the output up to a line that matches; its end fails the test."""
    assert process.stdout is not None
    read: list[str] = []
    for line in process.stdout:
        read.append(line)
        if re.search(pattern, line):
            return read
    pytest.fail("".join(read))


def test_everyone_gets_what_is_theirs(tmp_path: Path) -> None:
    picture = tmp_path / "alerts.svg"
    run = demo("--once", "--svg", str(picture))
    assert run.returncode == 0, run.stdout + run.stderr
    assert "missing 0, doubled 0, wrong 0" in run.stdout
    assert run.stderr == ""
    assert "كونيكو" in picture.read_text()


def test_an_alert_that_nobody_expected_is_named_and_fails_the_run(tmp_path: Path) -> None:
    expected = {sample.id: sorted(sample.to) for sample in load_samples()}
    expected["ghweran-ckb"] = []
    file = tmp_path / "expected.json"
    file.write_text(json.dumps(expected))
    run = demo("--once", "--expected", str(file))
    assert run.returncode == 1
    assert "went to the wrong one: ghweran-ckb to Islamic State monitor by email" in run.stdout, (
        run.stdout
    )
    log = re.search(r"log is kept:\s+(\S+)", run.stdout)
    assert log is not None
    kept = Path(log[1])
    assert "report.processed" in kept.read_text()
    shutil.rmtree(kept.parent)


def test_ctrl_c_while_it_starts_ends_it_without_a_traceback() -> None:
    with open_demo() as process:
        lines_until(process, "Starting the service")
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=LIMIT_S)
        assert "nothing is left running" in rest
        assert (process.returncode, errors) == (130, "")


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_the_printed_commands_work_and_what_they_cause_is_shown() -> None:
    with open_demo() as process:
        printed = "".join(lines_until(process, "Ctrl-C ends the demo"))
        commands = re.findall(r"^curl .*$", printed, re.MULTILINE)
        assert len(commands) == 2
        for each in commands:
            done = subprocess.run(
                ["sh", "-c", each], capture_output=True, text=True, timeout=LIMIT_S, check=True
            )
            assert json.loads(done.stdout).get("status", 0) < 400, done.stdout
        lines_until(process, "You  webhook  .* ms after Kafka")
        lines_until(process, "My rule.*facility is Khor Mor gas field")
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=LIMIT_S)
        assert (process.returncode, errors) == (130, "")
