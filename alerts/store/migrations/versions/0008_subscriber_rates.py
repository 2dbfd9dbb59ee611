"""How many alerts an hour a subscriber is sent by themselves, where the operator says so."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("subscribers", sa.Column("max_alerts_per_hour", sa.Integer(), nullable=True))
