"""Whose turn it is to be written to, of each mail domain, for all processes together."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "mail_lines",
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("ends", sa.BigInteger(), nullable=False),
        sa.Column("free", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("domain", name="pk_mail_lines"),
    )
    op.create_table(
        "mail_turns",
        sa.Column("delivery_id", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("delivery_id", name="pk_mail_turns"),
    )
    op.create_index("ix_mail_turns_since", "mail_turns", ["since"])
    op.create_index("ix_mail_turns_at", "mail_turns", ["at"])
