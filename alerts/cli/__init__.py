"""The command line: JSON on standard output, logs and errors on standard error.

A wrong word or setting ends with status 2 and a sentence that names it and the fix;
nobody who runs a service should have to read a traceback to find a typo.
"""

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from alerts.cli import (
    config,
    database,
    demo,
    entities,
    gazetteer,
    mail,
    match,
    resolve,
    rules,
    schema,
    serve,
    webhook,
)
from alerts.model.errors import InvalidInput, Unavailable

app = typer.Typer(
    name="alerts",
    help="Reports of incidents in, alerts to the right people out, with the reason.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("serve")(serve.serve)
app.command("demo")(demo.demo)
app.command("resolve")(resolve.resolve)
app.command("match")(match.match)
app.add_typer(rules.app, name="rules")
app.command("entities")(entities.entities)
app.add_typer(gazetteer.app, name="gazetteer")
app.add_typer(webhook.app, name="webhook")
app.add_typer(mail.app, name="mail")
app.add_typer(schema.app, name="schema")
app.add_typer(database.app, name="db")
app.add_typer(config.app, name="config")

_MISUSED = 2
_AWAY = 69  # sysexits.h: EX_UNAVAILABLE


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"alerts {version('alerts')}")
        raise typer.Exit


@app.callback()
def _all(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show it.")
    ] = False,
) -> None:
    """Tell the right people, with the reason, when a report of an incident comes in."""


def main() -> None:
    """Run the command that was asked for, and turn planned errors into sentences."""
    try:
        app()
    except InvalidInput as error:
        _complain(error)
        sys.exit(_MISUSED)
    except Unavailable as error:
        typer.echo(f"alerts: {error}", err=True)
        sys.exit(_AWAY)
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(0)


def _complain(error: InvalidInput) -> None:
    typer.echo(f"alerts: {error.detail}", err=True)
    for problem in error.problems:
        near = f" (did you mean {', '.join(problem.candidates)}?)" if problem.candidates else ""
        typer.echo(f"  {problem.pointer or '/'}: {problem.detail}{near}", err=True)
