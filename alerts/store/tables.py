"""The tables as the queries see them; the migrations build the same, which a test proves.

Every row with an owner carries `subscriber_id`, so that no query can forget the tenant.
The hot tables (alerts, deliveries, attempts) have no foreign keys: those would halve the
rate of bulk inserts, and their rows are written by one transaction that knows its ids.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    text,
)

from alerts.store.types import Instant, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _partial(name: str, *columns: str, where: str) -> Index:
    condition = text(where.removeprefix("deliveries."))
    return Index(name, *columns, postgresql_where=condition, sqlite_where=condition)


# The conditions of partial indexes. A query must say them to the letter: SQLite takes such
# an index for no parameter, and PostgreSQL's generic plans do not either.
IS_DUE = "deliveries.status IN ('pending', 'retrying')"
IS_WAITING = "deliveries.status IN ('pending', 'retrying', 'held')"
IS_HELD = "deliveries.status = 'held'"
IS_CONFIRMATION = "deliveries.purpose = 'confirmation'"


# One row per thing that is counted; the row's lock makes commit order number order.
counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

signing_keys = Table(
    "signing_keys",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("id"),
)

subscribers = Table(
    "subscribers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("max_alerts_per_hour", Integer),  # null: the operator's; 0: no limit
    Column("created_at", Instant, nullable=False),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subscriber_id", Text, ForeignKey("subscribers.id"), nullable=False),
    Column("hash", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Index(None, "subscriber_id", "created_at", "id"),
)

destinations = Table(
    "destinations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subscriber_id", Text, ForeignKey("subscribers.id"), nullable=False),
    Column("channel", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("address_digest", Text),
    Column("headers", LargeBinary),
    Column("secret", LargeBinary),
    Column("state", Text, nullable=False),
    Column("state_reason", Text),
    Column("failing_since", Instant),
    Column("rate", Double),
    Column("rate_used_until", BigInteger),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    Column("revision", BigInteger, nullable=False),
    Index(None, "subscriber_id", "created_at", "id"),
    Index(None, "revision"),
    Index(None, "address_digest"),
    Index(None, "updated_at"),
)

rules = Table(
    "rules",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subscriber_id", Text, ForeignKey("subscribers.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("sent", Text, nullable=False),
    Column("when_ids", Text, nullable=False),
    Column("resolved", Text, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    Column("revision", BigInteger, nullable=False),
    Index(None, "subscriber_id", "created_at", "id"),
    Index(None, "revision"),
)

rule_destinations = Table(
    "rule_destinations",
    metadata,
    Column("rule_id", Text, ForeignKey("rules.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("destination_id", Text, ForeignKey("destinations.id"), nullable=False),
    Column("subscriber_id", Text, nullable=False),
    PrimaryKeyConstraint("rule_id", "position"),
    Index(None, "destination_id"),
)

# Kept longer than the reports themselves, so that a late repeat still changes nothing.
report_keys = Table(
    "report_keys",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Index(None, "recorded_at"),
)

reports = Table(
    "reports",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("report_id", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("mentions", LargeBinary, nullable=False),
    Column("gazetteer", Text, nullable=False),
    Column("published_at", Instant),
    Column("occurred_at", Instant),
    Column("kafka_topic", Text, nullable=False),
    Column("kafka_partition", Integer, nullable=False),
    Column("kafka_offset", BigInteger, nullable=False),
    Column("kafka_at", Instant, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("incident_id", Text),
    Column("audience", Text),  # null: everyone
    Index(None, "received_at"),
)

# What is named in each kept report, apart from its bulk: whoever asks which reports name something
# reads this alone. Ids stand between spaces.
report_entities = Table(
    "report_entities",
    metadata,
    Column("received_at", Instant, nullable=False),
    Column("digest", Text, nullable=False),
    Column("entities", Text, nullable=False),
    PrimaryKeyConstraint("received_at", "digest"),
    sqlite_with_rowid=False,
)

repeats = Table(
    "repeats",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("asked", Text, nullable=False),
    Column("answer", LargeBinary),
    Column("created_at", Instant, nullable=False),
    Index(None, "created_at"),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subscriber_id", Text, nullable=False),
    Column("report_digest", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("incident_id", Text),
    Column("created_at", Instant, nullable=False),
    Index(None, "subscriber_id", "created_at", "id"),
    Index(None, "created_at"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subscriber_id", Text, nullable=False),
    Column("alert_id", Text),
    Column("destination_id", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("event", LargeBinary, nullable=False),
    Column("status", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("next_at", Instant),
    Column("lease", Text),
    Column("lease_until", Instant),
    Column("reported_at", Instant),
    Column("updated_at", Instant, nullable=False),
    Index(None, "subscriber_id", "created_at", "id"),
    Index(None, "alert_id"),
    _partial("ix_deliveries_due", "channel", "next_at", "id", where=IS_DUE),
    _partial(
        "ix_deliveries_waiting",
        "destination_id",
        "next_at",
        "id",
        where=IS_WAITING,
    ),
    _partial(
        "ix_deliveries_confirmations",
        "destination_id",
        "created_at",
        where=IS_CONFIRMATION,
    ),
    _partial("ix_deliveries_held", "destination_id", "created_at", "id", where=IS_HELD),
    _partial("ix_deliveries_without_alert", "created_at", where="deliveries.alert_id IS NULL"),
)

# How many alerts were sent by themselves since the subscriber's hour began.
alert_rates = Table(
    "alert_rates",
    metadata,
    Column("subscriber_id", Text, primary_key=True),
    Column("since", Instant, nullable=False),
    Column("sent", Integer, nullable=False),
)

# What a digest says of each alert in it. The digest itself is a delivery, whose event is empty
# until it is made of these.
digest_entries = Table(
    "digest_entries",
    metadata,
    Column("digest_id", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("alert_id", Text, nullable=False),
    Column("subscriber_id", Text, nullable=False),
    Column("entry", LargeBinary, nullable=False),
    PrimaryKeyConstraint("digest_id", "created_at", "alert_id"),
    Index(None, "alert_id"),
)

attempts = Table(
    "attempts",
    metadata,
    # SQLite numbers rows by itself only in a column that is INTEGER to the letter.
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("delivery_id", Text, nullable=False),
    Column("subscriber_id", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("status", Integer),
    Column("detail", Text, nullable=False),
    Column("ms", Double, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("excerpt", Text),
    Column("dns_ms", Double),
    Column("connect_ms", Double),
    Column("tls_ms", Double),
    Column("first_byte_ms", Double),
    Index(None, "delivery_id"),
)
