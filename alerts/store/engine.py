"""How the two databases are opened, every wait bounded and nothing acknowledged unsynced.

PostgreSQL's URL goes to asyncpg as it is: asyncpg reads libpq's parameters (`sslmode`,
`sslrootcert`, several hosts) itself, where SQLAlchemy would pass them on as unknown
arguments. `synchronous_commit` is left on; SQLite writes ahead with `synchronous` FULL.
"""

from typing import Any, Literal

import asyncpg
from sqlalchemy import URL, Connection, event, exc, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from alerts.model.errors import InvalidInput

DialectName = Literal["sqlite", "postgresql"]
WRITES = "alerts_writes"

_CONNECT_TIMEOUT = "connect_timeout"
_IDLE_IN_TRANSACTION_MS = 60_000
_MEMORY = (None, "", ":memory:")


def parse_url(url: str) -> tuple[DialectName, URL]:
    """Tell which database a URL means. Raises `InvalidInput`, never quoting the URL."""
    try:
        parsed = make_url(url)
    except exc.ArgumentError:
        raise InvalidInput("the database's URL cannot be read") from None
    match parsed.get_backend_name():
        case "sqlite":
            if parsed.database in _MEMORY:
                raise InvalidInput(
                    "SQLite needs a file, as sqlite:///alerts.db: "
                    "each connection to a database in memory would see its own"
                )
            return "sqlite", parsed
        case "postgresql" | "postgres":
            return "postgresql", parsed
        case other:
            raise InvalidInput(f"{other} is no database we know: use sqlite:/// or postgresql://")


def open_sqlite(url: URL, *, pool_size: int, pool_timeout_s: float, wait_s: float) -> AsyncEngine:
    """Open a file; `wait_s` bounds how long another process's write lock is waited for."""
    engine = create_async_engine(
        url.set(drivername="sqlite+aiosqlite"),
        connect_args={"timeout": wait_s},
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=pool_timeout_s,
        pool_use_lifo=True,  # the last one used has its statements and pages at hand
    )

    def prepare(connection: DBAPIConnection, _: object) -> None:
        # The driver must not begin transactions: when it does, no read has a snapshot.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "page_size = 8192",  # of a new file: a report of usual length shares its page
            f"busy_timeout = {round(wait_s * 1000)}",
            "journal_mode = WAL",
            "synchronous = FULL",
            # A batch's pages stay in memory until its commit, and the log is copied into
            # the file only after several batches: 16 MiB each.
            "cache_size = -16384",
            "wal_autocheckpoint = 2000",
            "foreign_keys = ON",
            "temp_store = MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: Connection) -> None:
        # A transaction that reads first and then writes fails at once when another wrote
        # in between; so writers take the lock before they read.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", begin)
    return engine


def open_postgresql(
    url: URL, *, pool_size: int, pool_timeout_s: float, connect_timeout_s: float, command_s: float
) -> AsyncEngine:
    """Open a pool; a connection that died while it lay idle is replaced, not handed out."""
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

    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=connect,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=pool_timeout_s,
        pool_use_lifo=True,  # the last one used has its statements and pages at hand
        pool_pre_ping=True,
    )
