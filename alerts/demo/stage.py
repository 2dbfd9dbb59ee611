"""The service as the demo runs it: what it is told, and how it is started and stopped.

The service gets nothing but an environment, as from an operator: no favours that a
deployment would not get.
"""

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from alerts.demo.show import Running, StartService
from alerts.model.errors import InvalidInput, Problem

TOPIC = "reports"
_HOST = "127.0.0.1"
_USUAL_PORT = 8080


@asynccontextmanager
async def running(start_service: StartService, told: Mapping[str, str]) -> AsyncIterator[Running]:
    """Run the service in a task of its own, which nobody cancels.

    So it stops in good order even when the user changes their mind while it is starting.
    """
    started: asyncio.Future[Running] = asyncio.get_running_loop().create_future()
    leave = asyncio.Event()

    async def live() -> None:
        async with start_service(told) as service:
            started.set_result(service)
            await leave.wait()

    life = asyncio.create_task(live(), name="service")
    try:
        either: set[asyncio.Future[Any]] = {life, started}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if started.done():
            yield started.result()
    finally:
        leave.set()
        await life


def free_port(wanted: int | None) -> int:
    """Give the wanted port, else the usual one if it is free, else any.

    Raises `InvalidInput` when the wanted one is taken.
    """
    if wanted is not None:
        if not _is_free(wanted):
            raise InvalidInput(
                f"port {wanted} is in use",
                (Problem("--port", "name another, or leave it out for one that is free"),),
            )
        return wanted
    if _is_free(_USUAL_PORT):
        return _USUAL_PORT
    with socket.create_server((_HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def _is_free(port: int) -> bool:
    try:
        socket.create_server((_HOST, port)).close()
    except OSError:
        return False
    return True


def new_operator_key() -> str:
    """Make a key for this run."""
    return f"demo-{secrets.token_urlsafe(24)}"


def environment(
    *, port: int, kafka: str, smtp: str, folder: Path, operator_key: str
) -> Mapping[str, str]:
    """Give all that the service is told."""
    return {
        "ALERTS_KAFKA_BOOTSTRAP_SERVERS": kafka,
        "ALERTS_KAFKA_TOPIC": TOPIC,
        "ALERTS_KAFKA_GROUP": f"demo-{secrets.token_hex(4)}",
        # The embedded broker does not wake a fetch that waits when something comes.
        "ALERTS_KAFKA_FETCH_WAIT_MS": "5",
        "ALERTS_DATABASE_URL": f"sqlite:///{folder / 'alerts.db'}",
        "ALERTS_HTTP_HOST": _HOST,
        "ALERTS_HTTP_PORT": str(port),
        "ALERTS_PUBLIC_URL": url_of(port),
        "ALERTS_OPERATOR_KEY": operator_key,
        "ALERTS_SECRET_KEY": secrets.token_hex(32),
        "ALERTS_SMTP_URL": smtp,
        "ALERTS_MAIL_FROM": "Alerts <alerts@service.example>",
        "ALERTS_EGRESS_ALLOW": "127.0.0.0/8",
    }


def url_of(port: int) -> str:
    """Give the service's URL."""
    return f"http://{_HOST}:{port}"
