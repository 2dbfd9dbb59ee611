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
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from tests.servers.child import Child, leash
from tests.servers.missing import Missing
from tests.servers.ports import free_port
from tests.servers.standing import LentServer, OwnServer

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


class BorrowedPostgres(LentServer, Databases):
    """A server that somebody else runs."""

    setting = "ALERTS_TEST_DATABASE_URL"

    def halt(self) -> None:
        """Leave it as it was found."""
        asyncio.run(self.drop_databases())


class PostgresServer(OwnServer, Databases):
    """A server of our own."""

    in_order = signal.SIGINT
    as_a_crash = signal.SIGQUIT

    def __init__(self, *, durable: bool = False) -> None:
        self._binaries = binaries()
        port = free_port()
        OwnServer.__init__(self, "alerts-postgres-")
        Databases.__init__(self, f"postgresql://{_OWNER}@127.0.0.1:{port}/postgres")
        self._user = _lent_user()
        self._settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": "",
            "max_connections": "200",
            "shared_buffers": "128MB",
            **({} if durable else _CARELESS),
        }
        if self._user:
            shutil.chown(self._home, self._user)
        self._data = self._home / "data"

    def _making(self) -> list[str]:
        return [*leash(self._user), str(self._binaries / "initdb"), *_INITDB, str(self._data)]

    def _launched(self) -> Child:
        chosen = [f"--{name}={value}" for name, value in self._settings.items()]
        return Child.start(
            [str(self._binaries / "postgres"), "-D", str(self._data), *chosen],
            log=self._log,
            user=self._user,
        )

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
