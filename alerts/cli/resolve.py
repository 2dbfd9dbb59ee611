"""`alerts resolve`: what reports name, without the service."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from alerts.cli.environment import from_environment
from alerts.cli.lines import Reports, each_report

if TYPE_CHECKING:
    from alerts.model.entity import Resolution
    from alerts.model.report import Report
    from alerts.resolve.gazetteer import Gazetteer

    Show = Callable[[Report, Resolution], None]


def resolve(
    files: Reports = None,
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
    from alerts.model.report import report_of
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
    each_report(files, lambda report: show(report, resolver.resolve(report)))


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
