"""`alerts rules`: rules kept in files, tried without the service and put there when asked.

Nothing is written before it was shown. On standard output is what was found or done, as JSON
unless a person is looking; the plan of an `apply` is drawn beside it, on standard error.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from alerts.cli.environment import from_environment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alerts.model.rule_limits import RuleLimits
    from alerts.resolve.gazetteer import Gazetteer
    from alerts.rule_files.applying import Deed
    from alerts.rule_files.checking import Example
    from alerts.rule_files.difference import Plan
    from alerts.rule_files.finding import Finding
    from alerts.rule_files.reading import RuleFiles
    from alerts.rule_files.server import Server

app = typer.Typer(no_args_is_help=True, help="Keep rules in files, beside other code.")

_DIFFERS = 1
_MISUSED = 2

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="YAML files with rules, destinations and reports."),
]
AsJson = Annotated[
    bool | None,
    typer.Option("--json/--text", help="Write JSON, or text; unset, text on a terminal."),
]
Url = Annotated[
    str | None,
    typer.Option("--server", metavar="URL", help="The service; unset, ALERTS_API_URL says where."),
]
Delete = Annotated[
    bool, typer.Option("--delete", help="Delete your rules on the server that are in no file.")
]


@app.callback()
def _group() -> None:
    """Keep rules in files, beside other code."""


@app.command()
def validate(files: Files, as_json: AsJson = None) -> None:
    """Check files of rules without the service, and say what is wrong and where; 2 if anything is."""
    read, _, _, reports = _sound(files, as_json)
    typer.echo(f"alerts: {len(read.rules)} rules, {len(reports)} reports: nothing wrong", err=True)


@app.command("test")
def try_reports(files: Files, as_json: AsJson = None) -> None:
    """Try the reports beside the rules, without the service; 1 if one is not as it should be."""
    from alerts.cli.rules_told import drawn_trial, trial_json
    from alerts.resolve.resolver import Resolver
    from alerts.rule_files.trying import trials

    read, gazetteer, limits, examples = _sound(files, as_json)
    failed = 0
    for trial in trials(examples, Resolver(gazetteer), limits):
        failed += not trial.passed
        if _wants_json(as_json):
            _show(trial_json(trial, read))
        else:
            _print(drawn_trial(trial, read, gazetteer))
    untried = sum(not (r.written.must_match or r.written.must_not_match) for r in read.rules)
    told = f"alerts: {len(examples)} reports tried on {len(read.rules)} rules: {failed} failed"
    typer.echo(told + (f"; {untried} rules have none" if untried else ""), err=True)
    if failed:
        raise typer.Exit(_DIFFERS)


@app.command(
    epilog=(
        "The key is in ALERTS_API_KEY, or in the file that ALERTS_API_KEY_FILE names: on a command"
        " line others could read it."
    )
)
def plan(
    files: Files,
    server: Url = None,
    delete: Delete = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 1 if anything would be done.")
    ] = False,
    as_json: AsJson = None,
) -> None:
    """Show what would change on the server for its rules to be those of the files."""
    import asyncio

    from alerts.cli.rules_plan import drawn_plan, plan_json
    from alerts.cli.rules_server import opened

    read, gazetteer, limits = _well_formed(files, as_json)

    async def work() -> "Plan":
        async with opened(server) as there:
            return await _planned(read, there, gazetteer, limits, delete=delete, as_json=as_json)

    found = asyncio.run(work())
    if _wants_json(as_json):
        _show(plan_json(found))
    else:
        _print(drawn_plan(found, gazetteer))
    if exit_code and not found.is_empty:
        raise typer.Exit(_DIFFERS)


@app.command(
    epilog=(
        "What is shown first is what is done, or nothing: a rule that somebody changes meanwhile is"
        " left alone, and the end is status 1. Run it again to see what is left. The key is in"
        " ALERTS_API_KEY, or in the file that ALERTS_API_KEY_FILE names."
    )
)
def apply(
    files: Files,
    server: Url = None,
    delete: Delete = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask first, as is done on a terminal.")
    ] = (False),
    as_json: AsJson = None,
) -> None:
    """Make the server's rules those of the files; changes nothing where they are so already."""
    import asyncio

    from alerts.cli.rules_plan import deed_json, drawn_deed, drawn_plan
    from alerts.cli.rules_server import opened
    from alerts.rule_files.applying import Action, Refused, applied

    read, gazetteer, limits = _well_formed(files, as_json)
    lost: list[Deed] = []

    async def work() -> None:
        async with opened(server) as there:
            found = await _planned(read, there, gazetteer, limits, delete=delete, as_json=as_json)
            _print(drawn_plan(found, gazetteer), err=True)
            if found.is_empty:
                return
            if not yes and sys.stdin.isatty():
                typer.confirm("Do this?", abort=True, err=True)
            try:
                async for deed in applied(found, read, there):
                    if deed.action in {Action.CHANGED_MEANWHILE, Action.DOUBLED}:
                        lost.append(deed)
                    if _wants_json(as_json):
                        _show(deed_json(deed))
                    else:
                        _print(drawn_deed(deed))
            except Refused as refused:
                _tell(refused.findings, gazetteer, as_json)

    asyncio.run(work())
    if lost:
        typer.echo("alerts: not all was done; look at the plan again", err=True)
        raise typer.Exit(_DIFFERS)


