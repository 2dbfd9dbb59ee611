"""A folder for the run: the database and the service's log.

It is removed in the end, unless something went wrong: then the log is what tells why.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alerts.model.errors import Unavailable
from alerts.telemetry import log

ROOM_BYTES = 64 * 1024 * 1024
_MEGABYTE = 1024 * 1024


@dataclass(slots=True)
class Workplace:
    """The folder, and whether it is to stay."""

    folder: Path
    keep: bool = False

    @property
    def log(self) -> Path:
        """The service's log."""
        return self.folder / "service.log"


@contextmanager
def workplace() -> Iterator[Workplace]:
    """Make the folder. Raises `Unavailable` where there is no room for one.

    Another `Unavailable`, raised within, is told with the log's path.
    """
    try:
        place = Workplace(Path(tempfile.mkdtemp(prefix="alerts-demo-")))
    except OSError as error:
        raise Unavailable(f"no temporary folder: {error}; name another in TMPDIR") from error
    try:
        check_room(place.folder, shutil.disk_usage(place.folder).free)
        yield place
    except Unavailable as error:
        if not place.log.exists():
            raise
        place.keep = True
        raise Unavailable(f"{error}\nThe service's log: {place.log}") from error
    except Exception:
        place.keep = place.log.exists()
        raise
    finally:
        if not place.keep:
            shutil.rmtree(place.folder, ignore_errors=True)


def check_room(folder: Path, free_bytes: int) -> None:
    """Raise `Unavailable` unless the disk has room for a run."""
    if free_bytes < ROOM_BYTES:
        raise Unavailable(
            f"only {free_bytes // _MEGABYTE} MB are free in {folder.parent}, and the demo needs "
            f"{ROOM_BYTES // _MEGABYTE} MB; make room, or name another folder in TMPDIR"
        )


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
