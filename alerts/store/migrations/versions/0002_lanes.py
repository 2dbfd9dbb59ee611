"""Each destination's waiting deliveries in the order of their time, and since when it fails.

One destination's oldest are then found without sorting all that waits for it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002_lanes"
down_revision = "0001"
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
