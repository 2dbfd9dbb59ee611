"""All rows of a query at once.

SQLite's driver lets go of the interpreter's lock at each row, and its thread must then wait for
the loop's, which is busy sending, to have it back: that takes longer than the row. So there all
rows come as one text. PostgreSQL's driver reads all rows in one go anyway.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, LargeBinary, Select, func, select

from alerts.store.types import Instant, at_number


class InOne:
    """A query of texts, whole numbers, instants and bytes."""

    def __init__(self, query: Select[*tuple[Any, ...]]) -> None:
        self._query = query
        rows = query.subquery("listed")
        written = (_written(column) for column in rows.c)
        self._as_json = select(func.json_group_array(func.json_array(*written)))
        self._read = [
            (place, read) for place, column in enumerate(rows.c) if (read := _reader(column))
        ]

    def rows(self, connection: Connection, bounds: Mapping[str, object]) -> Sequence[Sequence[Any]]:
        """Give the rows, in any order."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._query, bounds).all()
        rows: list[list[Any]] = orjson.loads(connection.execute(self._as_json, bounds).scalar_one())
        for row in rows:
            for place, read in self._read:
                if row[place] is not None:
                    row[place] = read(row[place])
        return rows


def _written(column: ColumnElement[Any]) -> ColumnElement[Any]:
    # To SQLite the hex of nothing is an empty text, and not nothing.
    if isinstance(column.type, LargeBinary):
        return func.iif(column.is_(None), None, func.hex(column))
    return column


def _reader(column: ColumnElement[Any]) -> Callable[[Any], Any] | None:
    match column.type:
        case LargeBinary():
            return bytes.fromhex
        case Instant():
            return at_number
        case _:
            return None
