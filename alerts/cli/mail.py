"""`alerts mail`: what a mail server hands back to us."""

import asyncio
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Annotated

import typer

from alerts.cli.environment import from_environment
from alerts.cli.output import show
from alerts.deliver.email.bounces import NotOurs
from alerts.model.errors import InvalidInput, Unavailable

app = typer.Typer(no_args_is_help=True, help="Take in what a mail server hands back.")
_LATER = 75  # sysexits.h: EX_TEMPFAIL; the mail server keeps the bounce and calls again


@app.callback()
def _group() -> None:
    """Take in what a mail server hands back."""


@app.command()
def bounce(
    recipient: Annotated[str, typer.Argument(help="The address that the bounce came to.")],
    letter: Annotated[
        Path, typer.Argument(help="The bounce, whole; `-` is standard input.")
    ] = Path("-"),
) -> None:
    """Disable the destination that a bounce refuses for good; 75 while that cannot be done."""
    try:
        show(asyncio.run(_take_in(recipient, letter)))
    except NotOurs as error:
        typer.echo(f"alerts: {error.detail}", err=True)
    except (Unavailable, InvalidInput) as error:
        typer.echo(f"alerts: {error}", err=True)
        raise typer.Exit(_LATER) from error


async def _take_in(recipient: str, letter: Path) -> dict[str, object]:
    from alerts.deliver.email.bounces import LONGEST, destination_of, refusal_in
    from alerts.model.event_state import state_event
    from alerts.store.bounced import bounced
    from alerts.store.destinations import find
    from alerts.wiring import chance
    from alerts.wiring.storage import open_store, read_keyring

    settings = from_environment()
    content = _bytes(letter, LONGEST + 1)
    async with AsyncExitStack() as stack:
        db = open_store(settings, stack)
        destination_id = destination_of(recipient, await read_keyring(settings, db))
        found = await find(db, destination_id)
        reason = refusal_in(content, found.target) if found else None
        disabled = reason is not None and await bounced(
            db,
            destination_id,
            reason,
            chance.now(),
            lambda id_, change: state_event(
                delivery_id=id_, public_url=settings.public_url, change=change
            ),
        )
    return {"destination_id": destination_id, "refused": reason, "disabled": disabled}


def _bytes(path: Path, most: int) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read(most)
    try:
        with path.open("rb") as letter:
            return letter.read(most)
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}") from error
