"""What is named in each kept report, in a narrow table of its own, for previews of rules.

Reports that are kept already are taken in.
"""

import orjson
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_PAGE = 500


def upgrade() -> None:
    """Add the table, and fill it."""
    made = op.create_table(
        "report_entities",
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("entities", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("received_at", "digest", name="pk_report_entities"),
        sqlite_with_rowid=False,
    )
    reports = sa.table(
        "reports", sa.column("digest"), sa.column("received_at"), sa.column("mentions")
    )
    page = sa.select(reports).order_by(reports.c.digest).limit(_PAGE)
    last = ""
    while rows := list(op.get_bind().execute(page.where(reports.c.digest > last))):
        op.bulk_insert(
            made,
            [
                {"received_at": row.received_at, "digest": row.digest, "entities": _named(row)}
                for row in rows
            ],
        )
        last = rows[-1].digest


def _named(row: sa.Row[tuple[str, int, bytes]]) -> str:
    mentions = orjson.loads(bytes(row.mentions))["mentions"]
    return f" {' '.join(mention['entity'] for mention in mentions)} "
