"""How a database's schema becomes the one this code needs, from wherever it stands.

The whole upgrade is one transaction, on SQLite too, and only one process is in it at a
time: several that start at once must not build the same table twice.
"""

from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

# Any number will do, so long as nobody else in the database uses it.
_ADVISORY_LOCK = 6_108_513_226_041


def to_newest(connection: Connection, dialect: Literal["sqlite", "postgresql"]) -> None:
    """Upgrade inside the caller's transaction."""
    if dialect == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ADVISORY_LOCK}
        )
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def revision_of(connection: Connection) -> str | None:
    """Tell which revision a database stands at; None when it was never migrated."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """Give the revision that this code needs."""
    head = _scripts().get_current_head()
    if head is None:
        raise RuntimeError("the package holds no migrations")
    return head


def is_known(revision: str) -> bool:
    """Tell whether a revision is this code's own or an ancestor of it."""
    try:
        return _scripts().get_revision(revision) is not None
    except CommandError:
        return False


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    # A percent sign in a path would be taken for the start of a reference.
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
