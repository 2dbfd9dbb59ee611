"""`alerts db`: migrations."""

import asyncio

import typer

from alerts.cli.environment import from_environment
from alerts.cli.output import show

app = typer.Typer(no_args_is_help=True, help="Look after the database.")


@app.callback()
def _group() -> None:
    """Look after the database."""


@app.command()
def upgrade() -> None:
    """Bring the schema to this release. Safe to run again, and from several machines at once."""
    from alerts.store.database import upgrade as to_newest

    settings = from_environment()
    asyncio.run(to_newest(settings.database_url.get_secret_value()))
    show({"upgraded": True})
