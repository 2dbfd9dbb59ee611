"""Peers, fetched and built once for a user, outside the sources, and only whole.

One run fetches while others wait; a folder appears only when all of it is there.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_HERE = Path(__file__).parent


class NotInstalled(Exception):  # noqa: N818  it names what is missing; the others are measured
    """What a peer needs and this machine lacks."""


def event_ruler() -> list[str]:
    """Give the command that measures event-ruler, but for its arguments."""
    java = _program("java", "Java")

    def make(folder: Path, sources: Path) -> None:
        maven = _program("mvn", "Maven")
        pom = ["--file", str(sources / "pom.xml"), _COPY, f"-DoutputDirectory={folder}"]
        _run([maven, "--quiet", "--batch-mode", "--strict-checksums", *pom])
        javac = _program("javac", "Java compiler")
        source = str(sources / "Measure.java")
        _run([javac, "-cp", f"{folder}/*", "-d", str(folder), source])

    folder = _made("event_ruler", make)
    return [java, "-Xmx12g", "-cp", f"{folder}/*:{folder}"]


def quamina() -> list[str]:
    """Give the command that measures quamina, but for its arguments."""
    go = _program("go", "Go")

    def make(folder: Path, sources: Path) -> None:
        copy = folder / "sources"
        shutil.copytree(sources, copy)
        # Go writes the checksums, which its own database vouches for, beside the sources.
        _run([go, "mod", "tidy"], copy)
        _run([go, "build", "-o", str(folder / "measure"), "."], copy)

    return [str(_made("quamina", make) / "measure")]


def _made(name: str, make: Callable[[Path, Path], None]) -> Path:
    sources = _HERE / name
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "alerts-bench"
    cache.mkdir(parents=True, exist_ok=True)
    read = (path.read_bytes() for path in sorted(sources.iterdir()) if path.is_file())
    folder = cache / f"{name}-{hashlib.sha256(b''.join(read)).hexdigest()[:12]}"
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.is_dir():
            return folder
        sys.stderr.write(f"Fetching and building {name}, once, into {folder}\n")
        unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=cache))
        try:
            make(unfinished, sources)
            unfinished.rename(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return folder


def _program(name: str, called: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise NotInstalled(f"there is no {called} ({name})")
    return path


def _run(command: Sequence[str], folder: Path | None = None) -> None:
    ran = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)
    if ran.returncode:
        raise NotInstalled(
            f"{Path(command[0]).name} failed: {(ran.stderr or ran.stdout).strip()[-500:]}"
        )
