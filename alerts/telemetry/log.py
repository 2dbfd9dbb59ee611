"""One renderer for every line, ours and the libraries'.

JSON for machines, colours for a person at a terminal. A library's own logger goes
through the same chain, so that nothing on standard error is of another shape.
"""

import asyncio
import atexit
import io
import logging
import sys
import threading
from collections.abc import MutableMapping
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TextIO

import orjson
import structlog

_TOGETHER_S = 0.01
_JSON = orjson.OPT_NON_STR_KEYS | orjson.OPT_UTC_Z


class LogFormat(StrEnum):
    """How lines are written."""

    JSON = "json"
    CONSOLE = "console"


class _Unfailing(io.TextIOBase):
    """A stream whose faults cost a line, not the work that the line is about.

    A full disk loses it; an encoding without its letters has them escaped. What a running loop
    says within a hundredth of a second is written at once: thousands of lines a second, each
    written by itself, would take more time than what they tell of.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._said: list[str] = []
        self._guard = threading.RLock()  # a signal may speak while it is held
        self._due_in: asyncio.AbstractEventLoop | None = None
        atexit.register(self._pass_on)

    def write(self, text: str) -> int:
        """Take a line."""
        with self._guard:
            self._said.append(text)
        return len(text)

    def flush(self) -> None:
        """Hand on what was said: soon where a loop runs, else at once."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._pass_on()
            return
        if self._due_in is not loop:
            self._due_in = loop
            loop.call_later(_TOGETHER_S, self._pass_on)

    def isatty(self) -> bool:
        """Tell whether a person reads it."""
        return self._stream.isatty()

    def _pass_on(self) -> None:
        """Write what can be written."""
        with self._guard:
            self._due_in = None
            text = "".join(self._said)
            self._said.clear()
            with suppress(OSError, ValueError):  # a closed stream takes nothing more
                try:
                    self._stream.write(text)
                except UnicodeEncodeError:
                    self._stream.write(text.encode("ascii", "backslashreplace").decode())
                self._stream.flush()


def configure(level: str, log_format: LogFormat | None, to: TextIO = sys.stderr) -> None:
    """Send all logs to a stream; the format is JSON unless it is a terminal."""
    stream = _Unfailing(to)
    chosen = log_format or (LogFormat.CONSOLE if stream.isatty() else LogFormat.JSON)
    shared: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        _stamp if chosen is LogFormat.JSON else structlog.processors.TimeStamper("iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, *_renderer(chosen, stream)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=stream),  # type: ignore[arg-type] # it writes and flushes
        cache_logger_on_first_use=True,
    )
    _adopt_library_loggers(shared, chosen, level, stream)


def _renderer(chosen: LogFormat, stream: _Unfailing) -> list[structlog.typing.Processor]:
    match chosen:
        case LogFormat.JSON:
            return [structlog.processors.format_exc_info, _as_json]
        case LogFormat.CONSOLE:
            # The formatter that comes with it shows local variables: URLs, keys and secrets.
            plain = structlog.dev.plain_traceback
            return [
                structlog.dev.ConsoleRenderer(colors=stream.isatty(), exception_formatter=plain)
            ]


def _stamp(
    _logger: object, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Add the time as it is: the renderer writes it in a tenth of the time that text takes."""
    event["timestamp"] = datetime.now(UTC)  # noqa: TID251 - when it was said, as structlog stamps
    return event


def _as_json(_logger: object, _name: str, event: MutableMapping[str, Any]) -> str:
    return orjson.dumps(event, default=str, option=_JSON).decode()


def _adopt_library_loggers(
    shared: list[structlog.typing.Processor], chosen: LogFormat, level: str, stream: _Unfailing
) -> None:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_renderer(chosen, stream),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # Libraries' chatter below a warning says nothing an operator could act on.
    for noisy in ("aiokafka", "aiohttp.access", "asyncio", "alembic", "mail.log"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))
