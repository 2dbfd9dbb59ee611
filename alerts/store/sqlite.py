"""SQLite: a transaction is one visit to a thread, and writers stand in one line.

SQLite's calls take microseconds, and each handing over between threads takes longer than that.
So a transaction is handed over whole: its Python runs where its SQL runs.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from alerts.model.errors import Unavailable

T = TypeVar("T")

_WRITES = "alerts_writes"


class Sqlite:
    """A database in a file; `wait_s` bounds how long another process's write lock is waited for."""

    def __init__(self, url: URL, *, readers: int, wait_s: float) -> None:
        self._engine = _opened(url, pool_size=readers + 1, wait_s=wait_s)
        self._writing = self._engine.execution_options(**{_WRITES: True})
        self._readers = ThreadPoolExecutor(readers, "sqlite-read")
        # Writers that wait for each other in SQLite's busy handler sleep up to half a
        # second; standing in line for one thread, the next one starts at once.
        self._writer = ThreadPoolExecutor(1, "sqlite-write")
        self._is_closed = False

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a deferred transaction, which sees one moment."""

        def transaction() -> T:
            with self._engine.connect() as connection:
                return work(connection)

        return await self._visit(self._readers, transaction)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction that holds the write lock.

        One that has begun goes on to its end though its caller is cancelled.
        """

        def transaction() -> T:
            with self._writing.begin() as connection:
                return work(connection)

        return await self._visit(self._writer, transaction)

    async def close(self) -> None:
        """Let what has begun end, and close the file."""
        self._is_closed = True
        await asyncio.to_thread(self._end)

    async def _visit(self, threads: ThreadPoolExecutor, transaction: Callable[[], T]) -> T:
        if self._is_closed:
            raise Unavailable("database: closed")
        return await asyncio.get_running_loop().run_in_executor(threads, transaction)

    def _end(self) -> None:
        for threads in (self._writer, self._readers):
            threads.shutdown(cancel_futures=True)
        self._engine.dispose()


def _opened(url: URL, *, pool_size: int, wait_s: float) -> Engine:
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        connect_args={"timeout": wait_s},
        pool_size=pool_size,
        max_overflow=0,
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
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine
