"""A database's URL is understood or refused in words, and never quoted: it holds a password."""

from pathlib import Path

import pytest

from alerts.model.errors import InvalidInput, Unavailable
from alerts.store.database import Database, upgrade


@pytest.mark.parametrize(
    ("url", "dialect"),
    [
        ("sqlite:///alerts.db", "sqlite"),
        ("sqlite:////var/lib/alerts.db", "sqlite"),
        ("postgresql://me:secret@db/alerts?sslmode=verify-full", "postgresql"),
        ("postgres://db/alerts", "postgresql"),
        ("postgresql+asyncpg://db/alerts", "postgresql"),
    ],
)
def test_the_two_databases_are_told_apart(url: str, dialect: str) -> None:
    assert Database.open(url).dialect == dialect


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "mysql://me:secret@db/alerts", "secret", ""]
)
def test_what_cannot_be_used_is_refused_without_being_quoted(url: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Database.open(url)
    assert "secret" not in str(refused.value)


async def test_a_file_in_a_folder_that_is_not_there_is_told_with_the_setting(
    tmp_path: Path,
) -> None:
    with pytest.raises(Unavailable, match="the folder in ALERTS_DATABASE_URL must exist"):
        await upgrade(f"sqlite:///{tmp_path}/missing/alerts.db")
