"""What is known of mail addresses and their domains, whoever's destinations they are."""

from sqlalchemy import BigInteger, Column, Index, Table

from alerts.store.tables import metadata
from alerts.store.types import Instant, Text

# Not a column of destinations: an address is refused for all, theirs and those to come.
suppressions = Table(
    "suppressions",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("since", Instant, nullable=False),
)

# The line before each domain (`model.turns`), in microseconds of the database's clock.
mail_lines = Table(
    "mail_lines",
    metadata,
    Column("domain", Text, primary_key=True),
    Column("ends", BigInteger, nullable=False),
    Column("free", BigInteger, nullable=False),
)

# The deliveries that stand in a line: when each has its turn, and since when it has been due.
mail_turns = Table(
    "mail_turns",
    metadata,
    Column("delivery_id", Text, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("since", Instant, nullable=False),
    Index(None, "since"),
    Index(None, "at"),
)
