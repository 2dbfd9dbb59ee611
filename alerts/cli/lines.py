"""JSON Lines from files or standard input, each line with the place to name in a complaint."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from alerts.model.report import Report

Reports = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE]...",
        exists=True,
        dir_okay=False,
        help="Reports as JSON Lines; standard input if none is given.",
    ),
]
_MISUSED = 2


def each_report(files: Reports, take: Callable[["Report"], None]) -> None:
    """Hand over every report in the files, in order.

    A line that cannot be read costs that line only: it is named, the others are handed over,
    and the end is status 2.
    """
    from alerts.model.errors import MalformedReport
    from alerts.model.report import parse_report

    is_sound = True
    for where, line in lines_of(files or []):
        try:
            report = parse_report(line)
        except MalformedReport as error:
            is_sound = False
            typer.echo(f"alerts: {where}: {error.detail}", err=True)
        else:
            take(report)
    if not is_sound:
        raise typer.Exit(_MISUSED)


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
