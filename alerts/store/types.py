"""How values lie in the tables, where the two databases would otherwise differ.

SQLite gives naive times back and takes NUL in text; PostgreSQL does neither. Here both
hold instants as whole microseconds, and both refuse the same text.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Dialect, String, TypeDecorator, type_coerce
from sqlalchemy import Text as SqlText
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from alerts.store.errors import BadRow

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(span: timedelta) -> int:
    """Count the whole microseconds of a span."""
    return span // _MICROSECOND


def number_of(at: datetime) -> int:
    """Give the number that an `Instant` is kept as."""
    return microseconds(at - _EPOCH)


def at_number(number: int) -> datetime:
    """Give the instant that is kept as a number."""
    return _EPOCH + timedelta(microseconds=number)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime outside, microseconds since 1970 in a BIGINT inside."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give the column's number; a naive time is the caller's bug (TypeError)."""
        return None if value is None else number_of(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the same
        """Give the aware instant."""
        return None if value is None else at_number(value)


def check_text(text: str) -> None:
    """Raise `BadRow`, or the encoder's error that means the same, for what cannot be stored."""
    if "\0" in text:
        raise BadRow("database: NUL in text")
    if not text.isascii():
        text.encode()


class Text(TypeDecorator[str]):
    """Text that both databases can keep: no NUL, no half of a surrogate pair."""

    impl = SqlText
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the same
        """Raise `BadRow` for what PostgreSQL could not store."""
        if value is not None:
            check_text(value)
        return value


class database_now(FunctionElement[int]):  # noqa: N801 - reads as the SQL function it is
    """The database's clock as microseconds; leases are judged by no other."""

    type = BigInteger()
    inherit_cache = True


class random_token(FunctionElement[str]):  # noqa: N801 - reads as the SQL function it is
    """32 random hexadecimal digits, fresh for each row."""

    type = String()
    inherit_cache = True


@compiles(database_now, "postgresql")
def _now_on_postgresql(_element: database_now, _compiler: SQLCompiler, **_: Any) -> str:
    return "CAST(extract(epoch FROM statement_timestamp()) * 1000000 AS BIGINT)"


@compiles(database_now, "sqlite")
def _now_on_sqlite(_element: database_now, _compiler: SQLCompiler, **_: Any) -> str:
    # The clock has milliseconds only. Its present one counts as past, so that what was
    # made due a moment ago is due.
    return "(CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER) * 1000 + 999)"


@compiles(random_token, "postgresql")
def _token_on_postgresql(_element: random_token, _compiler: SQLCompiler, **_: Any) -> str:
    return "replace(CAST(gen_random_uuid() AS TEXT), '-', '')"


@compiles(random_token, "sqlite")
def _token_on_sqlite(_element: random_token, _compiler: SQLCompiler, **_: Any) -> str:
    return "lower(hex(randomblob(16)))"


def instant(number: ColumnElement[int]) -> ColumnElement[datetime]:
    """Let an expression of microseconds be compared with, and read as, an `Instant`."""
    return type_coerce(number, Instant())
