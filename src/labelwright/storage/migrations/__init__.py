"""The steps that bring a database to today's tables."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy import func as sql

from labelwright import errors
from labelwright.storage.database import Database

_LOCK = 0x4C62_6C6D
"""Number of PostgreSQL's advisory lock for whoever brings the tables up to date."""
HEAD = "0002"
"""The newest step; kept here so that an up-to-date database is recognised without loading Alembic."""


class DatabaseNewer(errors.Unavailable):
    """The database is at step {revision}, which this version of Labelwright does not know."""

    code = "database_newer"
    hint = "Start the newer version of Labelwright that was used with this home folder before."


def migrate(database: Database) -> bool:
    """Bring the database to `HEAD`; return whether anything had to be done.

    Raises:
        DatabaseUnavailable: if it cannot be reached or written.
        DatabaseNewer: if a newer version has been here.
    """
    with database.read() as connection:
        revision = _revision_of(connection)
    if revision == HEAD:
        return False
    _upgrade(database, revision)
    return True


def _revision_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(database: Database, revision: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "labelwright.storage:migrations")
    if revision is not None:
        try:
            ScriptDirectory.from_config(config).get_revision(revision)
        except CommandError as error:
            raise DatabaseNewer(revision=revision) from error
    with database.write() as connection:
        if not database.is_sqlite:  # where a writer is alone anyway
            connection.execute(select(sql.pg_advisory_xact_lock(_LOCK)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
