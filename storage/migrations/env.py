"""Run by Alembic with the connection that `storage.migrate` hands in; it has begun already."""

from alembic import context

from storage.tables import METADATA

connection = context.config.attributes["connection"]

context.configure(
    connection=connection,
    target_metadata=METADATA,
    # SQLite changes a table by copying it.
    render_as_batch=connection.dialect.name == "sqlite",
)
context.run_migrations()
