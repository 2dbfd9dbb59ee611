"""Lines are written where they can be, and never cost the work that they are about."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
import structlog

from alerts.telemetry import log


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, before = root.handlers[:], root.level, structlog.get_config()
    yield
    structlog.configure(**before)
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize("chosen", list(log.LogFormat))
def test_letters_that_the_stream_has_not_are_escaped(chosen: log.LogFormat) -> None:
    written = io.BytesIO()
    log.configure("info", chosen, io.TextIOWrapper(written, encoding="latin-1"))

    structlog.get_logger().info("report.processed", title="كونيكو")
    logging.getLogger("of a library").warning("Конико")

    assert b"report.processed" in written.getvalue()
    assert b"\\u0643" in written.getvalue()
    assert b"\\u041a" in written.getvalue()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_a_full_disk_costs_the_line_and_nothing_else(capfd: pytest.CaptureFixture[str]) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - its path is no path of ours
        log.configure("info", log.LogFormat.JSON, full)
        for _ in range(10_000):
            structlog.get_logger().info("report.processed")
            logging.getLogger("of a library").warning("as much")
        with pytest.raises(OSError, match="No space"):
            full.close()

    assert capfd.readouterr().err == ""


def test_when_there_is_room_again_lines_are_written_again() -> None:
    class Disk(io.StringIO):
        is_full = True

        def flush(self) -> None:
            if self.is_full:
                raise OSError(28, "No space left on device")

    disk = Disk()
    log.configure("info", log.LogFormat.JSON, disk)
    structlog.get_logger().info("lost or late")
    disk.is_full = False
    structlog.get_logger().info("said")

    assert orjson.loads(disk.getvalue().splitlines()[-1])["event"] == "said"
