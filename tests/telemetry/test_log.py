"""Lines are written where they can be, and never cost the work that they are about."""

import asyncio
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
import structlog

from alerts.telemetry import log

HELD = "whsec_held"


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


@pytest.mark.parametrize("chosen", list(log.LogFormat))
def test_an_error_is_told_without_what_the_code_held(chosen: log.LogFormat) -> None:
    written = io.BytesIO()
    log.configure("info", chosen, io.TextIOWrapper(written, encoding="utf-8"))

    def sign(secret: str) -> None:
        raise ZeroDivisionError(len(secret))

    for logger in (structlog.get_logger(), logging.getLogger("of a library")):
        try:
            sign(HELD)
        except ZeroDivisionError:
            logger.exception("delivery.crashed")

    assert written.getvalue().count(b"delivery.crashed") == 2
    assert b"ZeroDivisionError" in written.getvalue()
    assert HELD.encode() not in written.getvalue()


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


class Shown(io.StringIO):
    """A stream that tells when it was flushed, and how often."""

    def __init__(self) -> None:
        super().__init__()
        self.flushes = 0
        self.flushed = asyncio.Event()

    def flush(self) -> None:
        self.flushes += 1
        self.flushed.set()


async def test_what_a_loop_says_at_once_is_written_together_and_in_order() -> None:
    shown = Shown()
    log.configure("info", log.LogFormat.JSON, shown)
    for number in range(3):
        structlog.get_logger().info("delivery.attempted", number=number)
    logging.getLogger("of a library").warning("the last")
    await shown.flushed.wait()
    lines = [orjson.loads(line) for line in shown.getvalue().splitlines()]
    assert [line.get("number") for line in lines] == [0, 1, 2, None]
    assert shown.flushes == 1


def test_what_a_loop_said_last_is_written_at_the_next_line_after_it() -> None:
    async def speak() -> None:
        structlog.get_logger().info("in the loop")

    shown = Shown()
    log.configure("info", log.LogFormat.JSON, shown)
    asyncio.run(speak())
    structlog.get_logger().info("after it")
    assert [orjson.loads(line)["event"] for line in shown.getvalue().splitlines()] == [
        *("in the loop", "after it")
    ]
