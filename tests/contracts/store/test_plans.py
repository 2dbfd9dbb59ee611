"""The hot statements walk an index, however much waits."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

from alerts.store.queue import LOCK, TAKE, TARGETS


@pytest.mark.parametrize("statement", [TAKE, TARGETS, LOCK], ids=["take", "targets", "lock"])
def test_sqlite_scans_no_table(sqlite_template: Path, statement: ClauseElement) -> None:
    sql = str(
        statement.compile(
            dialect=sqlite.dialect(),  # type: ignore[no-untyped-call]
            compile_kwargs={"render_postcompile": True},
        )
    )
    with closing(sqlite3.connect(sqlite_template)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", [None] * sql.count("?")).fetchall()
    steps = [step for *_, step in plan]
    assert not [s for s in steps if s.startswith(("SCAN deliveries", "SCAN destinations"))]
    assert not [s for s in steps if "TEMP B-TREE" in s and statement is TAKE]
