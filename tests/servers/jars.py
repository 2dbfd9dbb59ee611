"""Apache Kafka's jars, fetched once for a user and shared by every run after.

Several test runs may want them at the same moment, and any of them may be
stopped half way: one fetches while the others wait, and the folder appears only
when it is whole.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from tests.servers.missing import Missing

_POM = Path(__file__).with_name("pom.xml")
_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_FETCH = ("--quiet", "--batch-mode", "--strict-checksums", "-DincludeScope=runtime")
_OLDEST_JAVA = 17


def java() -> str:
    """The path of a Java that Apache Kafka runs on."""
    path = shutil.which("java")
    if path is None:
        raise Missing("Java 17 or newer")
    told = subprocess.run(
        [path, "-XshowSettings:properties", "-version"], capture_output=True, text=True, check=True
    )
    version = told.stderr.split("java.specification.version = ", 1)[1].split(maxsplit=1)[0]
    if float(version) < _OLDEST_JAVA:
        raise Missing(f"Java 17 or newer (but {version})")
    return path


def jars() -> Path:
    """The folder with the jars; they are fetched if they are not there yet."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "alerts-tests"
    version = ET.parse(_POM).findtext("properties/kafka.version")
    folder = cache / f"kafka-{version}"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            _fetch(folder)
    return folder


def _fetch(folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing("Maven (mvn) to fetch it with")
    sys.stderr.write(f"Fetching Apache Kafka (45 MB, once) into {folder}\n")
    unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=folder.parent))
    try:
        fetched = subprocess.run(
            [maven, *_FETCH, "--file", str(_POM), _PLUGIN, f"-DoutputDirectory={unfinished}"],
            check=False,
            stdout=sys.stderr,
        )
        if fetched.returncode:
            raise Missing("copy of it (Maven could not fetch one)")
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


if __name__ == "__main__":
    try:
        java()
        jars()
    except Missing as missing:
        sys.stderr.write(f"Apache Kafka cannot run here: there is no {missing}.\n")
