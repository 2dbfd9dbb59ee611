"""What is costly to get is got once, and kept for all copies of this project.

Several test runs may ask at the same time, and one may be stopped half way: one gets
it while the others wait, and the folder appears only when it is whole.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path


def made_once(name: str, fill: Callable[[Path], None]) -> Path:
    """Give the cached folder `name`; if it is not there yet, `fill` is given it empty."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "alerts-tests"
    folder = cache / name
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            _make(folder, fill)
    return folder


def _make(folder: Path, fill: Callable[[Path], None]) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=folder.parent))
    try:
        fill(unfinished)
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
