"""PostgreSQL itself, from the machine's own package, as a child of the test run.

It can be taken away and brought back on the same port with the same data, which
is how an outage is tested. It refuses to run as root, so root lends it a user.
"""

import asyncio
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from tests.servers.child import Child, leash
from tests.servers.missing import Missing
from tests.servers.ports import free_port

_OWNER = "alerts"
_INITDB = (
    "--no-sync",
    f"--username={_OWNER}",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--pgdata",
)
# What a power cut would lose matters to nobody's tests, but to a benchmark it does.
_CARELESS = {"fsync": "off", "full_page_writes": "off"}


class Databases:
    """Databases of the server at `url`, each made for one test."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._made: list[str] = []

    async def create_database(self, prefix: str = "test", *, template: str = "template0") -> str:
        """Create a database that no other test has, a copy of `template`, and say its URL.

        `template` is a database's name or URL; nobody may be connected to it.
        """
        name = f"{prefix}_{secrets.token_hex(4)}"
        source = urlsplit(template).path.lstrip("/")
        await self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        self._made.append(name)
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))

    async def drop_databases(self) -> None:
        """Drop all that were created here, whoever is still connected."""
        while self._made:
            await self._execute(f'DROP DATABASE IF EXISTS "{self._made.pop()}" WITH (FORCE)')

    async def _execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self.url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


class BorrowedPostgres(Databases):
    """A server that somebody else runs: it is used, never stopped."""

    def boot(self) -> None:
        """Nothing: it runs."""

    def halt(self) -> None:
        """Leave it as it was found."""
        asyncio.run(self.drop_databases())

    async def start(self) -> None:
        """Skip the test that wants to."""
        pytest.skip("ALERTS_TEST_DATABASE_URL names a server that tests may not restart")

    async def stop(self, *, crash: bool = False) -> None:
        """Skip the test that wants to."""
        pytest.skip("ALERTS_TEST_DATABASE_URL names a server that tests may not stop")


class PostgresServer(Databases):
    """A server of our own. `boot` and `halt` block; `start` and `stop` are for tests."""

    def __init__(self, *, durable: bool = False) -> None:
        self._binaries = binaries()
        self._port = free_port()
        super().__init__(f"postgresql://{_OWNER}@127.0.0.1:{self._port}/postgres")
        self._user = _lent_user()
        self._settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self._port),
            "unix_socket_directories": "",
            "max_connections": "200",
            "shared_buffers": "128MB",
            **({} if durable else _CARELESS),
        }
        self._home = Path(tempfile.mkdtemp(prefix="alerts-postgres-"))
        if self._user:
            shutil.chown(self._home, self._user)
        self._data = self._home / "data"
        self._child: Child | None = None

    @property
    def pid(self) -> int | None:
        """The id of the server's process, while it runs."""
        return self._child.pid if self._child else None

    def boot(self) -> None:
        """Make the data folder and start the server; return when it serves."""
        made = subprocess.run(
            [*leash(self._user), str(self._binaries / "initdb"), *_INITDB, str(self._data)],
            capture_output=True,
            text=True,
            check=False,
            cwd=self._home,
        )
        if made.returncode:
            raise RuntimeError(made.stdout + made.stderr)
        self._launch()
        self._await_start()

    def halt(self) -> None:
        """End the server and remove its data."""
        if self._child:
            self._child.stop(signal.SIGINT)
        shutil.rmtree(self._home, ignore_errors=True)

    async def start(self) -> None:
        """Bring the stopped server back on its port with its data; return when it serves."""
        self._launch()
        await asyncio.to_thread(self._await_start)

    async def stop(self, *, crash: bool = False) -> None:
        """Take the server away and cut its connections: in order, or as a crash would."""
        if self._child:
            await asyncio.to_thread(self._child.stop, signal.SIGQUIT if crash else signal.SIGINT)
            self._child = None

    def _launch(self) -> None:
        chosen = [f"--{name}={value}" for name, value in self._settings.items()]
        self._child = Child.start(
            [str(self._binaries / "postgres"), "-D", str(self._data), *chosen],
            log=self._home / "server.log",
            user=self._user,
        )

    def _await_start(self) -> None:
        if self._child:
            self._child.wait_until(self._ready)

    def _ready(self) -> bool:
        """Whether the server's own status file says so, and says it of this process."""
        try:
            status = (self._data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(status) == 8 and status[0] == str(self.pid) and status[7].strip() == "ready"


def binaries() -> Path:
    """The folder with the newest server on this machine."""
    packaged = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    newest = max(packaged, key=lambda path: int(path.parts[-3]), default=None)
    found = newest or shutil.which("postgres")
    if found is None:
        raise Missing("server of it (Debian's package: postgresql)")
    return Path(found).resolve().parent


def _lent_user() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


Postgres = PostgresServer | BorrowedPostgres
