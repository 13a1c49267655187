from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from labelwright.storage import migrations
from labelwright.storage.database import Database, DatabaseUnavailable, DatabaseUrlInvalid
from labelwright.storage.migrations import DatabaseNewer, migrate
from labelwright.storage.tables import metadata


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        make: Callable[[str], str] = request.getfixturevalue("new_postgres")
        url = make(request.node.name)
    database = Database(url)
    yield database
    database.close()


def test_the_steps_lead_to_exactly_the_tables_of_the_code(empty: Database) -> None:
    assert migrate(empty)
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        found = set(inspect(connection).get_table_names())
    assert found == {*metadata.tables, "alembic_version"}


def test_an_index_over_whole_inputs_keeps_its_condition(empty: Database) -> None:
    migrate(empty)
    with empty.engine.connect() as connection:
        (index,) = (
            index
            for index in inspect(connection).get_indexes("annotations")
            if index["name"] == "uq_annotations_whole_input"
        )
    dialect = empty.engine.dialect.name
    assert "x_min IS NULL" in str(index["dialect_options"][f"{dialect}_where"])
    assert index["unique"]


def test_migrating_again_does_nothing(empty: Database) -> None:
    migrate(empty)
    assert not migrate(empty)


def test_several_processes_that_begin_at_once_bring_it_up_to_date_once(empty: Database) -> None:
    url = empty.engine.url.render_as_string(hide_password=False)
    others = [Database(url) for _ in range(4)]
    with ThreadPoolExecutor(len(others)) as pool:
        list(pool.map(migrate, others))
    for other in others:
        other.close()
    assert not migrate(empty)


def test_a_database_of_a_newer_version_is_refused_and_left_alone(empty: Database) -> None:
    migrate(empty)
    with empty.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseNewer, match="9999"):
        migrate(empty)
    with empty.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


def test_the_newest_step_is_the_one_the_code_names() -> None:
    config = Config()
    config.set_main_option("script_location", "labelwright.storage:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.HEAD]


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://localhost/labels"])
def test_an_address_of_no_usable_database_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUrlInvalid):
        Database(url)


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all/labels.db", "postgresql://127.0.0.1:9/labels"])
def test_a_database_that_cannot_be_reached_is_said_so(url: str) -> None:
    database = Database(url)
    with pytest.raises(DatabaseUnavailable), database.read():
        pass
    with pytest.raises(DatabaseUnavailable):
        migrate(database)
    database.close()
