"""What is shipped beside the code fits the code, and fits together."""

import re
import shlex
import shutil
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from alerts.settings import read_settings

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


class Dependency(BaseModel):
    condition: str


class Service(BaseModel):
    model_config = ConfigDict(extra="ignore")

    image: str
    environment: dict[str, str | int] = Field(default_factory=dict)
    ports: list[str] = Field(default_factory=list)
    volumes: list[str] = Field(default_factory=list)
    depends_on: dict[str, Dependency] = Field(default_factory=dict)
    healthcheck: dict[str, object] | None = None
    restart: str


class Compose(BaseModel):
    services: dict[str, Service]
    volumes: dict[str, None]


@pytest.fixture(scope="module")
def compose() -> Compose:
    text = (ROOT / "docker-compose.yml").read_text()
    return Compose.model_validate(yaml.safe_load(text))


def _dependencies(compose: Compose) -> Iterator[tuple[str, str, Service]]:
    for service in compose.services.values():
        for name, dependency in service.depends_on.items():
            yield name, dependency.condition, compose.services[name]


def _defaults(value: str) -> str:
    """What a `${NAME:-default}` is where nobody set NAME."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)


def test_every_part_waits_for_a_healthy_or_finished_one(compose: Compose) -> None:
    for name, condition, awaited in _dependencies(compose):
        if condition == "service_healthy":
            assert awaited.healthcheck, name
        else:
            assert (condition, awaited.restart) == ("service_completed_successfully", "no"), name


def test_the_service_accepts_the_settings_of_the_compose_file(compose: Compose) -> None:
    for name in ("alerts", "migration"):
        environment = compose.services[name].environment
        settings = read_settings({key: _defaults(str(val)) for key, val in environment.items()})
        assert settings.kafka_bootstrap_servers == "kafka:9092"


def test_every_port_is_open_to_this_machine_only(compose: Compose) -> None:
    ports = [port for service in compose.services.values() for port in service.ports]
    assert len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_every_volume_is_declared_and_used(compose: Compose) -> None:
    mounted = [mount for service in compose.services.values() for mount in service.volumes]
    assert {mount.split(":")[0] for mount in mounted} == compose.volumes.keys()


def test_the_tests_run_on_the_kafka_that_compose_starts(compose: Compose) -> None:
    tested = ET.parse(ROOT / "tests/servers/pom.xml").findtext("properties/kafka.version")
    images = {s.image for s in compose.services.values() if s.image.startswith("apache/kafka")}
    assert images == {f"apache/kafka:{tested}"}


def test_no_image_floats(compose: Compose) -> None:
    for service in compose.services.values():
        assert re.search(r":(?!latest)[\w.-]+$", service.image), service.image


def test_docker_compose_itself_reads_the_file() -> None:
    docker = shutil.which("docker")
    version = [docker or "docker", "compose", "version"]
    if docker is None or subprocess.run(version, check=False, capture_output=True).returncode:
        pytest.skip("docker compose is not on this machine; the file's structure is tested above")
    subprocess.run([docker, "compose", "config", "--quiet"], cwd=ROOT, check=True)


def _instructions() -> list[tuple[str, str]]:
    lines = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    code = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return [(word, rest) for word, rest in (line.split(maxsplit=1) for line in code)]


def test_everything_that_the_image_copies_is_there_and_let_through() -> None:
    let_through = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"
    }
    copied = [
        source
        for word, rest in _instructions()
        if word == "COPY" and "--from" not in rest
        for source in shlex.split(rest)[:-1]
    ]
    assert copied
    for source in copied:
        assert (ROOT / source).exists(), source
        assert Path(source).parts[0] in let_through, source


def test_the_image_runs_as_nobody_in_particular_and_says_whether_it_lives() -> None:
    instructions = _instructions()
    last_stage = max(i for i, (word, _) in enumerate(instructions) if word == "FROM")
    final = instructions[last_stage:]
    (user,) = (rest for word, rest in final if word == "USER")
    assert user.split(":")[0].isdigit()
    assert user.split(":")[0] != "0"
    assert any(word == "HEALTHCHECK" and "/livez" in rest for word, rest in final)
    assert not any("pip" in rest for word, rest in final if word == "RUN")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_one_version_and_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9_.\[\],-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert "://" not in text
    assert "--index" not in text


def _pins(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9_.-]+)(?:\[\S+\])?==(\S+)", text, flags=re.MULTILINE))


def test_what_is_tested_is_what_runs() -> None:
    tested = _pins("dev").items()
    assert _pins("base").items() <= _pins("demo").items() <= tested
    assert _pins("build").items() <= tested


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    asked = {"base": [], "demo": extras["demo"], "dev": [*extras["demo"], *extras["dev"]]}
    for lock, more in asked.items():
        names = {re.split(r"[\[<>=~; ]", want)[0] for want in [*project["dependencies"], *more]}
        assert names <= _pins(lock).keys()
