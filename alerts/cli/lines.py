"""JSON Lines from files or standard input, each line with the place to name in a complaint."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path


def lines_of(files: list[Path]) -> Iterator[tuple[str, bytes]]:
    """Give every line that is not empty, with its file and number."""
    if not files:
        yield from _numbered("standard input", sys.stdin.buffer)
    for file in files:
        with file.open("rb") as lines:
            yield from _numbered(str(file), lines)


def _numbered(name: str, lines: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"{name}:{number}", line
