"""What the databases' errors mean to the callers: wait, blame the row, or mend the code.

The pipeline bisects a batch on `BadRow` and pauses on `Unavailable`. To mistake an outage
for bad data would throw good reports away, so whatever speaks of the database's own
condition, damage included, counts as an outage. What is in neither list is a bug.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from sqlalchemy import exc

from alerts.model.errors import InvalidInput, Unavailable


class BadRow(InvalidInput):
    """The database will never take this: too long, NUL in text, out of range."""


# SQLSTATE prefixes (PostgreSQL, appendix A). Passwords and names of databases are
# mended by the operator while we wait, so 28 and 3D are outages too.
_OUTAGE = ("08", "25006", "25P03", "28", "3D", "40", "53", "55P03", "57", "58", "F0", "XX")
_BAD_ROW = ("22", "23502", "23514", "54")
RETRIED = ("40001", "40P01")

# SQLite's primary result codes (https://www.sqlite.org/rescode.html).
_SQLITE_OUTAGE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}
_SQLITE_BAD_ROW = {
    sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_CONSTRAINT_NOTNULL,
    sqlite3.SQLITE_CONSTRAINT_CHECK,
}
_PRIMARY = 0xFF  # an extended result code keeps its primary code in the low byte

_RAISED_BY_DATABASES = (
    exc.SQLAlchemyError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    sqlite3.Error,
    OSError,  # refused, reset, unreachable; a timeout is one too
    UnicodeEncodeError,
    OverflowError,
)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the drivers raise inside into `Unavailable`, `BadRow` or `InvalidInput`."""
    try:
        yield
    except _RAISED_BY_DATABASES as error:
        meaning = _meaning(error)
        if meaning is None:
            raise
        raise meaning from error


def sqlstate(error: BaseException) -> str:
    """Give PostgreSQL's five-letter code, or an empty text where there is none."""
    state = getattr(_root(error), "sqlstate", None)
    return state if isinstance(state, str) else ""


def _meaning(error: BaseException) -> Exception | None:
    root = _root(error)
    state = sqlstate(error)
    says = f"database: {root}" if str(root) else f"database: {type(root).__name__}"
    if getattr(root, "sqlite_errorcode", 0) == sqlite3.SQLITE_CANTOPEN:
        says += " (the folder in ALERTS_DATABASE_URL must exist, and its files be writable)"
    if isinstance(root, BadRow):
        return root
    if isinstance(root, asyncpg.ClientConfigurationError):
        return InvalidInput(f"the database's URL: {root}")
    if _is_bad_row(root, state):
        return BadRow(says)
    if _is_outage(error, root, state):
        return Unavailable(says)
    return None


def _is_bad_row(root: BaseException, state: str) -> bool:
    if isinstance(root, asyncpg.DataError):
        return True
    if isinstance(root, sqlite3.Error):
        code = getattr(root, "sqlite_errorcode", 0)
        return code in _SQLITE_BAD_ROW or isinstance(root, sqlite3.DataError)
    return state.startswith(_BAD_ROW) or isinstance(root, UnicodeEncodeError | OverflowError)


def _is_outage(error: BaseException, root: BaseException, state: str) -> bool:
    if isinstance(error, exc.DBAPIError) and error.connection_invalidated:
        return True
    if isinstance(root, sqlite3.Error):
        return getattr(root, "sqlite_errorcode", 0) & _PRIMARY in _SQLITE_OUTAGE
    if isinstance(root, asyncpg.InterfaceError):
        return "closed" in str(root)
    return state.startswith(_OUTAGE) or isinstance(root, OSError | exc.TimeoutError)


def _root(error: BaseException) -> BaseException:
    """Look through SQLAlchemy's wrappers to what the driver itself raised."""
    if isinstance(error, exc.StatementError) and error.orig is not None:
        return _root(error.orig)
    cause = error.__cause__
    by_driver: bool = isinstance(cause, asyncpg.PostgresError | asyncpg.InterfaceError)
    return cause if by_driver and cause is not None else error
