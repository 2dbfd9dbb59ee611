"""`alerts resolve`: what reports name, without the service.

A line that cannot be read costs that line only: it is named, the others are resolved, and the
end is status 2.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alerts.cli.environment import from_environment

if TYPE_CHECKING:
    from alerts.model.entity import Resolution
    from alerts.model.report import Report
    from alerts.resolve.gazetteer import Gazetteer

    Show = Callable[[Report, Resolution], None]

_MISUSED = 2


def resolve(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            exists=True,
            dir_okay=False,
            help="Reports as JSON Lines; standard input if none is given.",
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(help="Resolve this text in place of files; - for that on standard input."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write JSON though a terminal is there.")
    ] = False,
) -> None:
    """Find what reports name; JSON, one line each, or on a terminal the text with its names marked."""
    from alerts.model.errors import MalformedReport
    from alerts.model.report import parse_report, report_of
    from alerts.resolve.gazetteer import Gazetteer
    from alerts.resolve.resolver import Resolver

    if text is not None and files:
        raise typer.BadParameter("give a text or files, not both", param_hint="--text")
    gazetteer = Gazetteer.load(from_environment().gazetteer)
    resolver = Resolver(gazetteer)
    show = _shown_as(gazetteer, as_json=as_json or not sys.stdout.isatty())
    if text is not None:
        body = sys.stdin.buffer.read().decode(errors="replace") if text == "-" else text
        try:
            report = report_of({"id": "text", "source": {"name": "command line"}, "body": body})
        except MalformedReport as error:
            raise typer.BadParameter(error.detail, param_hint="--text") from error
        show(report, resolver.resolve(report))
        return
    is_sound = True
    for where, line in _lines(files or []):
        try:
            report = parse_report(line)
        except MalformedReport as error:
            is_sound = False
            typer.echo(f"alerts: {where}: {error.detail}", err=True)
        else:
            show(report, resolver.resolve(report))
    if not is_sound:
        raise typer.Exit(_MISUSED)


def _lines(files: list[Path]) -> Iterator[tuple[str, bytes]]:
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


def _shown_as(gazetteer: "Gazetteer", *, as_json: bool) -> "Show":
    if as_json:
        from alerts.cli.resolved import resolved_line

        def write(report: "Report", resolution: "Resolution") -> None:
            sys.stdout.buffer.write(resolved_line(report, resolution, gazetteer))
            sys.stdout.buffer.flush()

        return write

    from rich.console import Console

    from alerts.cli.marked import marked

    console = Console(highlight=False)
    return lambda report, resolution: console.print(marked(report, resolution, gazetteer))
