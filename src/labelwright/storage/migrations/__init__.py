"""The steps that bring a database to today's tables."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, inspect, text

from labelwright import errors

HEAD = "0001"
"""The newest step; kept here so that an up-to-date database is recognised without loading Alembic."""


class DatabaseNewer(errors.Unavailable):
    """The database is at step {revision}, which this version of Labelwright does not know."""

    code = "database_newer"
    hint = "Start the newer version of Labelwright that was used with this home folder before."


def migrate(engine: Engine) -> bool:
    """Bring the database to `HEAD`; return whether anything had to be done.

    Raises:
        DatabaseNewer: if a newer version has been here.
    """
    with engine.connect() as connection:
        revision = _revision_of(connection)
    if revision == HEAD:
        return False
    _upgrade(engine, revision)
    return True


def _revision_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(engine: Engine, revision: str | None) -> None:
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
    with engine.connect().execution_options(labelwright_write=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
