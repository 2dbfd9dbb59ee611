"""PostgreSQL: a pool of connections, every wait bounded, conflicts of writers run again.

The URL goes to asyncpg as it is: asyncpg reads libpq's parameters (`sslmode`, `sslrootcert`,
several hosts) itself, where SQLAlchemy would pass them on as unknown arguments.
`synchronous_commit` is left on.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import URL, Connection, Engine, event, exc
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from alerts.store.errors import RETRIED, sqlstate

T = TypeVar("T")

_TRIES = 5
_IDLE_SINCE = "idle_since"
_TRUSTED_S = 1.0
_CONNECT_TIMEOUT = "connect_timeout"
_IDLE_IN_TRANSACTION_MS = 60_000


class Postgresql:
    """A pool; a connection that died while it lay idle is replaced, not handed out."""

    def __init__(
        self,
        url: URL,
        *,
        pool_size: int,
        pool_timeout_s: float,
        connect_timeout_s: float,
        command_s: float,
    ) -> None:
        given = url.query.get(_CONNECT_TIMEOUT)
        patience = float(given) if isinstance(given, str) and given.isdigit() else connect_timeout_s
        dsn = (
            url.set(drivername="postgresql")
            .difference_update_query([_CONNECT_TIMEOUT])
            .render_as_string(hide_password=False)
        )

        async def connect(*_: Any, **__: Any) -> "asyncpg.Connection[asyncpg.Record]":
            return await asyncpg.connect(
                dsn,
                timeout=patience,
                command_timeout=command_s,
                server_settings={
                    "application_name": "alerts",
                    # Our statements are short; compiling one takes longer than running it.
                    "jit": "off",
                    # A host that vanished must not hold its row locks for hours.
                    "idle_in_transaction_session_timeout": str(_IDLE_IN_TRANSACTION_MS),
                },
            )

        self._engine = create_async_engine(
            "postgresql+asyncpg://",
            async_creator=connect,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=pool_timeout_s,
            pool_use_lifo=True,  # the last one used has its statements and pages at hand
        )
        _ask_the_idle(self._engine.sync_engine)
        self._reading = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one snapshot (REPEATABLE READ, read only)."""
        async with self._reading.connect() as connection:
            return await connection.run_sync(work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction, again when it met a deadlock or could not be serialized."""
        for _ in range(_TRIES - 1):
            try:
                return await self._transaction(work)
            except exc.DBAPIError as error:
                if sqlstate(error) not in RETRIED:
                    raise
        return await self._transaction(work)

    async def close(self) -> None:
        """Give all connections back."""
        await self._engine.dispose()

    async def _transaction(self, work: Callable[[Connection], T]) -> T:
        async with self._engine.begin() as connection:
            return await connection.run_sync(work)


def _ask_the_idle(engine: Engine) -> None:
    """Have each connection that lay idle asked whether it is alive before it is handed out.

    That takes three messages and their answers, where a transaction of the queue has five: one
    that was used just now is only looked at, for the server says so when it cuts one.
    """
    dialect = engine.dialect

    def note_when(_: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        record.info[_IDLE_SINCE] = monotonic()

    def ask(connection: DBAPIConnection, record: ConnectionPoolEntry, _: object) -> None:
        if record.driver_connection is not None and record.driver_connection.is_closed():
            raise exc.InvalidatePoolError
        if monotonic() - record.info.get(_IDLE_SINCE, monotonic()) < _TRUSTED_S:
            return
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            raise exc.InvalidatePoolError from error

    event.listen(engine, "checkin", note_when)
    event.listen(engine, "checkout", ask)
