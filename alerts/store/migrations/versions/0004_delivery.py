"""Each destination's waiting deliveries in the order of their time, and since when it fails.

One destination's oldest are then found without sorting all that waits for it. And what an
attempt saw of its receiver: the beginning of its answer, and how long each part took.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_WAITING = sa.text("status IN ('pending', 'retrying', 'held')")


def upgrade() -> None:
    """Widen the index, add the column."""
    op.drop_index("ix_deliveries_waiting", "deliveries")
    op.create_index(
        "ix_deliveries_waiting",
        "deliveries",
        ["destination_id", "next_at", "id"],
        postgresql_where=_WAITING,
        sqlite_where=_WAITING,
    )
    op.add_column("destinations", sa.Column("failing_since", sa.BigInteger(), nullable=True))
    op.add_column("attempts", sa.Column("excerpt", sa.Text(), nullable=True))
    for phase in ("dns_ms", "connect_ms", "tls_ms", "first_byte_ms"):
        op.add_column("attempts", sa.Column(phase, sa.Double(), nullable=True))
