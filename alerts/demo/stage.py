"""What the demo sets up around the service, and takes down again.

The service gets nothing but an environment, as from an operator: no favours that a
deployment would not get.
"""

import secrets
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alerts.model.errors import InvalidInput, Problem, Unavailable
from alerts.telemetry import log

TOPIC = "reports"
_HOST = "127.0.0.1"
_USUAL_PORT = 8080
_ROOM_BYTES = 64 * 1024 * 1024
_LOG = "service.log"


@dataclass(slots=True)
class Workplace:
    """A folder that is removed in the end, unless something in it should be read."""

    folder: Path
    keep: bool = False

    @property
    def log(self) -> Path:
        """The service's log."""
        return self.folder / _LOG


@contextmanager
def workplace() -> Iterator[Workplace]:
    """Make a folder. Raises `Unavailable` where there is no room for one."""
    try:
        place = Workplace(Path(tempfile.mkdtemp(prefix="alerts-demo-")))
    except OSError as error:
        raise Unavailable(f"no temporary folder: {error}; name another in TMPDIR") from error
    try:
        free = shutil.disk_usage(place.folder).free
        if free < _ROOM_BYTES:
            raise Unavailable(
                f"only {free // 1024**2} MB are free in {place.folder.parent}, and the demo needs "
                f"{_ROOM_BYTES // 1024**2} MB; make room, or name another folder in TMPDIR"
            )
        yield place
    finally:
        if not place.keep:
            shutil.rmtree(place.folder, ignore_errors=True)


@contextmanager
def logging_to(path: Path | None) -> Iterator[None]:
    """Send the service's log to a file, or to standard error."""
    if path is None:
        log.configure("info", None, sys.stderr)
        yield
        return
    with path.open("w", encoding="utf-8", buffering=1) as stream:
        log.configure("info", log.LogFormat.JSON, stream)
        yield


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
