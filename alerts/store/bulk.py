"""Many rows in one statement, in the form that each database takes fastest.

PostgreSQL gets a column as one array (`unnest`): one plan for any number of rows, and no
limit of 32,767 parameters. Of many rows, a column that is the same in all is one value: its driver
takes a fifth of a microsecond to write each. SQLite gets its prepared statement run row by row, which costs
it nothing; but where all columns can be JSON, it gets all rows as one text: each step of a
statement lets go of the interpreter's lock, and must fight the loop's thread to have it back.
Both write in the order given: rows in key order cannot deadlock.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Column, Connection, CursorResult, Dialect, LargeBinary, Table
from sqlalchemy.dialects import postgresql

from alerts.store.types import Instant, Text, check_text

Row = tuple[Any, ...]
_Columns = Sequence["Column[Any]"]

# From so many rows on a statement is made for what they have in common: there are few such.
_MANY = 20

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
        self._into, self._unless_there = into, unless_there
        self._returning = f"{unless_there} RETURNING {key}"

    def run(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Insert what is not there yet."""
        if not rows:
            return
        dialect = connection.dialect
        if dialect.name == "sqlite":
            given = _by_row(rows, self._columns, dialect)
            connection.exec_driver_sql(self._sqlite, _in_one(given) if self._in_one else given)
        else:
            self._insert(connection, rows, self._unless_there)

    def new(self, connection: Connection, rows: Sequence[Row]) -> set[str]:
        """Insert what is not there yet, and give the keys (first column) of what was new."""
        if not rows:
            return set()
        if connection.dialect.name == "postgresql":
            return set(self._insert(connection, rows, self._returning).scalars())
        # The write lock is ours: nobody can come between the question and the insert.
        keys = [row[0] for row in rows]
        known = connection.exec_driver_sql(self._sqlite_known, (orjson.dumps(keys).decode(),))
        new = set(keys) - set(known.scalars())
        self.run(connection, [row for row in rows if row[0] in new])
        return new

    def _insert(
        self, connection: Connection, rows: Sequence[Row], ending: str
    ) -> CursorResult[Any]:
        given = _given(_by_column(rows, self._columns, connection.dialect))
        news = _news(self._columns, given)
        read = ", ".join(news.values())
        statement = f"{self._into} SELECT {read} FROM {_unnest(self._columns, given)} {ending}"  # noqa: S608 - the same
        return connection.exec_driver_sql(statement, given)


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
        self._table, self._more = table.name, more

    def run(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Change the rows that are there."""
        if not rows:
            return
        dialect = connection.dialect
        if dialect.name == "sqlite":
            by_row = _by_row(rows, self._columns, dialect)
            connection.exec_driver_sql(self._sqlite, _in_one(by_row) if self._in_one else by_row)
        else:
            given = _given(_by_column(rows, self._columns, dialect))
            (key, found), *changed = _news(self._columns, given).items()
            to = ", ".join([*(f"{name} = {new}" for name, new in changed), *self._more])
            source = f"{_unnest(self._columns, given)} WHERE {self._table}.{key} = {found}"
            connection.exec_driver_sql(f"UPDATE {self._table} SET {to} FROM {source}", given)  # noqa: S608 - the same


def _given(arrays: Sequence[list[Any]]) -> tuple[Any, ...]:
    """Give what PostgreSQL is given: the key's array, and one value for what is always the same."""
    key, *others = arrays
    if len(key) < _MANY:
        return tuple(arrays)
    return (key, *(it[0] if it.count(it[0]) == len(it) else it for it in others))


def _news(columns: _Columns, given: Sequence[Any]) -> dict[str, str]:
    """Give the SQL of each column's new value."""
    return {
        column.name: f"news.{column.name}" if isinstance(it, list) else _parameter(place, column)
        for place, (column, it) in enumerate(zip(columns, given, strict=True), 1)
    }


def _unnest(columns: _Columns, given: Sequence[Any]) -> str:
    named = [
        (column.name, f"{_parameter(place, column)}[]")
        for place, (column, it) in enumerate(zip(columns, given, strict=True), 1)
        if isinstance(it, list)
    ]
    names, arrays = zip(*named, strict=True)
    return f"unnest({', '.join(arrays)}) AS news ({', '.join(names)})"


@cache
def _parameter(place: int, column: "Column[Any]") -> str:
    return f"${place}::{column.type.compile(_POSTGRESQL)}"


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
