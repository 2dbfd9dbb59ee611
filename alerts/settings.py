"""What an operator sets, read once from the environment.

Every name starts with `ALERTS_`. An unknown one is an error: a misspelt setting that is
silently ignored is found out in the worst hour. For a secret, `ALERTS_<NAME>_FILE` may name
a file that holds it.
"""

import ipaddress
import re
from collections.abc import Mapping
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from alerts.model.allowance import FASTEST
from alerts.model.errors import InvalidInput, Problem
from alerts.telemetry.log import LogFormat

PREFIX = "ALERTS_"
# Kubernetes puts these into every pod of a namespace that has a service called "alerts".
_KUBERNETES = re.compile(r"ALERTS_(SERVICE_(HOST|PORT(_\w+)?)|PORT(_\d+_\w+)?)")
_IGNORED = re.compile(r"ALERTS_TEST_\w+")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def _commas(value: object) -> object:
    return (
        [part.strip() for part in value.split(",") if part.strip()]
        if isinstance(value, str)
        else value
    )


def _public_url(value: str) -> str:
    parts = urlsplit(value)
    extras = parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme not in {"http", "https"} or not parts.hostname or extras:
        raise PydanticCustomError("public_url", "must be an http(s) URL, as https://alerts.example")
    return value.rstrip("/")


