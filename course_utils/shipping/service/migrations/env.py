"""What Alembic runs: the migrations, on the connection that `database.migrated` opened."""

from alembic import context

from course_utils.shipping.service.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, version_table="petals_serve_version")
with context.begin_transaction():
    context.run_migrations()
