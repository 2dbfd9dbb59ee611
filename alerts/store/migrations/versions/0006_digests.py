"""How many alerts each subscriber got in the present hour, and what goes in which digest."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "alert_rates",
        sa.Column("subscriber_id", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subscriber_id", name="pk_alert_rates"),
    )
    op.create_table(
        "digest_entries",
        sa.Column("digest_id", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("alert_id", sa.Text(), nullable=False),
        sa.Column("subscriber_id", sa.Text(), nullable=False),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest_id", "created_at", "alert_id", name="pk_digest_entries"),
    )
    op.create_index("ix_digest_entries_alert_id", "digest_entries", ["alert_id"])
