"""JSON for the next program in the pipe, indented when a person is looking."""

import sys

import orjson


def show(value: object) -> None:
    """Write one JSON value to standard output."""
    indent = orjson.OPT_INDENT_2 if sys.stdout.isatty() else 0
    sys.stdout.buffer.write(orjson.dumps(value, option=indent | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
