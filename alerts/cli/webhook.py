"""`alerts webhook`: for whoever receives webhooks and wonders why one is refused."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from alerts.cli.output import show
from alerts.model.errors import InvalidInput

app = typer.Typer(no_args_is_help=True, help="Check webhooks as their receiver must.")
_REFUSED = 1


@app.callback()
def _group() -> None:
    """Check webhooks as their receiver must."""


@app.command()
def verify(
    body: Annotated[
        Path | None, typer.Argument(help="The body's bytes; `-` is standard input.")
    ] = None,
    headers: Annotated[
        Path | None,
        typer.Option(help="A file of the headers: a JSON object, or `Name: value` lines."),
    ] = None,
    header: Annotated[
        list[str] | None, typer.Option(help="One header, as `Name: value`; repeatable.")
    ] = None,
    sample: Annotated[
        Path | None, typer.Option(help="A published sample, which has secret, headers and body.")
    ] = None,
    secret: Annotated[str | None, typer.Option(help="The `whsec_…` secret.")] = None,
    secret_file: Annotated[
        Path | None, typer.Option(help="A file of the secret, which no list of processes shows.")
    ] = None,
    any_age: Annotated[
        bool, typer.Option("--any-age", help="Do not mind when it was sent.")
    ] = False,
) -> None:
    """Check a received body and its headers against a secret; 1 if they do not fit."""
    from alerts.cli.received import Received, fault, read_headers, read_sample, read_secret
    from alerts.wiring import chance

    if sample is not None:
        if body or headers or header or secret or secret_file:
            raise InvalidInput("a sample has its own body, headers and secret: give it alone")
        secret, received = read_sample(_bytes(sample))
    elif body is None:
        raise InvalidInput("give the body's file, or - for standard input")
    else:
        secret = read_secret(secret, _bytes(secret_file) if secret_file else None)
        given = read_headers(_bytes(headers) if headers else b"", header or ())
        received = Received(given, _bytes(body))
    wrong = fault(received, secret, None if any_age else chance.now().timestamp())
    if wrong is not None:
        show({"verified": False, "fault": wrong})
        raise typer.Exit(_REFUSED)
    show({"verified": True, "id": received.headers["webhook-id"]})


def _bytes(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}") from error