def _sound(
    files: list[Path], as_json: bool | None
) -> "tuple[RuleFiles, Gazetteer, RuleLimits, list[Example]]":
    """Read files in which nothing is wrong, or tell what is and end."""
    from alerts.resolve.gazetteer import Gazetteer
    from alerts.rule_files.checking import check
    from alerts.rule_files.reading import read_files
    from alerts.wiring.limits import rule_limits

    settings = from_environment()
    read = read_files(files)
    gazetteer, limits = Gazetteer.load(settings.gazetteer), rule_limits(settings)
    examples, wrong = check(read, gazetteer, limits)
    if wrong:
        _tell(wrong, gazetteer, as_json)
    return read, gazetteer, limits, examples


def _well_formed(
    files: list[Path], as_json: bool | None
) -> "tuple[RuleFiles, Gazetteer, RuleLimits]":
    """Read files of which the rest is for the server to judge, or tell what is wrong and end."""
    from alerts.resolve.gazetteer import Gazetteer
    from alerts.rule_files.checking import examples
    from alerts.rule_files.reading import read_files
    from alerts.wiring.limits import rule_limits

    settings = from_environment()
    read = read_files(files)
    gazetteer, limits = Gazetteer.load(settings.gazetteer), rule_limits(settings)
    _, wrong = examples(read)
    if wrong := sorted([*wrong, *read.findings]):
        _tell(wrong, gazetteer, as_json)
    return read, gazetteer, limits


async def _planned(
    read: "RuleFiles",
    server: "Server",
    gazetteer: "Gazetteer",
    limits: "RuleLimits",
    *,
    delete: bool,
    as_json: bool | None,
) -> "Plan":
    from alerts.rule_files.applying import Refused, planned

    try:
        return await planned(read, server, gazetteer, limits, delete=delete)
    except Refused as refused:
        _tell(refused.findings, gazetteer, as_json)


def _tell(wrong: "Iterable[Finding]", gazetteer: "Gazetteer", as_json: bool | None) -> NoReturn:
    """Tell what is wrong, and end."""
    from alerts.cli.rules_told import drawn_finding, finding_json

    told = list(wrong)
    for one in told:
        if _wants_json(as_json):
            _show(finding_json(one, gazetteer))
        else:
            _print(drawn_finding(one, gazetteer))
    files = len({one.file for one in told})
    typer.echo(f"alerts: {len(told)} wrong in {files} file{'s' * (files != 1)}", err=True)
    raise typer.Exit(_MISUSED)


def _wants_json(as_json: bool | None) -> bool:
    return not sys.stdout.isatty() if as_json is None else as_json


def _show(value: object) -> None:
    from alerts.cli.output import show

    show(value)


def _print(drawn: object, *, err: bool = False) -> None:
    from rich.console import Console

    Console(stderr=err, highlight=False, soft_wrap=True).print(drawn)
