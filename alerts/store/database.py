"""One door to the database: reads see one moment, writes are all or nothing.

A read never takes a lock. What is done in a transaction is a plain function of the connection
that never waits for anything else: it may run in a thread (SQLite) or be run again after a
conflict (PostgreSQL), so it does nothing but read and write.
"""

from collections.abc import Callable
from typing import Any, Final, Literal, Self, TypeVar

from sqlalchemy import URL, Connection, Select, exc, make_url, text

from alerts.model.errors import InvalidInput, Unavailable
from alerts.store import migrations
from alerts.store.errors import translated
from alerts.store.postgresql import Postgresql
from alerts.store.records import AnyRow
from alerts.store.sqlite import Sqlite

T = TypeVar("T")

DialectName = Literal["sqlite", "postgresql"]
_MEMORY = (None, "", ":memory:")


class Database:
    """An open database. `dialect` says which of the two it is."""

    def __init__(self, transactions: Sqlite | Postgresql, dialect: DialectName) -> None:
        self.dialect: Final[DialectName] = dialect
        self._transactions = transactions

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
        dialect, parsed = _parsed(url)
        if dialect == "sqlite":
            return cls(Sqlite(parsed, readers=pool_size, wait_s=connect_timeout_s), dialect)
        pool = Postgresql(
            parsed,
            pool_size=pool_size,
            pool_timeout_s=pool_timeout_s,
            connect_timeout_s=connect_timeout_s,
            command_s=command_timeout_s,
        )
        return cls(pool, dialect)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work`, which sees one moment of the database and can change nothing."""
        with translated():
            return await self._transactions.read(work)

    async def rows(self, query: Select[*tuple[Any, ...]]) -> list[AnyRow]:
        """Give the rows of one query."""
        return await self.read(lambda connection: list(connection.execute(query)))

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction and give its result once that is committed."""
        with translated():
            return await self._transactions.write(work)

    async def ping(self) -> None:
        """Return when the database answers. Raises `Unavailable`."""
        await self.read(lambda connection: connection.execute(text("SELECT 1")).one())

    async def close(self) -> None:
        """Let what has begun end, and give all connections back."""
        await self._transactions.close()


def _parsed(url: str) -> tuple[DialectName, URL]:
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
    found = await db.read(migrations.revision_of)
    if found == migrations.newest():
        return
    if found is None or migrations.is_known(found):
        raise Unavailable("the database's schema is old or missing: run alerts db upgrade")
    raise InvalidInput("the database's schema is of a newer release: run that release")
