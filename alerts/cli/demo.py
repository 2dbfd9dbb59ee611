"""`alerts demo`: the whole service in one process, with nothing to install."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer

from alerts.demo.show import Options, Running, run
from alerts.settings import read_settings
from alerts.wiring.role import Role


def demo(
    once: Annotated[
        bool, typer.Option("--once", help="End when all samples are through; 1 if one went wrong.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Show the service's log on standard error.")
    ] = False,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="The API's port; any free one if unset.")
    ] = None,
    picture: Annotated[
        Path | None, typer.Option("--svg", help="Draw some of the alerts into this file.")
    ] = None,
    expected: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="Another file of what each sample must bring about."
        ),
    ] = None,
) -> None:
    """Show the main job: reports in, alerts out, in one process with nothing to install."""
    if picture is not None and not picture.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {picture.parent}", param_hint="--svg")
    options = Options(once=once, verbose=verbose, port=port, picture=picture, expected=expected)
    raise typer.Exit(asyncio.run(run(_service, options)))


@asynccontextmanager
async def _service(environment: Mapping[str, str]) -> AsyncIterator[Running]:
    from alerts.wiring.service import service

    async with service(read_settings(environment), Role.ALL, asyncio.Event()) as running:
        yield running
