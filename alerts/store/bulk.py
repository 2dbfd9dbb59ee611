"""Many rows in one statement, in the form that each database takes fastest.

PostgreSQL gets a column as one array (`unnest`): one plan for any number of rows, and no
limit of 32,767 parameters. SQLite gets its prepared statement run row by row, which costs
it nothing; but where all columns can be JSON, it gets all rows as one text: each step of a
statement lets go of the interpreter's lock, and must fight the loop's thread to have it back.
Both write in the order given: rows in key order cannot deadlock.
"""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Column, Connection, Dialect, LargeBinary, Table
from sqlalchemy.dialects import postgresql

from alerts.store.types import Instant, Text, check_text

Row = tuple[Any, ...]
_Columns = Sequence["Column[Any]"]

# SQLAlchemy's dialects have no types of their own.
_POSTGRESQL: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]


class BulkInsert:
    """An insert into `columns` of a table that passes over rows already there."""

    def __init__(self, table: Table, columns: Sequence[str]) -> None:
        self._columns = [table.c[name] for name in columns]
        named = ", ".join(columns)
        key = columns[0]
        marks = ", ".join("?" * len(columns))
        into = f"INSERT INTO {table.name} ({named})"
        unless_there = "ON CONFLICT DO NOTHING"
        self._in_one = _fit_json(self._columns)
        self._sqlite = f"{into} VALUES ({marks}) {unless_there}"
        if self._in_one:
            read = ", ".join(_nth(place) for place in range(len(columns)))
            self._sqlite = f"{into} SELECT {read} FROM json_each(?) WHERE true {unless_there}"  # noqa: S608 - the same
        given = "SELECT value FROM json_each(?)"
        self._sqlite_known = f"SELECT {key} FROM {table.name} WHERE {key} IN ({given})"  # noqa: S608 - names of our own tables
        self._postgresql = f"{into} SELECT * FROM {_unnest(self._columns)} {unless_there}"  # noqa: S608 - the same
        self._returning = f"{self._postgresql} RETURNING {key}"

    def run(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Insert what is not there yet."""
        if not rows:
            return
        dialect = connection.dialect
        if dialect.name == "sqlite":
            given = _by_row(rows, self._columns, dialect)
            connection.exec_driver_sql(self._sqlite, _in_one(given) if self._in_one else given)
        else:
            arrays = _by_column(rows, self._columns, dialect)
            connection.exec_driver_sql(self._postgresql, tuple(arrays))

    def new(self, connection: Connection, rows: Sequence[Row]) -> set[str]:
        """Insert what is not there yet, and give the keys (first column) of what was new."""
        if not rows:
            return set()
        if connection.dialect.name == "postgresql":
            arrays = _by_column(rows, self._columns, connection.dialect)
            made = connection.exec_driver_sql(self._returning, tuple(arrays))
            return set(made.scalars())
        # The write lock is ours: nobody can come between the question and the insert.
        keys = [row[0] for row in rows]
        known = connection.exec_driver_sql(self._sqlite_known, (orjson.dumps(keys).decode(),))
        new = set(keys) - set(known.scalars())
        self.run(connection, [row for row in rows if row[0] in new])
        return new


class BulkUpdate:
    """An update of many rows by key: the first column finds the row, the others are set.

    `also` is SQL that is set on each of them beside.
    """

    def __init__(self, table: Table, columns: Sequence[str], also: str = "") -> None:
        key, *changed = columns
        more = [also] if also else []
        self._columns = [table.c[name] for name in columns]
        self._in_one = _fit_json(self._columns)
        if self._in_one:
            read = [f"{name} = {_nth(place)}" for place, name in enumerate(changed, 1)]
            found = f"FROM json_each(?) WHERE {table.name}.{key} = {_nth(0)}"
        else:
            read = [f"{name} = ?{place}" for place, name in enumerate(changed, 2)]
            found = f"WHERE {key} = ?1"
        self._sqlite = f"UPDATE {table.name} SET {', '.join([*read, *more])} {found}"  # noqa: S608 - the same
        news = ", ".join([*(f"{name} = news.{name}" for name in changed), *more])
        values = f"{_unnest(self._columns)} AS news ({', '.join(columns)})"
        same = f"{table.name}.{key} = news.{key}"
        self._postgresql = f"UPDATE {table.name} SET {news} FROM {values} WHERE {same}"  # noqa: S608 - the same

    def run(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Change the rows that are there."""
        if not rows:
            return
        dialect = connection.dialect
        if dialect.name == "sqlite":
            given = _by_row(rows, self._columns, dialect)
            connection.exec_driver_sql(self._sqlite, _in_one(given) if self._in_one else given)
        else:
            arrays = _by_column(rows, self._columns, dialect)
            connection.exec_driver_sql(self._postgresql, tuple(arrays))


def _unnest(columns: _Columns) -> str:
    arrays = (
        f"${place}::{column.type.compile(_POSTGRESQL)}[]" for place, column in enumerate(columns, 1)
    )
    return f"unnest({', '.join(arrays)})"


def _fit_json(columns: _Columns) -> bool:
    return not any(isinstance(column.type, LargeBinary) for column in columns)


def _nth(place: int) -> str:
    """Give the SQL of a value in a row that `json_each` gives."""
    return f"json_extract(value, '$[{place}]')"


def _in_one(rows: Sequence[Row]) -> tuple[str]:
    return (orjson.dumps(rows).decode(),)


def _by_column(rows: Sequence[Row], columns: _Columns, dialect: Dialect) -> list[list[Any]]:
    """Turn rows into one list a column, as the column's type binds its values."""
    given = zip(columns, zip(*rows, strict=True), strict=True)
    return [_bound(column, values, dialect) for column, values in given]


def _bound(column: "Column[Any]", values: Sequence[Any], dialect: Dialect) -> list[Any]:
    """Bind a column's values together: one by one, that takes longer than the insert."""
    match column.type:
        case Text():
            check_text("".join([text for text in values if text is not None]))
            return list(values)
        case Instant() as instant:
            known = {at: instant.process_bind_param(at, dialect) for at in set(values)}
            return [known[at] for at in values]
        case _:
            return list(values)


def _by_row(rows: Sequence[Row], columns: _Columns, dialect: Dialect) -> list[Row]:
    return list(zip(*_by_column(rows, columns, dialect), strict=True))
