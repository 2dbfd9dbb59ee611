"""One door to the database: reads see one moment, writes are all or nothing.

A read never takes a lock; on PostgreSQL it is one snapshot (REPEATABLE READ, read only),
on SQLite a deferred transaction, which is the same. A write that meets a deadlock or a
serialization failure is run again, so `work` must not do anything but write.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final, Self, TypeVar

from sqlalchemy import exc, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from alerts.model.errors import InvalidInput, Unavailable
from alerts.store import migrations
from alerts.store.engine import WRITES, DialectName, open_postgresql, open_sqlite, parse_url
from alerts.store.errors import RETRIED, sqlstate, translated

T = TypeVar("T")

_TRIES = 5


class Database:
    """An open database. `dialect` says which of the two it is."""

    def __init__(self, engine: AsyncEngine, dialect: DialectName) -> None:
        self.dialect: Final[DialectName] = dialect
        self._engine = engine
        self._reader = engine
        self._writer = engine
        if dialect == "sqlite":
            self._writer = engine.execution_options(**{WRITES: True})
        else:
            self._reader = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        # Writers that wait for each other in SQLite's busy handler sleep up to half a
        # second; waiting here, the next one starts at once.
        self._turn = asyncio.Lock()

    @classmethod
    def open(
        cls,
        url: str,
        *,
        pool_size: int = 10,
        pool_timeout_s: float = 10.0,
        connect_timeout_s: float = 5.0,
        command_timeout_s: float = 30.0,
    ) -> Self:
        """Make a database of a URL without connecting yet. Raises `InvalidInput`."""
        dialect, parsed = parse_url(url)
        if dialect == "sqlite":
            engine = open_sqlite(
                parsed,
                pool_size=pool_size,
                pool_timeout_s=pool_timeout_s,
                wait_s=connect_timeout_s,
            )
        else:
            engine = open_postgresql(
                parsed,
                pool_size=pool_size,
                pool_timeout_s=pool_timeout_s,
                connect_timeout_s=connect_timeout_s,
                command_s=command_timeout_s,
            )
        return cls(engine, dialect)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection that sees one moment of the database and can change nothing."""
        with translated():
            async with self._reader.connect() as connection:
                yield connection

    async def write(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Run `work` in one transaction and give its result once that is committed."""
        with translated():
            if self.dialect == "sqlite":
                return await self._write_alone(work)
            return await self._write_again(work)

    async def ping(self) -> None:
        """Return when the database answers. Raises `Unavailable`."""
        async with self.read() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Give all connections back."""
        await self._engine.dispose()

    async def _transaction(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        async with self._writer.begin() as connection:
            return await work(connection)

    async def _write_alone(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Let a transaction end by itself even when its caller is cancelled.

        Cancelled half-way, the driver's thread can keep SQLite's write lock for good.
        """
        async with self._turn:
            running = asyncio.ensure_future(self._transaction(work))
            try:
                return await asyncio.shield(running)
            except asyncio.CancelledError:
                await _ended(running)
                raise

    async def _write_again(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        for _ in range(_TRIES - 1):
            try:
                return await self._transaction(work)
            except exc.DBAPIError as error:
                if sqlstate(error) not in RETRIED:
                    raise
        return await self._transaction(work)


async def _ended(running: "asyncio.Future[T]") -> None:
    """Wait for a task's end, however often we are cancelled meanwhile; its result is nobody's."""
    while not running.done():
        try:
            await asyncio.wait([running])
        except asyncio.CancelledError:
            continue
    if not running.cancelled():
        running.exception()


async def upgrade(url: str) -> None:
    """Bring the schema to its newest revision; several processes may do so at once.

    Raises `Unavailable`, `InvalidInput`.
    """
    # A migration may rewrite a large table: its statements are not timed.
    db = Database.open(url, pool_size=1, command_timeout_s=24 * 3600.0, connect_timeout_s=60.0)
    try:
        await db.write(lambda connection: migrations.to_newest(connection, db.dialect))
    finally:
        await db.close()


async def check_schema(db: Database) -> None:
    """Return when the schema is the one this code was written for.

    Raises `Unavailable` when it is older (an upgrade mends it), `InvalidInput` when it is
    of a newer release.
    """
    async with db.read() as connection:
        found = await migrations.revision_of(connection)
    if found == migrations.newest():
        return
    if found is None or migrations.is_known(found):
        raise Unavailable("the database's schema is old or missing: run alerts db upgrade")
    raise InvalidInput("the database's schema is of a newer release: run that release")
