"""What Alembic runs for each command: our connection, our tables, our transaction."""

from alembic import context

from alerts.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
