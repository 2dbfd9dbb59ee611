"""`alerts config`: what this process would run with."""

import typer

from alerts.cli.environment import from_environment
from alerts.cli.output import show
from alerts.settings import effective

app = typer.Typer(no_args_is_help=True, help="Look at the settings.")


@app.callback()
def _group() -> None:
    """Look at the settings."""


@app.command()
def check() -> None:
    """Check the settings and print the effective ones, secrets masked."""
    show(effective(from_environment()))