def _database_url(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(("sqlite://", "postgresql://")):
        raise PydanticCustomError(
            "database_url", "must start with sqlite:/// or postgresql://, as sqlite:///alerts.db"
        )
    return value


def _seconds(value: object) -> object:
    """Read a bare number as seconds; pydantic reads ISO 8601 and HH:MM:SS."""
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value


Duration = Annotated[timedelta, BeforeValidator(_seconds), Field(gt=timedelta(0))]


class Settings(BaseModel):
    """All settings, with the defaults of one process on one machine."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kafka_bootstrap_servers: str = "localhost:9092"
    kafka_topic: str = "reports"
    kafka_dead_topic: str = "reports.dead"
    kafka_group: str = "alerts"
    kafka_security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = "PLAINTEXT"
    kafka_security_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] | None = None
    kafka_security_username: str | None = None
    kafka_security_password: SecretStr | None = None
    kafka_security_ca_file: Path | None = None
    kafka_fetch_wait_ms: Annotated[int, Field(ge=1, le=60_000)] = 250
    kafka_batch: Annotated[int, Field(ge=1, le=10_000)] = 2000
    database_url: Annotated[SecretStr, AfterValidator(_database_url)] = SecretStr(
        "sqlite:///alerts.db"
    )
    database_pool: Annotated[int, Field(ge=2, le=200)] = 10
    http_host: str = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    http_max_body_bytes: Annotated[int, Field(ge=1024)] = 8 * 1024 * 1024
    public_url: Annotated[str, AfterValidator(_public_url)] = "http://localhost:8080"
    operator_key: Annotated[SecretStr, Field(min_length=16)] | None = None
    secret_key: SecretStr | None = None
    smtp_url: SecretStr | None = None
    mail_from: str = "alerts@localhost"
    mail_bounces: str | None = None
    egress_allow: Annotated[tuple[Network, ...], BeforeValidator(_commas)] = ()
    gazetteer: Annotated[tuple[Path, ...], BeforeValidator(_commas)] = ()
    max_report_bytes: Annotated[int, Field(ge=1024, le=64 * 1024 * 1024)] = 1024 * 1024
    max_rules: Annotated[int, Field(ge=1)] = 10_000
    max_rule_clauses: Annotated[int, Field(ge=1, le=1_000)] = 64
    max_rule_values: Annotated[int, Field(ge=1, le=100_000)] = 1_000
    max_rule_depth: Annotated[int, Field(ge=1, le=50)] = 16
    max_rule_conjunctions: Annotated[int, Field(ge=1, le=10_000)] = 256
    max_rule_polygon_points: Annotated[int, Field(ge=4, le=100_000)] = 1_000
    max_rule_phrases: Annotated[int, Field(ge=1, le=10_000)] = 200
    max_rule_km: Annotated[float, Field(gt=0, le=20_040)] = 1_000
    rules_match_all: bool = False
    max_preview_reports: Annotated[int, Field(ge=1, le=1_000_000)] = 2_000
    noisy_rule_per_day: Annotated[int, Field(ge=1)] = 50
    max_destinations: Annotated[int, Field(ge=1)] = 100
    max_requests_per_minute: Annotated[int, Field(ge=1)] = 600
    retention_days: Annotated[int, Field(ge=1)] = 90
    alert_max_age: Duration = timedelta(days=7)
    max_alerts_per_hour: Annotated[int, Field(ge=0)] = 10_000
    digest_interval: Annotated[Duration, Field(le=timedelta(days=1))] = timedelta(minutes=15)
    webhook_concurrency: Annotated[int, Field(ge=1, le=10_000)] = 100
    destination_concurrency: Annotated[int, Field(ge=1, le=10_000)] = 50
    destination_rate: Annotated[float, Field(ge=0, le=FASTEST)] = 0
    webhook_timeout: Duration = timedelta(seconds=15)
    mail_concurrency: Annotated[int, Field(ge=1, le=100)] = 4
    mail_rate_per_domain: Annotated[float, Field(gt=0, le=1000)] = 10.0
    delivery_lease: Duration = timedelta(seconds=60)
    delivery_poll: Duration = timedelta(milliseconds=100)
    shutdown_timeout: Duration = timedelta(seconds=20)
    log_format: LogFormat | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"


class Access(BaseModel):
    """Where a service is that somebody else may run, and the key that a subscriber has there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    api_url: Annotated[str, AfterValidator(_public_url)] = "http://localhost:8080"
    api_key: SecretStr | None = None


_SECRETS = tuple(
    name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)
)
_OF_ACCESS = {PREFIX + name.upper(): name for name in Access.model_fields}
_KEY_FILE = f"{PREFIX}API_KEY_FILE"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings. Raises `InvalidInput` that names each wrong variable and the fix."""
    given = {
        name: value
        for name, value in environment.items()
        if name.startswith(PREFIX) and not _KUBERNETES.fullmatch(name) and not _IGNORED.match(name)
        if name not in _OF_ACCESS and name != _KEY_FILE
    }
    known = {PREFIX + name.upper(): name for name in Settings.model_fields}
    files = {PREFIX + name.upper() + "_FILE": name for name in _SECRETS}
    problems = [
        Problem(name, _unknown(name, [*known, *files]))
        for name in sorted(given.keys() - known.keys() - files.keys())
    ]
    values: dict[str, str] = {known[n]: v for n, v in given.items() if n in known}
    for variable, name in files.items():
        if variable in given:
            problems += _read_secret(variable, name, given[variable], values)
    if not problems:
        try:
            return Settings.model_validate(values)
        except ValidationError as error:
            problems = _problems(error)
    raise InvalidInput("the settings cannot be used", tuple(problems))


def read_access(environment: Mapping[str, str]) -> Access:
    """Read where the service is and who calls it. Raises `InvalidInput`."""
    values = {name: environment[n] for n, name in _OF_ACCESS.items() if n in environment}
    problems: list[Problem] = []
    if _KEY_FILE in environment:
        problems = _read_secret(_KEY_FILE, "api_key", environment[_KEY_FILE], values)
    if not problems:
        try:
            return Access.model_validate(values)
        except ValidationError as error:
            problems = _problems(error)
    raise InvalidInput("the settings cannot be used", tuple(problems))


def _problems(error: ValidationError) -> list[Problem]:
    return [
        Problem(PREFIX + str(fault["loc"][0]).upper(), fault["msg"])
        for fault in error.errors(include_input=False, include_url=False)
    ]


def _read_secret(variable: str, name: str, path: str, values: dict[str, str]) -> list[Problem]:
    if name in values:
        return [Problem(variable, f"is set together with {PREFIX}{name.upper()}; set one of them")]
    try:
        values[name] = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        return [Problem(variable, f"cannot be read: {error}")]
    return []


def _unknown(name: str, known: list[str]) -> str:
    # Compared without the prefix, which alone would make every name like every other.
    near = get_close_matches(
        name.removeprefix(PREFIX), [one.removeprefix(PREFIX) for one in known], n=1
    )
    return f"is no setting; did you mean {PREFIX}{near[0]}?" if near else "is no setting"


def effective(settings: Settings) -> dict[str, object]:
    """Give the settings under the names of their variables, secrets masked."""
    return {
        PREFIX + name.upper(): value for name, value in settings.model_dump(mode="json").items()
    }
