"""How many deliveries a second a destination may get, and up to when that is used up."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two columns."""
    op.add_column("destinations", sa.Column("rate", sa.Double(), nullable=True))
    op.add_column("destinations", sa.Column("rate_used_until", sa.BigInteger(), nullable=True))
