"""Run by Alembic: uses the connection, and with it the transaction, that `storage.migrate` hands over."""

from alembic import context

from storage.schema_all import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
