"""`column IN (these)` as one parameter, however many there are.

A list of parameters would give each length a statement of its own to parse, to plan and
to keep in the cache, and both databases bound their number.
"""

from collections.abc import Collection
from typing import Any, Self

import orjson
from sqlalchemy import Boolean, ColumnElement, Dialect, TypeDecorator, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Text, TypeEngine


class _Texts(TypeDecorator[Collection[str]]):
    """A list of texts: an array on PostgreSQL, JSON on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the database's own type."""
        chosen: TypeEngine[Any] = ARRAY(Text()) if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(chosen)

    def process_bind_param(self, value: Collection[str] | None, dialect: Dialect) -> Any:
        """Give what the driver takes."""
        texts = [str(text) for text in value or ()]
        return texts if dialect.name == "postgresql" else orjson.dumps(texts).decode()


class _OneOfMany(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True


@compiles(_OneOfMany, "postgresql")
def _hashed_on_postgresql(element: _OneOfMany, compiler: SQLCompiler, **kw: Any) -> str:
    column, texts = element.clauses
    given = compiler.process(texts, **kw)
    return f"{compiler.process(column, **kw)} IN (SELECT unnest({given}))"


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: object = None) -> Self:  # noqa: ARG002 - SQLAlchemy's signature
        """Stand as a condition by itself: SQLite finds no index for `(… IN …) = 1`."""
        return self


@compiles(_Among, "postgresql")
def _on_postgresql(element: _Among, compiler: SQLCompiler, **kw: Any) -> str:
    column, texts = element.clauses
    return f"{compiler.process(column, **kw)} = ANY ({compiler.process(texts, **kw)})"


@compiles(_Among, "sqlite")
@compiles(_OneOfMany, "sqlite")
def _on_sqlite(element: _Among | _OneOfMany, compiler: SQLCompiler, **kw: Any) -> str:
    column, texts = element.clauses
    given = compiler.process(texts, **kw)
    return f"{compiler.process(column, **kw)} IN (SELECT value FROM json_each({given}))"  # noqa: S608 - compiled by SQLAlchemy


def one_of_many(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Tell of many rows whether each is one of these, a list given later by that name.

    PostgreSQL goes through the list of `among` for each row; here it hashes it first.
    """
    return _OneOfMany(column, bindparam(name, type_=_Texts()))


def among(column: ColumnElement[Any], texts: Collection[str] | str) -> ColumnElement[bool]:
    """Tell whether a text column holds one of these; a name stands for a list given later."""
    if isinstance(texts, str):
        return _Among(column, bindparam(texts, type_=_Texts()))
    return _Among(column, bindparam(None, texts, type_=_Texts(), unique=True))
