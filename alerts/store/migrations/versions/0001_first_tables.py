"""The first tables, with the columns that would be dear to add once rows are many.

Times are microseconds in BIGINT. Names of constraints and indexes are spelt out, as what
a later migration drops must have a name that both databases know.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_WAITING = "status IN ('pending', 'retrying')"
_WAITING_OR_HELD = "status IN ('pending', 'retrying', 'held')"


def upgrade() -> None:
    """Build everything."""
    _counters_and_keys()
    _subscribers()
    _destinations()
    _rules()
    _reports()
    _alerts()
    _deliveries()
    _attempts()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _bytes(name: str, *, null: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=null)


def _instant(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=null)


def _number(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null)


def _big_number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _truth(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _owner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["subscriber_id"], ["subscribers.id"], name=f"fk_{table}_subscriber_id"
    )


def _partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, postgresql_where=condition, sqlite_where=condition)


def _counters_and_keys() -> None:
    counters = op.create_table(
        "counters",
        _text("name"),
        _big_number("value"),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    op.bulk_insert(counters, [{"name": "rules", "value": 0}])
    op.create_table(
        "signing_keys",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        _text("id"),
        _bytes("secret"),
        _instant("created_at"),
        sa.PrimaryKeyConstraint("generation", name="pk_signing_keys"),
        sa.UniqueConstraint("id", name="uq_signing_keys_id"),
    )


def _subscribers() -> None:
    op.create_table(
        "subscribers",
        _text("id"),
        _text("name"),
        _instant("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_subscribers"),
    )
    op.create_table(
        "api_keys",
        _text("id"),
        _text("subscriber_id"),
        _text("hash"),
        _text("name"),
        _instant("created_at"),
        _instant("revoked_at", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        _owner("api_keys"),
    )
    op.create_index(
        "ix_api_keys_subscriber_id_created_at_id",
        "api_keys",
        ["subscriber_id", "created_at", "id"],
    )


def _destinations() -> None:
    op.create_table(
        "destinations",
        _text("id"),
        _text("subscriber_id"),
        _text("channel"),
        _text("target"),
        _text("address_digest", null=True),
        _bytes("headers", null=True),
        _bytes("secret", null=True),
        _text("state"),
        _text("state_reason", null=True),
        _instant("created_at"),
        _instant("updated_at"),
        _instant("deleted_at", null=True),
        _big_number("revision"),
        sa.PrimaryKeyConstraint("id", name="pk_destinations"),
        _owner("destinations"),
    )
    op.create_index(
        "ix_destinations_subscriber_id_created_at_id",
        "destinations",
        ["subscriber_id", "created_at", "id"],
    )
    op.create_index("ix_destinations_revision", "destinations", ["revision"])
    op.create_index("ix_destinations_address_digest", "destinations", ["address_digest"])


def _rules() -> None:
    op.create_table(
        "rules",
        _text("id"),
        _text("subscriber_id"),
        _text("name"),
        _text("sent"),
        _text("when_ids"),
        _text("resolved"),
        _truth("enabled"),
        _instant("created_at"),
        _instant("updated_at"),
        _instant("deleted_at", null=True),
        _big_number("revision"),
        sa.PrimaryKeyConstraint("id", name="pk_rules"),
        _owner("rules"),
    )
    op.create_index(
        "ix_rules_subscriber_id_created_at_id", "rules", ["subscriber_id", "created_at", "id"]
    )
    op.create_index("ix_rules_revision", "rules", ["revision"])
    op.create_table(
        "rule_destinations",
        _text("rule_id"),
        _number("position"),
        _text("destination_id"),
        _text("subscriber_id"),
        sa.PrimaryKeyConstraint("rule_id", "position", name="pk_rule_destinations"),
        sa.ForeignKeyConstraint(["rule_id"], ["rules.id"], name="fk_rule_destinations_rule_id"),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["destinations.id"], name="fk_rule_destinations_destination_id"
        ),
    )
    op.create_index("ix_rule_destinations_destination_id", "rule_destinations", ["destination_id"])


def _reports() -> None:
    op.create_table(
        "report_keys",
        _text("digest"),
        _bytes("content"),
        _truth("complete"),
        _instant("recorded_at"),
        sa.PrimaryKeyConstraint("digest", name="pk_report_keys"),
    )
    op.create_index("ix_report_keys_recorded_at", "report_keys", ["recorded_at"])
    op.create_table(
        "reports",
        _text("digest"),
        _text("source"),
        _text("report_id"),
        _big_number("revision"),
        _bytes("raw"),
        _bytes("mentions"),
        _text("gazetteer"),
        _instant("published_at", null=True),
        _instant("occurred_at", null=True),
        _text("kafka_topic"),
        _number("kafka_partition"),
        _big_number("kafka_offset"),
        _instant("kafka_at"),
        _instant("received_at"),
        _text("incident_id", null=True),
        _text("audience", null=True),
        sa.PrimaryKeyConstraint("digest", name="pk_reports"),
    )
    op.create_index("ix_reports_received_at", "reports", ["received_at"])


def _alerts() -> None:
    op.create_table(
        "alerts",
        _text("id"),
        _text("subscriber_id"),
        _text("report_digest"),
        _bytes("body"),
        _text("incident_id", null=True),
        _instant("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
    )
    op.create_index(
        "ix_alerts_subscriber_id_created_at_id", "alerts", ["subscriber_id", "created_at", "id"]
    )
    op.create_index("ix_alerts_created_at", "alerts", ["created_at"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        _text("id"),
        _text("subscriber_id"),
        _text("alert_id", null=True),
        _text("destination_id"),
        _text("channel"),
        _text("purpose"),
        _bytes("event"),
        _text("status"),
        _number("attempts"),
        _instant("created_at"),
        _instant("next_at", null=True),
        _text("lease", null=True),
        _instant("lease_until", null=True),
        _instant("reported_at", null=True),
        _instant("updated_at"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
    )
    op.create_index(
        "ix_deliveries_subscriber_id_created_at_id",
        "deliveries",
        ["subscriber_id", "created_at", "id"],
    )
    op.create_index("ix_deliveries_alert_id", "deliveries", ["alert_id"])
    _partial_index("ix_deliveries_due", "deliveries", ["channel", "next_at", "id"], _WAITING)
    _partial_index("ix_deliveries_waiting", "deliveries", ["destination_id"], _WAITING_OR_HELD)
    _partial_index(
        "ix_deliveries_confirmations",
        "deliveries",
        ["destination_id", "created_at"],
        "purpose = 'confirmation'",
    )
    _partial_index("ix_deliveries_without_alert", "deliveries", ["created_at"], "alert_id IS NULL")


def _attempts() -> None:
    op.create_table(
        "attempts",
        # SQLite numbers rows by itself only in a column that is INTEGER to the letter.
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        _text("delivery_id"),
        _text("subscriber_id"),
        _instant("at"),
        _text("outcome"),
        _number("status", null=True),
        _text("detail"),
        sa.Column("ms", sa.Double(), nullable=False),
        _truth("late"),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
    )
    op.create_index("ix_attempts_delivery_id", "attempts", ["delivery_id"])
