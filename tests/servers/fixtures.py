"""The real servers as fixtures: started when the first test asks, gone at the end.

A test that asks for a server which cannot run here is skipped, and the end of the
run says so in plain words. Where the environment says CI=true it fails instead:
there, a test that did not run proves nothing.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

import pytest

from tests.servers import helm as helm_itself
from tests.servers.kafka import BorrowedKafka, Kafka, KafkaServer
from tests.servers.missing import Missing
from tests.servers.postfix import PostfixServer
from tests.servers.postgres import BorrowedPostgres, Postgres, PostgresServer

# Whoever asks first pays for the start, and on a new machine for the fetching and the building.
_TIMEOUTS_S = {"kafka": 300, "helm": helm_itself.LIMIT_S + 120}
_ABSENT = pytest.StashKey[list[str]]()


class _Server(Protocol):
    def boot(self) -> None: ...

    def halt(self) -> None: ...


S = TypeVar("S", bound=_Server)


@pytest.fixture(scope="session")
def kafka(request: pytest.FixtureRequest) -> Iterator[Kafka]:
    """Apache Kafka, shared by all tests: let each use topics and groups of its own."""

    def make() -> Kafka:
        borrowed = os.environ.get("ALERTS_TEST_KAFKA")
        return BorrowedKafka(borrowed) if borrowed else KafkaServer()

    with _running(request.config, "Apache Kafka", make) as server:
        yield server


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """PostgreSQL, shared by all tests: let each create a database of its own."""

    def make() -> Postgres:
        borrowed = os.environ.get("ALERTS_TEST_DATABASE_URL")
        return BorrowedPostgres(borrowed) if borrowed else PostgresServer()

    with _running(request.config, "PostgreSQL", make) as server:
        yield server


@pytest.fixture(scope="session")
def postfix(request: pytest.FixtureRequest) -> Iterator[PostfixServer]:
    """Postfix, shared by all tests."""
    with _running(request.config, "Postfix", PostfixServer) as server:
        yield server


@pytest.fixture(scope="session")
def helm(request: pytest.FixtureRequest) -> Path:
    """Helm, for what is shipped to Kubernetes."""
    try:
        return helm_itself.helm()
    except Missing as missing:
        reason = f"Helm cannot run here: there is no {missing}. Its tests did not run."
        raise absence(request.config, reason) from None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a test that asks for a slow server more time than others have."""
    for item in items:
        asked = _TIMEOUTS_S.keys() & getattr(item, "fixturenames", ())
        if asked and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(max(_TIMEOUTS_S[name] for name in asked)))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say which servers were missing, where nobody overlooks it."""
    for line in config.stash.get(_ABSENT, []):
        terminalreporter.section("NOT TESTED", red=True, bold=True)
        terminalreporter.line(line)


@contextmanager
def _running(config: pytest.Config, name: str, make: Callable[[], S]) -> Iterator[S]:
    try:
        server = make()
    except Missing as missing:
        reason = f"{name} cannot run here: there is no {missing}. Its tests did not run."
        raise absence(config, reason) from None
    try:
        server.boot()
        yield server
    finally:
        server.halt()


def absence(config: pytest.Config, reason: str) -> BaseException:
    """Make what is raised where something is not on this machine: a skip, in CI a failure."""
    if os.environ.get("CI") == "true":
        return pytest.fail.Exception(reason, pytrace=False)
    told = config.stash.setdefault(_ABSENT, [])
    if reason not in told:
        told.append(reason)
    return pytest.skip.Exception(reason)
