"""What is held is found in the order it is released in; destinations, by when they were changed.

Of a million that were held, each two thousand that were let go cost a walk through all of them. And
whoever looks for what a change of state left to do walked through all destinations.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes."""
    is_held = sa.text("status = 'held'")
    op.create_index(
        "ix_deliveries_held",
        "deliveries",
        ["destination_id", "created_at", "id"],
        postgresql_where=is_held,
        sqlite_where=is_held,
    )
    op.create_index("ix_destinations_updated_at", "destinations", ["updated_at"])
